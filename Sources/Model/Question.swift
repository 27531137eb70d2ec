import Basics
import Monitoring

/// Something a screen wants to know that is not in the snapshot, because it must be looked up.
public enum Question: Sendable, Hashable {
  /// The vitals of a node over a window, in so many steps.
  case history(node: String, from: Instant, to: Instant, steps: Int)
  /// The vitals of every node as they were.
  case moment(Instant)
  /// The orders given about a thing, newest first.
  case trail(Address)
}

/// What was found.
public enum Answer: Sendable {
  case history(History)
  case moment(Instant, [String: Vitals])
  case trail(Address, [Order])
}

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

  /// A measured row of the store.
  public struct Row: Sendable {
    public let at: Instant
    /// How long a time the row stands for.
    public let span: Span
    public let means: Vitals
    public let peaks: Vitals

    public init(at: Instant, span: Span, means: Vitals, peaks: Vitals) {
      self.at = at
      self.span = span
      self.means = means
      self.peaks = peaks
    }
  }

  /// Spreads rows, oldest first, over the steps. A row that stands for longer than a step fills all steps it covers,
  /// and one of a source that is read every so often holds until the next; only a missed reading leaves a gap.
  public mutating func fill(from rows: [Row]) {
    let width = Double((to - from).milliseconds) / Double(steps)
    guard width > 0 else { return }
    var sums = Array(repeating: Array(repeating: Float(0), count: steps), count: Vital.allCases.count)
    var counts = sums
    var highest = Array(repeating: Array(repeating: Float.nan, count: steps), count: Vital.allCases.count)
    let reach = Self.rhythm(of: rows) * 2
    for (place, row) in rows.enumerated() {
      let next = place + 1 < rows.count ? rows[place + 1].at - row.at : .zero
      let span = next < reach ? max(row.span, next) : row.span
      let first = Int((Double((row.at - from).milliseconds) / width).rounded(.down))
      let last = Int((Double((row.at + span - from).milliseconds - 1) / width).rounded(.down))
      guard last >= 0, first < steps else { continue }
      for step in max(first, 0)...max(first, min(last, steps - 1), 0) {
        for vital in Vital.allCases.indices {
          let (mean, peak) = (row.means.values[vital], row.peaks.values[vital])
          guard !mean.isNaN else { continue }
          sums[vital][step] += mean
          counts[vital][step] += 1
          highest[vital][step] = highest[vital][step].isNaN ? peak : max(highest[vital][step], peak)
        }
      }
    }
    means = zip(sums, counts).map { zip($0, $1).map { $1 > 0 ? $0 / $1 : .nan } }
    peaks = highest
  }

  /// How far apart rows usually lie.
  private static func rhythm(of rows: [Row]) -> Span {
    let gaps = zip(rows, rows.dropFirst()).map { $1.at - $0.at }.sorted()
    return gaps.isEmpty ? .zero : gaps[gaps.count / 2]
  }
}
