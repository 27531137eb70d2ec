import Basics
import Console
import Model
import Scheduling

extension Subject {
  /// How many units of each group there are, how many there should be, and why.
  static let groups = Subject(
    "groups", english: "list how many units of each group serve, should serve, and are ghosts",
    chinese: "列出各单元组的服务、应有与幽灵数量", table: .groups, fields: groupFields, things: \.snapshot.groups)

  private static let groupFields: [Field<GroupView>] = [
    Field("address") { group, _ in .text(group.address.description) },
    Field("class") { group, _ in .text(group.serviceClass.rawValue) },
    Field("serving") { group, _ in .integer(Int64(group.residents)) },
    Field("coming") { group, _ in .integer(Int64(group.coming)) },
    Field("leaving") { group, _ in .integer(Int64(group.leaving)) },
    Field("ghosts") { group, _ in .integer(Int64(group.ghosts)) },
    Field("wanted") { group, _ in group.wanted.map { .integer(Int64($0)) } ?? .null },
    Field("busy_cores") { group, _ in .optional(group.busy) },
    Field("capacity_cores") { group, _ in .optional(group.capacity) },
    Field("busy_ratio") { group, _ in .optional(group.utilisation) },
    Field("why") { group, context in context.text(group.reason) },
    Field("shortage") { group, context in context.text(group.shortage) },
  ]
}
