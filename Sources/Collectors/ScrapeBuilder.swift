import Basics
import Telemetry

/// Gathers the values of one scrape. While the series come in the same order as last time, which is nearly always,
/// nothing but numbers is written; only when a device comes or goes is a new layout made.
struct ScrapeBuilder {
  private var layout = Layout([])
  private var signatures: [UInt64] = []
  private var values: [Double] = []
  private var cursor = 0
  /// The columns of the layout to be made, once one is needed.
  private var columns: [Layout.Column]?

  /// Adds one value. `signature` tells the series from every other; `column` is asked for only when it is new.
  mutating func add(_ signature: UInt64, _ value: Double, _ column: @autoclosure () -> Layout.Column) {
    if columns == nil, cursor < signatures.count, signatures[cursor] == signature {
      values[cursor] = value
      cursor += 1
      return
    }
    if columns == nil {
      columns = Array(layout.columns[..<cursor])
      signatures.removeSubrange(cursor...)
      values.removeSubrange(cursor...)
    }
    columns?.append(column())
    signatures.append(signature)
    values.append(value)
    cursor += 1
  }

  /// Adds a metric with a single series. Not inlined: the optimiser of Swift 6.3 stumbles over the result.
  @inline(never)
  mutating func add(_ metric: Metric, _ value: Double?) {
    guard let value else { return }
    add(metric.signature, value, Layout.Column(metric.name))
  }

  /// Adds one series of a metric that has a single label.
  mutating func add(_ metric: Metric, _ label: String, _ word: Words.Word, _ value: Double?) {
    guard let value else { return }
    add(metric.signature &* 31 ^ word.digest, value, Layout.Column(metric.name, [label: word.text]))
  }

  /// Adds one series of a metric with labels known as text.
  mutating func add(_ metric: Metric, _ labels: Labels, _ value: Double?) {
    guard let value else { return }
    let digest = labels.reduce(UInt64(0)) {
      ($0 ^ UInt64(bitPattern: Int64($1.hashValue))) &* 0x100_0000_01B3
    }
    add(metric.signature &* 31 ^ digest, value, Layout.Column(metric.name, labels))
  }

  /// The scrape, and readiness for the next.
  mutating func finish(source: Labels, at now: Instant) -> Scrape {
    if columns == nil, cursor < signatures.count {
      columns = Array(layout.columns[..<cursor])
      signatures.removeSubrange(cursor...)
      values.removeSubrange(cursor...)
    }
    if let columns { layout = Layout(columns) }
    (columns, cursor) = (nil, 0)
    return Scrape(source: source, at: now, layout: layout, values: values)
  }
}

/// A metric's name with its digest.
struct Metric: Sendable {
  let name: String
  let signature: UInt64

  init(_ name: String) {
    self.name = name
    signature = name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
