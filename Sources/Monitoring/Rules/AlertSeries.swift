import Basics
import Telemetry

/// The series that alerts themselves are, as Prometheus records them.
public enum AlertSeries {
  /// 1 for every alert, with its state as a label.
  public static let state = "ALERTS"
  /// Since when an alert's condition holds, in seconds since the epoch.
  public static let since = "ALERTS_FOR_STATE"
}

/// Makes the series of one rule's alerts, evaluation by evaluation.
public struct AlertRecorder: Sendable {
  private let source: Labels
  private let rule: String
  private var edition = -1
  private var layout = Layout([])
  private var values: [Double] = []
  private(set) var series: [Labels] = []

  public init(_ rule: AlertRule) {
    self.rule = rule.identity
    source = [Labels.sourceMark: Labels.alertsMark + rule.identity]
  }

  /// The alerts of the rule as a scrape; nil while there are none and were none. What another rule has recorded at
  /// this time already is left out.
  /// - Parameter taken: the labels of the alerts recorded so far; nil where no two rules have a name in common.
  public mutating func scrape(
    of rule: AlertRule, in book: AlertBook, at now: Instant, taken: inout Set<Labels>?
  ) -> Scrape? {
    let ledger = book.ledgers[rule.identity] ?? Ledger()
    let hadNone = layout.columns.isEmpty
    if ledger.edition != edition || taken != nil {
      arrange(rule, book, ledger, &taken)
      edition = ledger.edition
    }
    guard !layout.columns.isEmpty || !hadNone else { return nil }
    return Scrape(source: source, at: now, layout: layout, values: values)
  }

  private mutating func arrange(
    _ rule: AlertRule, _ book: AlertBook, _ ledger: Ledger, _ taken: inout Set<Labels>?
  ) {
    let alerts = ledger.members.keys.compactMap { book.active[$0] }.filter { $0.state != .resolved }
    var (columns, values): ([Layout.Column], [Double]) = ([], [])
    for alert in alerts.sorted(by: { $0.identifier < $1.identifier }) {
      if taken?.insert(alert.labels).inserted == false { continue }
      let labels = rule.labels.merging(alert.labels)
      columns.append(
        Layout.Column(AlertSeries.state, labels.setting(Labels.alertState, to: alert.state.rawValue)))
      columns.append(Layout.Column(AlertSeries.since, labels))
      values += [1, Double(alert.activeAt.milliseconds / 1_000)]
    }
    // The same layout as before spares everybody else work.
    if columns != layout.columns { layout = Layout(columns) }
    self.values = values
  }

  /// What ends the series of a rule that is gone; nil where there are none.
  public func end(at now: Instant) -> Scrape? {
    layout.columns.isEmpty ? nil : Scrape(source: source, at: now, layout: Layout([]), values: [])
  }
}

extension Labels {
  fileprivate static let alertsMark = "alerts of "

  /// Whether a source is the alerts of a rule, which nobody told.
  public var areOfAlerts: Bool { self[Self.sourceMark].hasPrefix(Self.alertsMark) }
}
