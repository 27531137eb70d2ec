import Canvas
import Model
import Scheduling

/// A screen, or the page of one thing: its lists, what can be done there, and how it is drawn.
struct Dashboard: Sendable {
  /// The lists it shows, most important first.
  var lists: [ListID]
  /// The lists that can have the keys, in the order of Tab.
  var focusable: [ListID]
  /// What can be done here beside moving about; the footer shows these first.
  var commands: [Command]
  var draw: @Sendable (inout Stage, Rect) -> Void

  init(
    lists: [ListID] = [], focusable: [ListID]? = nil, commands: [Command] = [],
    draw: @escaping @Sendable (inout Stage, Rect) -> Void
  ) {
    self.lists = lists
    self.focusable = focusable ?? lists
    self.commands = commands
    self.draw = draw
  }

  /// The screens by their digits.
  static let all: [ScreenID: Dashboard] = [
    .bridge: .bridge, .nodes: .nodes, .alerts: .alerts, .scheduler: .scheduler, .savings: .savings,
    .roadmap: .roadmap, .community: .community, .explore: .explore, .log: .log, .settings: .settings,
  ]

  /// What is drawn at a place.
  static func at(_ place: Place) -> Dashboard {
    switch place {
    case .screen(let screen): all[screen]!
    case .node: .node
    case .alert: .alert
    case .objective: .objective
    case .item: .item
    case .indicator: .indicator
    case .finding: .finding
    case .incident: .incident
    case .runbook: .runbook
    case .whatIf: .whatIf
    }
  }
}

extension Console {
  /// The dashboard of the place.
  var page: Dashboard {
    var page = Dashboard.at(place)
    // What is not drawn has no keys.
    if case .node(let name) = place, snapshot?.bottlenecks(of: name).isEmpty != false {
      page.focusable.removeAll { $0 == .suggestions }
      page.commands.removeAll { $0 == .apply }
    }
    if place == .screen(.scheduler), snapshot?.acts.migrations.isEmpty != false {
      page.focusable.removeAll { $0 == .moves }
    }
    if place == .screen(.scheduler), snapshot?.groups.isEmpty != false {
      page.focusable.removeAll { $0 == .groups }
    }
    if place == .screen(.scheduler), snapshot?.acts.isExecuting != true {
      page.commands.removeAll { [.migrate, .drain, .balance, .consolidate, .halt, .callOff].contains($0) }
    }
    if snapshot?.acts.migrations.contains(where: { $0.stage == .planned }) != true {
      page.commands.removeAll { $0 == .callOff }
    }
    if case .alert = place, prepared[.alerts]?.total ?? 0 < 2 {
      page.focusable.removeAll { $0 == .alerts }
    }
    return page
  }
}
