import Basics

/// Series of before as an exposition holds them: many samples of each series, every one with its time.
public struct Dump {
  /// Series that were sampled at the same times.
  public struct Group {
    public let times: [Instant]
    public let columns: [Layout.Column]
    /// Series by series.
    let values: [[Double]]
  }

  public private(set) var groups: [Group] = []
  public let samples: Int

  /// Why a page is not a dump: a sample of this series has no time.
  public struct Timeless: Error {
    public let series: String
  }

  public init(_ families: [MetricFamily]) throws(Timeless) {
    var (order, points, count) = ([Layout.Column](), [Layout.Column: [Instant: Double]](), 0)
    for sample in families.flatMap(\.samples) {
      let column = Layout.Column(sample.name, sample.labels)
      guard let time = sample.time else { throw Timeless(series: column.labels(in: [:]).description) }
      if points[column] == nil { order.append(column) }
      points[column, default: [:]][time.instant] = sample.value
      count += 1
    }
    samples = count
    var places: [[Instant]: Int] = [:]
    var drafts: [(times: [Instant], columns: [Layout.Column], values: [[Double]])] = []
    for column in order {
      let sorted = points[column, default: [:]].sorted { $0.key < $1.key }
      let times = sorted.map(\.key)
      if places[times] == nil {
        places[times] = drafts.count
        drafts.append((times, [], []))
      }
      guard let place = places[times] else { continue }
      drafts[place].columns.append(column)
      drafts[place].values.append(sorted.map(\.value))
    }
    groups = drafts.map { Group(times: $0.times, columns: $0.columns, values: $0.values) }
  }
}

extension Dump.Group {
  /// How many rows a block holds.
  private static let rows = 720

  /// The group as blocks, in the order of their times.
  public var blocks: [Block] {
    let layout = Layout(columns)
    return stride(from: 0, to: times.count, by: Self.rows).map { first in
      let rows = first..<min(first + Self.rows, times.count)
      return Block(layout: layout, times: Array(times[rows]), values: values.map { $0[rows] })
    }
  }
}
