import Basics
import Monitoring

/// The vitals of a node over a window, evenly spaced; not-a-number where nothing was measured.
public struct History: Sendable {
  public let node: String
  public let from: Instant
  public let to: Instant
  /// The mean of each step, oldest first, by vital.
  public private(set) var means: [[Float]]
  /// The highest value of each step.
  public private(set) var peaks: [[Float]]
  public let steps: Int

  public init(node: String, from: Instant, to: Instant, steps: Int) {
    self.node = node
    self.from = from
    self.to = to
    self.steps = max(1, steps)
    means = Array(repeating: [], count: Vital.allCases.count)
    peaks = means
  }

  public subscript(vital: Vital) -> [Float] { means[vital.rawValue] }

  public func peaks(_ vital: Vital) -> [Float] { peaks[vital.rawValue] }

  /// Measured rows, oldest first, each of which stands for the same length of time.
  public struct Rows: Sendable {
    public let span: Span
    /// When each row begins.
    public private(set) var times: [Instant] = []
    /// The mean of each row, by vital.
    private var means: [[Float]]
    /// The highest value of each row, where that is not the same.
    private var highest: [[Float]]

    public init(span: Span) {
      self.span = span
      means = Array(repeating: [], count: Vital.allCases.count)
      highest = means
    }

    /// The mean of each row.
    public subscript(vital: Vital) -> [Float] { means[vital.rawValue] }

    /// The highest value of each row.
    public func peaks(_ vital: Vital) -> [Float] {
      highest[vital.rawValue].isEmpty ? means[vital.rawValue] : highest[vital.rawValue]
    }

    /// Begins further rows; the values of every vital are to follow.
    public mutating func append(_ times: [Instant]) { self.times += times }

    /// The values of a vital in the rows that were begun last.
    /// - Parameter peaks: nil, and for all rows so, where each value was measured but once.
    public mutating func append(_ means: [Float], peaks: [Float]? = nil, of vital: Vital) {
      let place = vital.rawValue
      self.means[place] += means
      if let peaks { highest[place] += peaks }
      precondition(
        self.means[place].count == times.count && [0, times.count].contains(highest[place].count),
        "a value for every row")
    }

    /// How far apart rows lie.
    fileprivate var gaps: [Span] { zip(times, times.dropFirst()).map { $1 - $0 } }

    /// How far apart they usually lie, by some of the gaps.
    fileprivate static func rhythm(_ gaps: [Span]) -> Span {
      let some = stride(from: 0, to: gaps.count, by: 1 + gaps.count / 1_000).map { gaps[$0] }.sorted()
      return some.isEmpty ? .zero : some[some.count / 2]
    }
  }

  /// Spreads rows over the steps. A row that stands for longer than a step fills all steps it covers, and one of a
  /// source that is read every so often holds until the next; only a missed reading leaves a gap.
  public mutating func fill(from parts: [Rows]) {
    guard to > from else { return }
    var fillings = Array(repeating: Filling(steps: steps), count: Vital.allCases.count)
    for rows in parts {
      let places = places(of: rows)
      for vital in Vital.allCases {
        fillings[vital.rawValue].take(rows[vital], rows.peaks(vital), places)
      }
    }
    means = fillings.map(\.means)
    peaks = fillings.map(\.peaks)
  }

  /// The steps that each row covers; none where the first is greater than the last.
  private func places(of rows: Rows) -> [(first: Int, last: Int)] {
    let width = Double((to - from).milliseconds) / Double(steps)
    let gaps = rows.gaps
    let rhythm = Rows.rhythm(gaps)
    return rows.times.indices.map { place in
      let time = rows.times[place]
      let next = place < gaps.count ? gaps[place] : .zero
      // The source may have been read less often at that time.
      let before = gaps[max(0, place - 2)..<min(max(place, 2), gaps.count)].min() ?? .zero
      let span = next < max(rhythm, before) * 2 ? max(rows.span, next) : rows.span
      let first = (Double((time - from).milliseconds) / width).rounded(.down)
      let last = (Double((time + span - from).milliseconds - 1) / width).rounded(.down)
      return (max(Int(first), 0), min(Int(last), steps - 1))
    }
  }
}

/// The steps of one vital as they are filled.
private struct Filling {
  private var sums: [Float]
  private var counts: [Float]
  private(set) var peaks: [Float]

  init(steps: Int) {
    sums = Array(repeating: 0, count: steps)
    counts = sums
    peaks = Array(repeating: .nan, count: steps)
  }

  mutating func take(_ means: [Float], _ peaks: [Float], _ places: [(first: Int, last: Int)]) {
    for (row, (first, last)) in places.enumerated() where first <= last && !means[row].isNaN {
      for step in first...last {
        sums[step] += means[row]
        counts[step] += 1
        self.peaks[step] = .maximum(self.peaks[step], peaks[row])
      }
    }
  }

  var means: [Float] { zip(sums, counts).map { $1 > 0 ? $0 / $1 : .nan } }
}
