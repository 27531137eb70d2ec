import Basics
import Canvas
import Model
import Monitoring

/// The alerts that fired and ended, newest first: what the log has of them.
enum AlertHistoryList: ListKind {
  static let identifier = ListID.alertHistory

  static let columns: [ListColumn<LogEntry>] = [
    ListColumn(
      \.lists.when, .fixed(11), startsFalling: true, key: { .number(Double($0.at.milliseconds)) },
      line: { entry, drawing in Readable(drawing).clock(entry.at).ink(.muted) }),
    ListColumn({ _ in "" }, .fixed(1), line: { entry, drawing in LogList.sign(entry, drawing) }),
    ListColumn(\.lists.what, .flexible(24), line: { entry, drawing in LogList.sentence(entry, drawing) }),
    ListColumn(
      \.lists.detail, .fixed(18), rank: 1, key: { .text($0.detail) },
      line: { entry, _ in entry.detail.ink(.muted) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [LogEntry] {
    snapshot.log.filter { $0.kind == .alertFiring || $0.kind == .alertResolved }
  }

  static func identity(of row: LogEntry) -> String { LogList.identity(of: row) }
  static func text(of row: LogEntry, _ drawing: Drawing) -> String { LogList.text(of: row, drawing) }
  static func place(of row: LogEntry) -> Place? { LogList.place(of: row) }
}
