import Basics
import Scheduling

// Written with a line for each thing, so that a complaint about one names its line.
extension WhatIfRecord {
  public var json: String {
    let head: [(String, JSONValue)] = [
      ("schema", .text(Self.schema)), ("at", .text(at.rfc3339)), ("question", .text(question.description)),
      ("policy", .text(scene.policy)), ("currency", .text(currency)),
      ("usual", .array(scene.usual.values.map(JSONValue.number))),
      ("learned", scene.learned?.json ?? .null),
    ]
    let lists = [
      ("kinds", kinds), ("nodes", nodes), ("units", units), ("moves", moves), ("stranded", stranded),
    ]
    let parts =
      head.map { "\"\($0.0)\": \($0.1.compact)" }
      + lists.map { name, items in
        items.isEmpty
          ? "\"\(name)\": []" : "\"\(name)\": [\n" + items.map(\.compact).joined(separator: ",\n") + "\n]"
      }
    return "{\n" + parts.joined(separator: ",\n") + "\n}\n"
  }

  private var kinds: [JSONValue] {
    scene.cluster.kinds.map { kind in
      .object(
        [
          ("cpu", .integer(Int64(kind.cpu))), ("memory", .integer(Int64(kind.memory))),
          ("region", .text(kind.region)), ("zone", .text(kind.zone)), ("tier", .text(kind.tier.rawValue)),
          ("price", .integer(Int64(kind.price))),
        ] + (kind.labels.isEmpty ? [] : [("labels", kind.labels.recorded)]))
    }
  }

  private var nodes: [JSONValue] {
    scene.cluster.rooms.indices.map { node in
      let (room, kind) = (scene.cluster.rooms[node], scene.cluster.kind(of: node))
      let used = kind.capacity &- room.free
      return .object([
        ("name", .text(scene.cluster.names[node])), ("kind", .integer(Int64(room.kind))),
        ("state", .text("\(room.state)")), ("cpu", .integer(Int64(used[.cpu]))),
        ("memory", .integer(Int64(used[.memory]))),
      ])
    }
  }

  private var units: [JSONValue] {
    (0..<scene.workload.count).map { unit in
      let demand = scene.workload.demand(of: unit)
      return .object(
        [
          ("name", .text(scene.workload.names[unit])),
          ("node", .optional(scene.workload.node(of: unit).map { scene.cluster.names[$0] })),
          ("cpu", .integer(Int64(demand.cpu))), ("memory", .integer(Int64(demand.memory))),
        ] + demand.recordedNeeds)
    }
  }

  private var moves: [JSONValue] {
    plan.moves.map { .array([.text($0.unit), .optional($0.from), .text($0.to)]) }
  }

  private var stranded: [JSONValue] { plan.stranded.map(JSONValue.text) }
}
