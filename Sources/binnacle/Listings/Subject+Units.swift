import Basics
import Console
import Model
import Scheduling

extension Subject {
  static let units: Subject = {
    var subject = Subject(
      "units", english: "list what runs where, and what it uses", chinese: "列出各单元的位置与用量",
      table: .units, fields: unitFields, things: \.snapshot.units)
    subject.extras = { context in [("totals", totals(context))] }
    return subject
  }()

  private static let unitFields: [Field<UnitView>] = [
    Field("address") { unit, _ in .text(unit.address.description) },
    Field("name") { unit, _ in .text(unit.name) },
    Field("node") { unit, _ in
      unit.state == .ghost ? .null : .text(Address(.node, unit.node).description)
    },
    Field("group") { unit, _ in .optional(unit.group) },
    Field("state") { unit, _ in .text(unit.state.rawValue) },
    Field("bound") { unit, _ in .flag(unit.isBound) },
    Field("priority") { unit, _ in .integer(Int64(unit.priority)) },
    Field("class") { unit, _ in .optional(unit.serviceClass?.rawValue) },
    Field("needs") { unit, _ in unit.needs.map(needs) ?? .null },
    Field("misread") { unit, context in .array((unit.needs?.faults ?? []).map { context.text($0.words) }) },
    Field("cores") { unit, _ in .optional(unit.cores) },
    Field("memory_bytes") { unit, _ in .optional(unit.memory) },
    Field("quota_cores") { unit, _ in .optional(unit.quota) },
    Field("node_ratio") { unit, _ in .optional(unit.share) },
    Field("since") { unit, context in context.time(unit.since) },
    Field("seen") { unit, context in context.time(unit.lastSeen) },
    Field("provenance") { unit, _ in .text(unit.provenance.rawValue) },
  ]

  private static func needs(_ needs: UnitNeeds) -> JSONValue {
    let labels = needs.labels.sorted { $0.key < $1.key }.map { ($0.key, JSONValue.text($0.value)) }
    return .object([
      ("modality", .optional(needs.modality?.rawValue)), ("apart", .optional(needs.apart?.rawValue)),
      ("spread", .optional(needs.spread?.rawValue)), ("labels", .object(labels)),
    ])
  }

  private static func totals(_ context: ListingContext) -> JSONValue {
    let shares = context.snapshot.cluster.shares
    return .object([
      ("nodes", .integer(Int64(context.snapshot.cluster.cluster.count))),

      ("units", .integer(Int64(context.snapshot.units.count { $0.state != .ghost }))),
      ("ghosts", .integer(Int64(context.snapshot.units.count { $0.state == .ghost }))),
      ("cpu_ratio", .optional(shares?.cores)),
      ("memory_ratio", .optional(shares?.memory)),
    ])
  }
}
