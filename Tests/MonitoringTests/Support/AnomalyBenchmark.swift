import Basics
import Glibc

/// Series with labelled anomalies and the score of what was found in them, as the Numenta Anomaly Benchmark counts
/// (Lavin and Ahmad 2015): 0 for finding nothing, 100 for finding all at once and nothing else.
struct AnomalyBenchmark {
  /// What finding, calling in vain and missing weigh.
  struct Profile {
    let found: Double
    let vain: Double
    let missed: Double

    static let standard = Profile(found: 1, vain: 0.11, missed: 1)
    static let fewFalse = Profile(found: 1, vain: 0.22, missed: 1)
    static let fewMissed = Profile(found: 1, vain: 0.11, missed: 2)
  }

  /// One series with the stretches in which something is amiss.
  struct File {
    let name: String
    let values: [Double]
    let windows: [ClosedRange<Int>]

    /// The points before this one count for nothing.
    var start: Int { min(values.count * 15 / 100, 750) }
  }

  /// A score at a point, what a call there is worth, and the window it stands in.
  private struct Call {
    let score: Double
    let worth: Double
    let window: Int?
  }

  private var calls: [Call] = []
  private var windowCount = 0
  private let profile: Profile

  init(_ profile: Profile) { self.profile = profile }

  mutating func add(_ file: File, scores: [Double]) {
    var before: ClosedRange<Int>?
    for (place, score) in scores.enumerated() {
      let inside = file.windows.firstIndex { $0.contains(place) }
      let call: Call
      if let inside {
        call = Call(
          score: score, worth: worth(at: place, in: file.windows[inside]), window: windowCount + inside)
        if place == file.windows[inside].upperBound { before = file.windows[inside] }
      } else {
        call = Call(score: score, worth: cost(at: place, after: before), window: nil)
      }
      if place >= file.start { calls.append(call) }
    }
    windowCount += file.windows.count
  }

  /// The sooner in its window, the more.
  private func worth(at place: Int, in window: ClosedRange<Int>) -> Double {
    let position = -Double(window.upperBound - place + 1) / Double(window.count)
    return Self.sigmoid(position) / Self.sigmoid(-1) * profile.found
  }

  /// The farther behind the last window, the more it costs.
  private func cost(at place: Int, after window: ClosedRange<Int>?) -> Double {
    guard let window else { return -profile.vain }
    return Self.sigmoid(Double(place - window.upperBound) / Double(max(1, window.count - 1))) * profile.vain
  }

  private static func sigmoid(_ position: Double) -> Double {
    position > 3 ? -1 : 2 / (1 + exp(5 * position)) - 1
  }

  /// The score at the threshold that is best for all series together.
  var score: Double {
    let least = -profile.missed * Double(windowCount)
    var (total, best, found) = (least, least, [Int: Double]())
    let sorted = calls.sorted { $0.score > $1.score }
    for (place, call) in sorted.enumerated() {
      if let window = call.window {
        let before = found[window]
        let worth = max(call.worth, before ?? -.infinity)
        total += worth - (before ?? -profile.missed)
        found[window] = worth
      } else {
        total += call.worth
      }
      let isLastOfItsScore = place + 1 == sorted.count || sorted[place + 1].score != call.score
      if isLastOfItsScore { best = max(best, total) }
    }
    return 100 * (best - least) / (profile.found * Double(windowCount) - least)
  }
}
