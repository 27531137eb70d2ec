import Basics
import Console
import Model
import Monitoring
import Telemetry

extension Subject {
  static let nodes = Subject(
    "nodes", english: "list the nodes and their load", chinese: "列出节点及其负载", table: .nodes,
    fields: nodeFields, things: \.snapshot.nodes)

  private static let nodeFields: [Field<NodeView>] =
    [
      Field("address") { node, _ in .text(node.address.description) },
      Field("name") { node, _ in .text(node.identifier) },
      Field("state") { node, _ in .text(node.state.rawValue) },
      Field("severity") { node, _ in .text("\(node.severity)") },
      Field("worst") { node, _ in .optional(node.worst?.name) },
      Field("region") { node, _ in .optional(node.labels["region"].nonEmpty) },
      Field("zone") { node, _ in .optional(node.labels["zone"].nonEmpty) },
      Field("cores") { node, _ in .integer(Int64(node.cores)) },
      Field("memory_bytes") { node, _ in .optional(node.memory.finite) },
    ]
    + Vital.allCases.map { vital in
      Field(vital.listed) { node, _ in .optional(Double(node.vitals[vital]).finite) }
    } + [
      Field("last_seen") { node, context in context.time(node.lastSeen) },
      Field("labels") { node, _ in
        .object(node.labels.map { (key: $0.name, value: .text($0.value)) })
      },
      Field("provenance") { node, _ in .text(node.provenance.rawValue) },
    ]
}

extension Vital {
  /// The name with its unit: `disk_read_bytes_per_second`.
  fileprivate var listed: String {
    var words = ""
    for letter in name {
      if letter.isUppercase { words += "_" }
      words += letter.lowercased()
    }
    switch unit {
    case .ratio: return words + "_ratio"
    case .perCore: return words + "_per_core"
    case .bytesPerSecond: return words + "_bytes_per_second"
    case .perSecond: return words + "_per_second"
    case .celsius: return words + "_celsius"
    case .count: return words
    }
  }
}

extension Double {
  /// Nil where there is no value.
  var finite: Double? { isFinite ? self : nil }
}

extension String {
  /// Nil where there is nothing.
  var nonEmpty: String? { isEmpty ? nil : self }
}
