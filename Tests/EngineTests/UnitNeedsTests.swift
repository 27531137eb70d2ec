import Basics
import Model
import Scheduling
import Telemetry
import Testing

@testable import Engine

/// What units of real nodes say of their needs, and what is made of it.
@Suite struct UnitNeedsTests {
  private typealias Planted = UnitHouse.Planted

  /// A unit with labels of its container.
  private func planted(_ name: String, cores: Double = 0.2, _ labels: [String: String]) -> Planted {
    var all: Labels = ["name": name]
    for (label, value) in labels { all = all.setting("container_label_binnacle_\(label)", to: value) }
    return Planted(all, cores: cores)
  }

  private func house(executes: Bool = true, scaling: [ScalingRule] = []) throws -> UnitHouse {
    try UnitHouse { ($0.isExecuting, $0.scaling, $0.prices) = (executes, scaling, nil) }
  }

  private func moves(_ house: UnitHouse) -> [Migration] {
    house.snapshot.acts.migrations.sorted { $0.number < $1.number }
  }

  @Test func `labels are told with the unit`() throws {
    var house = try house()
    house.units["n1:9100"] = [
      planted(
        "web-1",
        [
          "group": "web", "priority": "interactive", "modality": "visual", "apart": "node", "spread": "zone",
          "needs": "disk=fast, tier=edge",
        ]), planted("plain", ["priority": " -7 "]), planted("none", [:]),
    ]
    house.pass(.minutes(1))
    let units = Dictionary(uniqueKeysWithValues: house.snapshot.units.map { ($0.name, $0) })
    let web = try #require(units["web-1"])
    #expect(web.priority == ServiceClass.interactive.priority && web.serviceClass == .interactive)
    #expect(web.needs?.modality == .visual && web.needs?.labels == ["disk": "fast", "tier": "edge"])
    #expect(web.demand.group == GroupRule("web", apart: .node, spread: .zone))
    #expect(units["plain"]?.priority == -7 && units["plain"]?.serviceClass == nil)
    let none = try #require(units["none"])
    #expect(none.needs == nil && none.serviceClass == .standard && none.demand.group == nil)
  }

  @Test(arguments: [
    ("priority", "urgent", "background"), ("priority", "40000", "whole number"),
    ("modality", "smell", "audio"),
    ("apart", "rack", "region"), ("spread", "zone", "binnacle.group"), ("needs", "disk", "name=value"),
    ("needs", "a=1,a=2", "name=value"), ("needs", "=", "name=value"),
  ])
  func `what cannot be understood is left out of account, and said`(
    label: String, value: String, word: String
  )
    throws
  {
    var house = try house()
    house.units["n1:9100"] = [
      planted("odd", [label: value, "group": label == "spread" ? "" : "odd"]),
      planted("well", ["priority": "background"]),
    ]
    house.pass(.minutes(2))
    let odd = try #require(house.snapshot.units.first { $0.name == "odd" })
    #expect(odd.priority == ServiceClass.standard.priority && odd.demand.labels.isEmpty)
    let fault = try #require(odd.needs?.faults.first?.words)
    #expect(odd.needs?.faults.count == 1 && fault.english.contains(word))
    #expect(
      fault.english.contains("binnacle.\(label)=\(value)") && fault.chinese.contains("binnacle.\(label)"))
    let told = house.snapshot.log.filter { $0.kind == .labelMisread }
    #expect(told.map(\.address) == [odd.address] && told[0].subject.english.contains(fault.english))
  }

  @Test func `a label that is changed counts from then on`() throws {
    var house = try house()
    house.units["n1:9100"] = [planted("web", ["priority": "background"])]
    house.pass(.minutes(1))
    house.units["n1:9100"] = [planted("web", ["priority": "interactive"])]
    house.pass(.minutes(1))
    #expect(house.snapshot.units.map(\.serviceClass) == [.interactive])
  }

  @Test func `the class of a group's rule counts where the unit says nothing`() throws {
    var rule = ScalingRule("web")
    (rule.serviceClass, rule.limits.least) = (.background, 9)
    var house = try house(scaling: [rule])
    house.units["n1:9100"] = [
      planted("a", ["group": "web"]), planted("b", ["group": "web", "priority": "2"]), planted("c", [:]),
    ]
    house.pass(.minutes(1))
    let classes = house.snapshot.units.sorted { $0.name < $1.name }.map(\.serviceClass)
    #expect(classes == [.background, .interactive, .standard])
  }

  @Test func `the most urgent unit of a lost node is seen to first, and has what room there is`() throws {
    var house = try house()
    house.units["n1:9100"] = [
      planted("batch", cores: 2.5, ["priority": "background"]), planted("page", ["priority": "interactive"]),
      planted("plain", cores: 2, [:]),
    ]
    (house.units["n2:9100"], house.units["n3:9100"]) = ([.init("x", cores: 1.5)], [.init("y", cores: 1.5)])
    house.pass(.minutes(1))
    house.silent = ["n1:9100"]
    house.pass(.seconds(210))
    #expect(moves(house).map(\.unit) == ["page", "plain"])
    #expect(house.snapshot.acts.stranded.keys.sorted() == ["n1:9100/batch"])
  }

  @Test func `a drain takes the most urgent first too`() throws {
    var house = try house()
    house.units["n1:9100"] = [
      planted("batch", cores: 0.5, ["priority": "background"]), planted("page", ["priority": "interactive"]),
    ]
    (house.units["n2:9100"], house.units["n3:9100"]) = ([.init("x", cores: 0.1)], [.init("y", cores: 0.1)])
    house.pass(.minutes(1))
    try house.order(.drain, Address(.node, "n1:9100"))
    house.pass(.seconds(15))
    #expect(moves(house).map(\.unit) == ["page", "batch"])
  }

  @Test func `units that stand apart do not meet, and it is said who is in the way`() throws {
    var house = try house()
    let apart = ["group": "web", "apart": "node"]
    house.units["n1:9100"] = [planted("web-1", apart)]
    house.units["n2:9100"] = [planted("web-2", ["group": "web"])]
    house.units["n3:9100"] = [.init("full", cores: 1.5)]
    house.pass(.minutes(1))
    let unit = try #require(house.snapshot.units.first { $0.name == "web-1" })
    let advice = try #require(
      PlacementAdvice(for: unit, in: house.snapshot.cluster, by: "least-allocated"))
    #expect(advice.rows.first { $0.node == "n2:9100" }?.refusals == [.apart(.node)] && advice.parted == 1)
    house.silent = ["n1:9100"]
    house.pass(.seconds(210))
    #expect(moves(house).map(\.target) == ["n3:9100"])
  }

  @Test func `where every node has one of its group a unit stays, and says why`() throws {
    var house = try house()
    for node in 1...3 {
      house.units["n\(node):9100"] = [planted("web-\(node)", ["group": "web", "apart": "node"])]
    }
    house.pass(.minutes(1))
    house.silent = ["n1:9100"]
    house.pass(.seconds(210))
    #expect(moves(house).isEmpty)
    let reason = try #require(house.snapshot.acts.stranded["n1:9100/web-1"])
    #expect(reason.english.contains("2 are ruled out by others of its group"))
  }

  @Test func `a unit goes to a node that has the labels it needs, or nowhere`() throws {
    var house = try house()
    house.zones = ["n3:9100": "b"]
    house.units["n1:9100"] = [planted("in-b", ["needs": "zone=b"]), planted("in-c", ["needs": "zone=c"])]
    (house.units["n2:9100"], house.units["n3:9100"]) = ([.init("x", cores: 0.1)], [.init("y", cores: 1.5)])
    house.pass(.minutes(1))
    let unit = try #require(house.snapshot.units.first { $0.name == "in-b" })
    let advice = try #require(
      PlacementAdvice(for: unit, in: house.snapshot.cluster, by: "least-allocated"))
    #expect(advice.rows.first { $0.node == "n2:9100" }?.refusals == [.label("zone", "b")])
    house.silent = ["n1:9100"]
    house.pass(.seconds(210))
    #expect(moves(house).map(\.target) == ["n3:9100"])
    #expect(house.snapshot.acts.stranded.keys.sorted() == ["n1:9100/in-c"])
  }

  @Test func `less urgent units of a group make room for a lost one that finds none`() throws {
    var rule = ScalingRule("batch")
    (rule.serviceClass, rule.cores, rule.demand) = (.background, 0.9, "vector(2.4)")
    var house = try house(scaling: [rule])
    house.units["n1:9100"] = [planted("page", cores: 1.2, ["priority": "interactive"])]
    for node in 2...3 {
      house.units["n\(node):9100"] = (0..<2).map {
        planted("batch-\(node)-\($0)", cores: 0.8, ["group": "batch"])
      }
    }
    (house.busy) = 0.8
    house.pass(.minutes(1))
    house.silent = ["n1:9100"]
    house.pass(.seconds(210))
    let room = moves(house).filter { $0.cause == .room }
    #expect(!room.isEmpty && room.allSatisfy { $0.makesGhost && $0.group == "batch" })
    #expect(room.allSatisfy { $0.motive.english == "page is interactive and needs its room" })
  }

  @Test func `what if foresees the same, and a record keeps what units need`() throws {
    var house = try house()
    house.zones = ["n3:9100": "b"]
    house.units["n1:9100"] = [
      planted("web-1", cores: 0.4, ["group": "web", "apart": "node", "priority": "interactive"]),
      planted("batch", cores: 0.9, ["priority": "-3", "needs": "zone=b"]), planted("plain", [:]),
    ]
    house.units["n2:9100"] = [planted("web-2", ["group": "web", "apart": "node"])]
    house.units["n3:9100"] = [.init("y", cores: 0.5)]
    house.pass(.minutes(1))
    try house.order(.pause, Address(.scheduler, "acts"))
    house.silent = ["n1:9100"]
    house.pass(.seconds(210))
    let snapshot = house.snapshot
    let lost = snapshot.units.filter { $0.state == .lost }
    let request = WhatIfRequest(try WhatIfQuestion("lose n1:9100"), by: "balanced", of: snapshot)
    let foreseen = try request.answer().result.get()
    let done = Relocation(snapshot.cluster, policy: "balanced", failed: [:]).failover(lost)
    #expect(foreseen.moves.map(\.unit) == done.found.map(\.piece.unit.identifier) && lost.count == 3)
    #expect(foreseen.moves.map(\.to) == done.found.map(\.target))
    #expect(foreseen.moves.map(\.unit).first == "n1:9100/web-1")
    let record = WhatIfRecord(foreseen, of: request.scene, at: request.at, currency: "USD")
    let read = try WhatIfRecord(JSONReader.read(Array(record.json.utf8), name: "record"))
    #expect(read.json == record.json && record.json.contains("\"needs\":[\"zone=b\"]"))
    #expect(try read.replay().difference == nil)
  }
}
