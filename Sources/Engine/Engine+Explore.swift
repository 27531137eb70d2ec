import Basics
import Model
import Monitoring
import Store
import Telemetry

/// The scrapes that an engine has in memory, and what to know to read a store on from there.
public struct RecentSeries {
  public var head: Head
  let silentSince: Instant

  /// The series in memory, and before those the ones in a store.
  /// - Parameter store: a connection of the thread that asks; nil where scrapes are not kept.
  public func joined(to store: Store?) -> any SeriesSource {
    guard let store else { return head }
    return StoredSeries(store, head: head, silentSince: silentSince)
  }
}

extension Engine {
  /// What is in memory, as a value for another thread. To have it for long makes every scrape that comes copy something.
  public var recent: RecentSeries { RecentSeries(head: head.detached, silentSince: compaction.silentSince) }

  /// The changes to the saved rules since the last call, for whoever keeps the file they stand in.
  public func takeRuleChanges() -> [SavedRule.Change] {
    defer { ruleChanges = [] }
    return ruleChanges
  }

  func savePanels() throws(StoreFault) {
    for title in unsaved.panels {
      if let panel = panels.first(where: { $0.title == title }) {
        try store.save(panel)
      } else {
        try store.removePanel(title)
      }
    }
  }

  func pin(_ order: Order) throws(Refusal) -> Order.Draft? {
    let address = order.draft.address
    guard address.kind == .panel,
      let panel = SavedPanel(title: address.identifier, fields: order.draft.fields)
    else { throw Refusal("bad_panel", address.identifier) }
    for text in panel.expressions {
      do throws(QueryFault) { _ = try Parser.parse(text) } catch {
        throw Refusal("bad_panel", error.description)
      }
    }
    unsaved.panels.insert(panel.title)
    guard let place = panels.firstIndex(where: { $0.title == panel.title }) else {
      panels.append(panel)
      return Order.Draft(.unpin, address)
    }
    defer { panels[place] = panel }
    return Order.Draft(.pin, address, panels[place].fields)
  }

  func unpin(_ order: Order) throws(Refusal) -> Order.Draft? {
    let address = order.draft.address
    guard address.kind == .panel, let place = panels.firstIndex(where: { $0.title == address.identifier })
    else { throw Refusal("no_such_panel", address.identifier) }
    unsaved.panels.insert(address.identifier)
    return Order.Draft(.pin, address, panels.remove(at: place).fields)
  }

  /// A rule that was saved is in force from the next step on; the file it is kept in is for the next start.
  func enact(_ order: Order) throws(Refusal) -> Order.Draft? {
    let address = order.draft.address
    guard address.kind == .rule, !ruleViews().contains(where: { $0.name == address.identifier }) else {
      throw Refusal("rule_exists", address.identifier)
    }
    let rule = SavedRule(name: address.identifier, fields: order.draft.fields, author: order.who)
    do throws(JSONFault) {
      configuration.rules += try RuleFile.groups(Array(rule.file.utf8), name: rule.name)
    } catch { throw Refusal("bad_rule", error.reason) }
    ruleChanges.append(.add(rule))
    return Order.Draft(.repeal, address)
  }

  func repeal(_ order: Order) throws(Refusal) -> Order.Draft? {
    let address = order.draft.address
    let group = SavedRule.group(of: address.identifier)
    guard address.kind == .rule, let view = ruleViews().first(where: { $0.group == group }) else {
      throw Refusal("no_such_rule", address.identifier)
    }
    configuration.rules.removeAll { $0.name == group }
    ruleChanges.append(.remove(address.identifier))
    return Order.Draft(
      .enact, address,
      [
        "expression": view.expression, "condition": "", "for": view.holdFor.prometheus,
        "severity": SavedRule.word(of: view.severity),
      ])
  }
}
