import Basics
import Scratch
import Testing

@testable import binnacle

/// `binnacle simulate --users` as a script uses it.
@Suite struct SimulateUsersTests {
  private func item(_ words: String...) throws -> JSONNode {
    let run = try Run(["simulate", "--days", "1", "--json"] + words, in: Scratch())
    #expect(run.status == 0 && run.complaints.isEmpty, "\(run.complaints)")
    let document = try JSONReader.read(Array(run.output.utf8), name: "output")
    #expect(try document.required("schema").text() == "binnacle/simulate-users/1")
    #expect(try document.required("provenance").text() == "simulated")
    #expect(try document.required("prices").text() == "assumed")
    return try #require(try document.required("items").items().first)
  }

  @Test func `a run tells nodes, units, cost and how each class fared`() throws {
    let item = try item("--users", "5M")
    #expect(try item.required("users").number() == 5_000_000)
    #expect(try item.required("nodes_peak").number() > 4)
    let classes = try item.required("classes").items()
    #expect(try classes.map { try $0.required("class").text() } == ["interactive", "standard", "background"])
    #expect(try classes[0].required("objective_kept").flag())
    #expect(try Double(item.required("cost_per_hour").text()) ?? 0 > 5)
  }

  @Test func `the same words give the same output to the last byte`() throws {
    let words = [
      "simulate", "--users", "5M", "--days", "1", "--fault", "zone:eu-west-a@2h/1h", "--flash", "3x@6h/30m",
      "--json",
    ]
    let (one, other) = (try Run(words, in: Scratch()), try Run(words, in: Scratch()))
    #expect(one.status == 0 && one.output == other.output)
    #expect(one.output.contains("zone lost: eu-west-a"))
    #expect(try Run(words + ["--seed", "2"], in: Scratch()).output != one.output)
  }

  @Test func `several numbers of users are a table, with what a million more cost`() throws {
    let run = try Run("simulate", "--users", "5M,10M", "--days", "1", in: Scratch())
    let lines = run.output.split(separator: "\n")
    #expect(run.status == 0 && lines.count == 5, "\(run.complaints)")
    #expect(lines[2].contains("marginal") && lines[3].contains("5.00 M") && lines[4].contains("10.0 M"))
    #expect(lines[3].hasSuffix("–") && lines[4].contains("$"))
  }

  @Test func `people read it in either language, and are told that it is simulated`() throws {
    let words = ["simulate", "--users", "9600万", "--days", "1", "--fault", "region:us-west@1h/30m"]
    let chinese = try Run(words + ["--lang", "zh"], in: Scratch()).output
    #expect(chinese.contains("模拟值") && chinese.contains("区域丢失：us-west") && chinese.contains("达成"))
    let english = try Run(words, in: Scratch()).output
    #expect(english.contains("simulated; ") && english.contains("others serve the users of us-west"))
  }

  @Test(arguments: [
    (["--users", "many"], 2, "96M"), (["--users", "5M", "--days", "0"], 2, "1 to 366"),
    (["--users", "5M", "--policy", "tarot"], 2, "best-fit"), (["--users", "5M", "--cap", "free"], 2, "150"),
    (["--users", "5M", "--fault", "fire:eu-west@1h/1h"], 2, "full-disk"),
    (["--users", "5M", "--fault", "region:eu-west"], 2, "region:eu-west@1d6h/2h"),
    (["--users", "5M", "--fault", "region:mars@1h/1h"], 1, "eu-west"),
    (["--users", "5M", "--flash", "3@1h"], 2, "3x@2d12h/1h"),
    (["--users", "5M", "--nodes", "x"], 2, "--users"),
  ])
  func `words that do not fit are refused with what would`(words: [String], status: Int32, mention: String)
    throws
  {
    let run = try Run(["simulate"] + words, in: Scratch())
    #expect(
      run.status == status && run.complaints.contains(mention) && run.output.isEmpty, "\(run.complaints)")
    #expect(run.complaints.split(separator: "\n").count == 1)
  }
}
