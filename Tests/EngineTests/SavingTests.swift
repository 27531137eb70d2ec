import Basics
import Model
import Monitoring
import Store
import Testing

@testable import Engine

/// What people save of what they have found out.
@MainActor @Suite struct SavingTests {
  private nonisolated static let panel = SavedPanel(
    title: "入口流量", screen: "bridge", expressions: ["node_load1", "rate(x_total[1m])"], isStacked: true,
    span: .hours(1))

  private nonisolated static func rule(_ condition: String, name: String = "Loaded") -> Order.Draft {
    Order.Draft(
      .enact, Address(.rule, name),
      ["expression": "node_load1", "condition": condition, "for": "0s", "severity": "critical"])
  }

  private func outcome(of order: Order, in world: World) throws -> Order {
    try #require(try world.store.order(order.identifier))
  }

  @Test func `a panel is kept over a restart, and undone by its inverse`() throws {
    var world = try World()
    let order = try world.order(Order.Draft(.pin, Self.panel.address, Self.panel.fields))
    #expect(world.pass().panels == [Self.panel])
    world.stop()
    world.restart()
    #expect(world.snapshot.panels == [Self.panel])
    try world.order(try #require(try outcome(of: order, in: world).inverse))
    #expect(world.pass().panels.isEmpty)
    #expect(try world.store.panels().isEmpty)
  }

  @Test func `a panel of the same title takes the place of the one before, and can be taken back`() throws {
    var world = try World()
    try world.order(Order.Draft(.pin, Self.panel.address, Self.panel.fields))
    var other = Self.panel
    other.expressions = ["up"]
    let second = try world.order(Order.Draft(.pin, other.address, other.fields))
    #expect(world.pass().panels == [other])
    try world.order(try #require(try outcome(of: second, in: world).inverse))
    #expect(world.pass().panels == [Self.panel])
  }

  @Test(arguments: [
    Order.Draft(.pin, Address(.panel, "x"), ["expressions": "sum("]),
    Order.Draft(.pin, Address(.panel, "x"), [:]), Order.Draft(.unpin, Address(.panel, "x")),
    rule("> )"), rule("> 1", name: "ProcessorBusy"), Order.Draft(.repeal, Address(.rule, "ProcessorBusy")),
    Order.Draft(.enact, Address(.rule, "y"), ["expression": "up[5m]"]),
  ])
  func `what makes no sense is refused, and nothing changes`(draft: Order.Draft) throws {
    var world = try World()
    let rules = world.snapshot.rules.count
    let order = try world.order(draft)
    let snapshot = world.pass()
    #expect(try outcome(of: order, in: world).status == .refused)
    #expect(snapshot.panels.isEmpty && snapshot.rules.count == rules)
    #expect(world.engine.takeRuleChanges().isEmpty)
  }

  @Test func `a rule is in force at once, and its end ends it`() throws {
    var world = try World()
    let order = try world.order(Self.rule("> -1"))
    world.pass()
    let fired = world.pass(.seconds(30)).alerts.filter { $0.alert.rule == "Loaded" }
    #expect(fired.count == 3 && fired.allSatisfy { $0.alert.severity == .act })
    #expect(world.engine.takeRuleChanges().map(\.group) == ["saved: Loaded"])
    let inverse = try #require(try outcome(of: order, in: world).inverse)
    let end = try world.order(inverse)
    world.pass()
    #expect(!world.pass(.seconds(30)).rules.contains { $0.name == "Loaded" })
    let again = try #require(try outcome(of: end, in: world).inverse)
    #expect(again.fields["expression"] == "(node_load1) > -1" && again.fields["severity"] == "critical")
  }

  @Test func `the rule's file is one that Prometheus has too`() throws {
    let rule = SavedRule(
      name: "Loaded", fields: ["expression": "node_load1", "condition": "> 2", "for": "5m"], author: "mei")
    let groups = try RuleFile.groups(Array(rule.file.utf8), name: "saved.json")
    #expect(groups.map(\.name) == ["saved: Loaded"])
    #expect(rule.file.contains("\"expr\": \"(node_load1) > 2\""))
  }
}
