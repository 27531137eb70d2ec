import Basics
import Roadmap
import Testing

/// The programmes that come with the program against what was taken from their documents by hand.
@Suite(.enabled(if: DataFile.facts != nil, "needs the facts beside the package"))
struct StatedFactsTests {
  private let stated: [String: JSONNode]

  init() throws {
    let root = try JSONReader.read(DataFile.facts ?? [], name: "roadmaps.json")
    var stated: [String: JSONNode] = [:]
    for programme in try root.list("programmes") { stated[try programme.required("id").text()] = programme }
    self.stated = stated
  }

  private func pair(_ name: String) throws -> (programme: Programme, facts: JSONNode) {
    let programme = try DataFile.programme(name)
    return (programme, try #require(stated[programme.identifier]))
  }

  private func children(_ nodes: [JSONNode], _ key: String) throws -> [JSONNode] {
    try nodes.flatMap { try $0.list(key) }
  }

  private func identifiers(_ nodes: [JSONNode]) throws -> [String] {
    try nodes.map { try $0.required("id").text() }
  }

  @Test func `no programme is left out`() throws {
    #expect(Set(try DataFile.names.map { try DataFile.programme($0).identifier }) == Set(stated.keys))
  }

  @Test(arguments: DataFile.names)
  func `every phase, milestone, task and output is there, in the same order`(name: String) throws {
    let (programme, facts) = try pair(name)
    let phases = try facts.list("phases")
    let milestones = try children(phases, "milestones")
    let tasks = try children(milestones, "tasks")
    #expect(programme.phases.map(\.identifier) == (try identifiers(phases)))
    #expect(programme.milestones.map(\.identifier) == (try identifiers(milestones)))
    #expect(programme.items(of: .task).map(\.identifier) == (try identifiers(tasks)))
    #expect(
      programme.items(of: .deliverable).map(\.identifier)
        == (try identifiers(try children(milestones, "deliverables"))))
    #expect(programme.items(of: .detail).count == (try children(tasks, "details").count))
  }

  @Test(arguments: DataFile.names)
  func `every milestone lies in its stated window`(name: String) throws {
    let (programme, facts) = try pair(name)
    for milestone in try children(try facts.list("phases"), "milestones") {
      let item = try #require(programme.item(try milestone.required("id").text()))
      let window = try milestone.required("window")
      if let start = try window.optional("start_date"), let end = try window.optional("end_date") {
        #expect(item.window?.days(launch: nil) == (try start.day())...(try end.day()), "\(item.identifier)")
      } else if let first = try window.optional("start_month"), let last = try window.optional("end_month") {
        #expect(item.window?.months == (try first.integer())...(try last.integer()), "\(item.identifier)")
      }
      if let weeks = try window.optional("duration_weeks"), case .weeks(let count, _)? = item.window {
        #expect(count == (try weeks.integer()), "\(item.identifier)")
      }
    }
  }

  @Test(arguments: DataFile.names)
  func `every quantity of an output is the stated one`(name: String) throws {
    let (programme, facts) = try pair(name)
    let outputs = try children(try children(try facts.list("phases"), "milestones"), "deliverables")
    for output in outputs {
      guard let quantity = try output.optional("quantity"), let value = try quantity.optional("value") else {
        continue
      }
      let item = try #require(programme.item(try output.required("id").text()))
      #expect(item.amount?.value == (try value.number()), "\(item.identifier)")
      #expect(item.amount?.upper == (try quantity.optional("max")?.number()), "\(item.identifier)")
    }
  }

  @Test(arguments: DataFile.names)
  func `every tick is kept as a claim`(name: String) throws {
    let (programme, facts) = try pair(name)
    for task in try children(try children(try facts.list("phases"), "milestones"), "tasks") {
      let item = try #require(programme.item(try task.required("id").text()))
      let isTicked = try task.required("status_norm").text() == "marked_done"
      #expect(item.isMarked == isTicked, "\(item.identifier)")
      #expect(item.state == PlanItem.State())
    }
  }

  @Test(arguments: DataFile.names)
  func `goals, checkpoints, claims and the next review are the stated ones`(name: String) throws {
    let (programme, facts) = try pair(name)
    let goals = try facts.list("horizon_goals")
    #expect(programme.items(of: .goal).count >= goals.count)
    for goal in try identifiers(goals) { #expect(programme.item(goal)?.kind == .goal, "\(goal)") }
    #expect(
      (programme.completion?.claimed ?? 0) * 100
        == (try facts.optional("completion_given_percent")?.number() ?? 0))
    #expect(programme.document.nextReview == (try facts.optional("next_update_date")?.day()))
  }

  @Test(arguments: DataFile.names)
  func `every item has words in both languages and a source`(name: String) throws {
    for item in try pair(name).programme.items {
      #expect(!item.title.english.isEmpty && !item.title.chinese.isEmpty, "\(item.identifier)")
      #expect(item.title.english.unicodeScalars.allSatisfy { $0.value < 0x2E80 }, "\(item.identifier)")
      #expect(!item.source.isEmpty || item.kind == .detail, "\(item.identifier)")
    }
  }
}
