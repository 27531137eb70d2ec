import Basics
import Scratch
import Testing

@testable import binnacle

/// Incidents, who is on call and the note for the next, as a script uses them.
@Suite struct IncidentCommandTests {
  private static let rota = """
    {
      people: {ann: {name: "Ann", zone: "Europe/Berlin"}, mei: {name: "梅", zone: "Asia/Shanghai"}},
      schedules: [{name: "primary", zone: "Europe/Berlin",
        layers: [{people: ["ann", "mei"], start: "2026-03-02T09:00", length: "week", days: ["mon", "tue", "wed", "thu", "fri"]}]}],
      policies: [{name: "all", steps: [{after: "0s", notify: ["primary"]}]}],
    }
    """

  private func folder() -> Scratch {
    let folder = Scratch()
    Files.makeDirectory("\(folder.path)/config/binnacle")
    _ = folder.file("config/binnacle/oncall.json", Self.rota)
    return folder
  }

  @Test func `incidents are listed as JSON and as CSV`() throws {
    let folder = Scratch()
    let json = try Run("incidents", "--json", in: folder)
    #expect(json.status == 0 && json.output.contains("binnacle/incidents/1"), "\(json.complaints)")
    let csv = try Run("incidents", "--csv", in: folder)
    #expect(csv.status == 0 && csv.output.hasPrefix("address,state,severity,"))
    #expect(try Run("incident", "list", in: folder).status == 0)
  }

  @Test(arguments: [
    ["incident"], ["incident", "show"], ["incident", "merge", "1"], ["incident", "show", "x"],
    ["incident", "fly", "1"],
  ])
  func `words that do not fit are told so`(words: [String]) throws {
    let run = try Run(words, in: Scratch())
    #expect(
      run.status == 2 && run.complaints.contains("binnacle incident"), "\(run.status) \(run.complaints)")
  }

  @Test(arguments: [
    ["incident", "show", "9"], ["incident", "ack", "9"], ["incident", "export", "incident/9"],
  ])
  func `an incident that is not there is told so`(words: [String]) throws {
    let run = try Run(words, in: Scratch())
    #expect(run.status == 1 && run.complaints.contains("9") && run.output.isEmpty, "\(run.complaints)")
  }

  @Test func `who is on call is told at any time, with who is next and the gaps`() throws {
    let folder = folder()
    let run = try Run("oncall", "--at", "2026-03-25T12:00:00Z", in: folder)
    #expect(
      run.status == 0 && run.output.contains("梅") && run.output.contains("2026-03-27 23:00"),
      "\(run.output)\(run.complaints)")
    let json = try Run("oncall", "--at", "2026-03-25T12:00:00Z", "--json", in: folder)
    let document = try JSONReader.read(Array(json.output.utf8), name: "oncall")
    let item = try #require(try document.required("items").items().first)
    #expect(try item.required("person").text() == "mei" && item.required("local_time").text() == "20:00")
    // Berlin goes to summer time in the weekend between.
    #expect(try item.required("next_from").text() == "2026-03-29T22:00:00Z")
    #expect(try document.required("gaps").items().count == 2)
    #expect(
      try Run("oncall", "--lang", "zh", "--at", "2026-04-01T12:00:00Z", in: folder).output.contains("Ann"))
  }

  @Test func `a rota that is wrong is told with its place, one that is not there with where it would be`()
    throws
  {
    let folder = folder()
    let good = try Run("check", "oncall", "\(folder.path)/config/binnacle/oncall.json", in: folder)
    #expect(good.status == 0 && good.output.contains("2 people, 1 schedules"), "\(good.complaints)")
    let path = folder.file("bad.json", "{people: {}, schedules: [{name: \"a\"}]}")
    let bad = try Run("check", "oncall", path, in: folder)
    #expect(bad.status == 1 && bad.complaints.contains("\(path):1:26"), "\(bad.complaints)")
    let none = try Run("oncall", in: Scratch())
    #expect(none.status == 1 && none.complaints.contains("config/binnacle/oncall.json"), "\(none.complaints)")
  }

  @Test func `the hand-over note names what is open and who is next`() throws {
    let run = try Run("handover", in: folder())
    #expect(run.status == 0 && run.output.hasPrefix("# Hand-over") && run.output.contains("## Who is next"))
    #expect(run.output.contains("primary: "))
  }
}
