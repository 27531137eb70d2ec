import Basics
import Model
import Monitoring
import Roadmap

/// The screens one reaches by a digit.
public enum ScreenID: String, CaseIterable, Sendable {
  case bridge, nodes, alerts, scheduler, savings, roadmap, community, explore, log, settings

  /// The command that goes there.
  var command: Command { Command(rawValue: rawValue)! }
}

/// Somewhere one can be: a screen, or the page of one thing.
public enum Place: Hashable, Sendable {
  case screen(ScreenID)
  case node(String)
  case alert(String)
  case objective(String)
  /// An item of a plan, or a programme.
  case item(String)
  case indicator(String)
  case finding(String)
  case incident(Int)
  /// A runbook, opened for an incident or for none.
  case runbook(String, incident: Int?)
  /// What would become of units, as somebody asked.
  case whatIf

  /// The screen that the place belongs to.
  var screen: ScreenID {
    switch self {
    case .screen(let screen): screen
    case .node: .nodes
    case .alert, .objective, .incident, .runbook: .alerts
    case .item: .roadmap
    case .whatIf: .scheduler
    case .indicator, .finding: .community
    }
  }

  /// The thing of a page.
  var subject: String? {
    switch self {
    case .screen: nil
    case .node(let name), .alert(let name), .objective(let name), .item(let name), .indicator(let name),
      .finding(let name):
      name
    case .incident(let number): String(number)
    case .runbook(let name, _): name
    case .whatIf: "what-if"
    }
  }

  /// The page of the thing under an address; nil for things that have none.
  init?(_ address: Address) {
    switch address.kind {
    case .node: self = .node(address.identifier)
    case .alert: self = .alert(address.identifier)
    case .objective: self = .objective(address.identifier)
    case .programme, .phase, .milestone, .task, .deliverable, .checkpoint, .goal:
      self = .item(address.identifier)
    case .indicator: self = .indicator(address.identifier)
    case .finding: self = .finding(address.identifier)
    case .incident:
      guard let number = Incident.identifier(address.identifier) else { return nil }
      self = .incident(number)
    case .runbook: self = .runbook(address.identifier, incident: nil)
    case .rule, .silence: self = .screen(.alerts)
    case .panel: self = .screen(.explore)
    case .price: self = .screen(.savings)
    case .order: self = .screen(.log)
    case .suggestion:
      // The node, which may have a port, the resource and the remedy.
      let words = address.identifier.split(separator: ":").dropLast(2)
      guard !words.isEmpty else { return nil }
      self = .node(words.joined(separator: ":"))
    case .source: self = .screen(.settings)
    case .migration, .scheduler, .group: self = .screen(.scheduler)
    case .unit:
      // A ghost is on no node.
      self = UnitView.node(of: address.identifier).map(Place.node) ?? .screen(.scheduler)
    }
  }

  /// The address of the thing of a page, as it stands in a snapshot.
  func address(in snapshot: Snapshot) -> Address? {
    switch self {
    case .screen, .whatIf: nil
    case .node(let name): Address(.node, name)
    case .alert(let name): Address(.alert, name)
    case .objective(let name): Address(.objective, name)
    case .item(let name): snapshot.plan.programme(name)?.address ?? snapshot.plan.find(name)?.item.address
    case .indicator(let name): Address(.indicator, name)
    case .finding(let name): Address(.finding, name)
    case .incident(let number): Address(.incident, String(number))
    case .runbook(let name, _): Address(.runbook, name)
    }
  }
}

/// What was looked up for the pages.
struct Answers {
  var histories: [String: History] = [:]
  var moment: (at: Instant, vitals: [String: Vitals])?
  var trails: [Address: [Order]] = [:]
  /// What the commands of runbooks gave, by their names.
  var outputs: [String: RunbookOutput] = [:]

  mutating func take(_ answer: Answer) {
    switch answer {
    case .history(let history): histories[history.node] = history
    case .moment(let at, let vitals): moment = (at, vitals)
    case .trail(let address, let orders): trails[address] = orders
    }
  }
}
