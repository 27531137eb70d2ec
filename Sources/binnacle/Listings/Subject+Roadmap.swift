import Basics
import Console
import Model
import Roadmap

extension Subject {
  /// An item of a plan, or the programme itself.
  struct PlanRow: Sendable {
    let programme: Programme
    let item: PlanItem?
  }

  static let roadmap = Subject(
    "roadmap", english: "list programmes, milestones, tasks and deliverables",
    chinese: "列出项目、里程碑、任务与交付物",
    table: .plan, fields: planFields, things: planRows)

  @Sendable private static func planRows(_ context: ListingContext) -> [PlanRow] {
    context.snapshot.plan.programmes.flatMap { programme in
      [PlanRow(programme: programme, item: nil)]
        + programme.items.map { PlanRow(programme: programme, item: $0) }
    }
  }

  private static let planFields: [Field<PlanRow>] = [
    Field("address") { row, _ in .text((row.item?.address ?? row.programme.address).description) },
    Field("programme") { row, _ in .text(row.programme.identifier) },
    Field("kind") { row, _ in .text(row.item?.kind.rawValue ?? "programme") },
    Field("parent") { row, _ in .optional(row.item?.parent) },
    Field("title") { row, context in context.text(row.item?.title ?? row.programme.title) },
    Field("status") { row, _ in .optional(row.item?.state.status.rawValue) },
    Field("standing") { row, context in .optional(row.standing(on: context.today)?.word) },
    Field("days_late") { row, context in
      guard case .overdue(let days)? = row.standing(on: context.today) else { return .null }
      return .integer(Int64(days))
    },
    Field("progress_ratio") { row, _ in
      .number(row.item.map(row.programme.progress) ?? row.programme.computedCompletion)
    },
    Field("progress_provenance") { row, _ in
      let isEntered = row.item.map { $0.state.progress != nil || $0.state.status == .done } ?? false
      return .text(isEntered ? Provenance.manual.rawValue : "computed")
    },
    Field("claimed_completion_ratio") { row, _ in
      row.item == nil ? .optional(row.programme.completion?.claimed) : .null
    },
    Field("start") { row, context in context.day(row.days?.lowerBound) },
    Field("end") { row, context in context.day(row.days?.upperBound) },
    Field("dates_provenance") { row, _ in .optional(row.datesProvenance?.rawValue) },
    Field("window") { row, _ in .optional((row.item?.window ?? row.programme.window).written) },
    Field("priority") { row, _ in .optional(row.item?.priority?.given) },
    Field("owner") { row, context in
      .optional((row.item?.state.owner ?? (row.item == nil ? row.programme.owner : nil))?.nonEmpty)
    },
    Field("owner_role") { row, context in context.text(row.item?.ownerRole ?? row.programme.ownerGiven) },
    Field("done_on") { row, context in context.day(row.item?.state.doneOn) },
    Field("note") { row, _ in .optional(row.item?.state.note) },
    Field("source") { row, _ in .text(row.item?.source ?? row.programme.source) },
    // What the plan says is a claim; what people entered here is told apart by its own fields.
    Field("provenance") { _, _ in .text(Provenance.claimed.rawValue) },
  ]
}

extension Subject.PlanRow {
  fileprivate func standing(on today: Day) -> Standing? {
    item.map { programme.standing(of: $0, on: today) }
  }

  fileprivate var days: ClosedRange<Day>? {
    item.map { programme.days(of: $0) } ?? programme.window.days(launch: programme.launch)
  }

  fileprivate var datesProvenance: Provenance? {
    guard days != nil else { return nil }
    return item?.state.start != nil || item?.state.end != nil ? .manual : .claimed
  }
}

extension Standing {
  /// The word in listings.
  fileprivate var word: String {
    switch self {
    case .done: "done"
    case .dropped: "dropped"
    case .overdue: "overdue"
    case .blocked: "blocked"
    case .active: "active"
    case .upcoming: "upcoming"
    case .undated: "undated"
    case .ongoing: "ongoing"
    }
  }
}
