import Basics
import Canvas
import Model

/// What reaches the console.
public enum Event: Sendable {
  case key(Key)
  /// A mouse act, with what lies under it.
  case mouse(Mouse, HitTarget?)
  case paste(String)
  case snapshot(Snapshot)
  case answer(Answer)
  case queried(QueryAnswer)
  /// What would be has been worked out.
  case foreseen(WhatIfAnswer)
  /// A command of a runbook has ended.
  case ran(RunbookOutput)
  /// Something to tell, for a few seconds.
  case notice(Notice)
  /// What the last frame showed of each list.
  case drawn([ListID: Viewport])
  case themes([ThemeName], current: String)
  /// What the words mean.
  case terms([Console.Term])
  /// Nothing happened but time.
  case tick
}

/// A theme by its name and what people call it.
public struct ThemeName: Hashable, Sendable {
  public let name: String
  public let title: Bilingual

  public init(name: String, title: Bilingual) {
    self.name = name
    self.title = title
  }
}

/// Something to tell.
public struct Notice: Hashable, Sendable {
  /// How it is meant.
  public enum Kind: Hashable, Sendable {
    case good, plain, bad
  }

  public let kind: Kind
  public let text: Bilingual

  public init(_ kind: Kind, _ text: Bilingual) {
    self.kind = kind
    self.text = text
  }
}

/// What the console asks of the world around it. It does nothing of this itself.
public enum Effect: Sendable {
  case quit
  case suspend
  case redraw
  case submit(Order.Draft)
  case ask(Question)
  case query(QueryRequest)
  /// Works out what would be.
  case whatIf(WhatIfRequest)
  /// Stops working out what would be.
  case stopWhatIf
  /// Runs a command of a runbook.
  case run(RunbookCommand)
  /// Stops working out what was asked for a slot.
  case stopQuery(String)
  case useTheme(String)
  /// Keeps a choice for the next time.
  case keep(String, String)
  case setMouse(Bool)
  case copy(String)
  /// Writes what is shown into a file whose name begins so.
  case export(name: String, Listing)
  /// Shows a text in the user's pager.
  case page(String)
  case shell
}

/// A table as listings and exports write it.
public struct Listing: Sendable {
  public var name: String
  public var columns: [String]
  public var rows: [[String]]

  public init(name: String, columns: [String], rows: [[String]]) {
    self.name = name
    self.columns = columns
    self.rows = rows
  }
}

/// The lists of the console, each with a selection and scroll of its own.
public enum ListID: Hashable, Sendable {
  case bridgeNeeds, bridgeChanges
  case nodes, processes, places, bottlenecks, suggestions
  case queue, alerts, rules, alertHistory
  case objectives, objectiveAlerts
  case units, candidates, policies, whatIf, ways
  case costNodes, costDays, path
  case plan, itemParts, itemTrail
  case indicators, gaps, findings, readings
  case log, orders, moves, groups
  case sources, themes, glossary
  case expressions, legend, samples, panels, completions
  case incidents, incidentAlerts, incidentEvents, similarIncidents, runbook
  case palette
}

/// How much of a list is in view.
public struct Viewport: Hashable, Sendable {
  public var top: Int
  public var height: Int

  public init(top: Int, height: Int) {
    self.top = top
    self.height = height
  }
}

/// What lies under a place of the screen.
public enum HitTarget: Hashable, Sendable {
  case command(Command)
  case row(ListID, Int)
  /// Rows of a list that stand side by side, a column each.
  case rows(ListID, [Int])
  case head(ListID, Int)
  case list(ListID)
  case panel(Int)
  /// A part of a time axis.
  case graph(Instant, Instant)
  case overlay
}

/// A frame with what lies where.
public struct Scene: Sendable {
  public let frame: Frame
  public let viewports: [ListID: Viewport]
  let hits: [(rect: Rect, target: HitTarget)]

  /// What lies under a place; what was drawn last lies on top.
  public func target(at point: Point) -> HitTarget? {
    guard let hit = hits.last(where: { $0.rect.contains(point) }) else { return nil }
    guard case .rows(let list, let rows) = hit.target else { return hit.target }
    return .row(list, rows[point.x - hit.rect.x])
  }

  /// The time under a place of a graph.
  public func time(at point: Point) -> Instant? {
    guard let hit = hits.last(where: { $0.rect.contains(point) }), case .graph(let from, let to) = hit.target
    else {
      return nil
    }
    let share = Double(point.x - hit.rect.x) / Double(max(1, hit.rect.width))
    return from + Span(milliseconds: Int64(share * Double((to - from).milliseconds)))
  }
}
