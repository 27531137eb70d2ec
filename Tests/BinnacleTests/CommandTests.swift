import Basics
import Glibc
import Scratch
import Testing

@testable import binnacle

/// The commands as a script uses them.
@Suite struct CommandTests {
  @Test(arguments: [
    ("nodes", "node/"), ("alerts", ""), ("bottlenecks", ""), ("costs", "price/edge"),
    ("roadmap", "milestone/B-1.2"),
    ("kpis", "indicator/A-K02"), ("findings", "INC-01"), ("status", ""),
  ])
  func `a listing comes as JSON and as CSV, and makes no store`(name: String, mention: String) throws {
    let folder = Scratch()
    let json = try Run(name, "--json", in: folder)
    #expect(json.status == 0 && json.output.contains(mention), "\(json.output.prefix(300))\(json.complaints)")
    let document = try JSONReader.read(Array(json.output.utf8), name: name)
    #expect(try document.required("schema").text().hasPrefix("binnacle/\(name)/"))
    let csv = try Run(name, "--csv", in: folder)
    let columns = csv.output.split(whereSeparator: \.isNewline).first?.split(separator: ",") ?? []
    #expect(csv.status == 0 && columns.count > 1)
    #expect(access("\(folder.path)/data", F_OK) != 0)
  }

  @Test func `there are as many findings as contradictions to be handled`() throws {
    let findings = try Run("findings", "--csv", in: Scratch())
    #expect(findings.output.split(whereSeparator: \.isNewline).count { $0.contains("must_handle") } == 16)
  }

  @Test func `what is set is kept, and tells its history`() throws {
    let folder = Scratch()
    #expect(try Run("milestone", "set", "B-1.2", "progress=40", "owner=Lin Wei", in: folder).status == 0)
    #expect(try Run("kpi", "observe", "B-K01", "700", "--day", "2026-11-01", in: folder).status == 0)
    #expect(try Run("roadmap", "--csv", in: folder).output.contains("Lin Wei"))
    #expect(try Run("kpis", "--csv", in: folder).output.contains("700,2026-11-01,manual"))
  }

  @Test(arguments: [
    (["milestone", "set", "B-1.2", "progress=140"], "140"), (["kpi", "observe", "B-K01", "abc"], "abc"),
    (["milestone", "set", "B-99", "progress=1"], "B-99"),
  ])
  func `an order that cannot be carried out is refused with what is wrong`(words: [String], mention: String)
    throws
  {
    let run = try Run(words, in: Scratch())
    #expect(run.status == 1 && run.complaints.contains(mention) && run.output.isEmpty)
  }

  @Test(arguments: [
    (["nodess"], "nodes"), (["--theem", "dusk"], "theme"), (["preview", "brigde"], "bridge"),
    (["status", "--json", "--csv"], "--json"), (["console", "--lang", "fr"], "en"),
    (["nodes", "--at", "yesterday"], "yesterday"), (["preview", "nodes", "--size", "x"], "120x40"),
  ])
  func `wrong words are told apart and the right one is named`(words: [String], mention: String) throws {
    let run = try Run(words, in: Scratch())
    #expect(run.status == 2 && run.complaints.contains(mention), "\(run.status) \(run.complaints)")
  }

  @Test func `without a terminal the console says what there is instead`() throws {
    let run = try Run([], in: Scratch())
    #expect(run.status == 1 && run.complaints.contains("binnacle status") && run.output.isEmpty)
  }

  @Test func `a complaint comes in the language of the locale`() throws {
    let run = try Run(["nodess"], in: Scratch(), environment: ["LANG": "zh_CN.UTF-8"])
    #expect(run.complaints.contains("没有"))
  }

  @Test(arguments: ["C", "POSIX", "en_US.ISO-8859-1"])
  func `a locale without UTF-8 is spared everything but ASCII`(locale: String) throws {
    let folder = Scratch()
    for words in [["status"], ["preview", "bridge", "--size", "80x24"], ["nodes"]] {
      let run = try Run(words, in: folder, environment: ["LANG": locale])
      #expect(run.status == 0 && run.output.utf8.allSatisfy { $0 < 0x7F }, "\(words) \(run.complaints)")
    }
  }

  @Test func `a rule that is wrong is told with its place`() throws {
    let folder = Scratch()
    let rules = #"{"groups":[{"name":"a","rules":[{"alert":"X","expr":"rate(foo)"}]}]}"#
    let path = folder.file("rules.json", rules)
    let run = try Run("check", "rules", path, in: folder)
    #expect(run.status == 1 && run.complaints.contains("\(path):1:53"), "\(run.complaints)")
  }
}
