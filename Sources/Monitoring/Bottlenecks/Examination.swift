import Basics
import Telemetry

/// What a node could not be asked: the figures of one kind of resource that it does not tell.
public struct Unseen: Hashable, Sendable {
  public let kind: String
  public let measures: [String]
  /// Whether nothing of the resource can be seen.
  public let isWhole: Bool
}

/// Every resource of a node measured at one time.
struct Examination {
  private(set) var candidates: [Candidate] = []
  private(set) var unseen: [Unseen] = []
  private let series: HostSeries

  /// Measures what is in use and what fails, and only where something is out of the ordinary the rest.
  init(of series: HostSeries, by book: ResourceBook) {
    self.series = series
    for rule in book.rules { measure(rule, [.utilisation, .errors]) }
    guard candidates.contains(where: \.isSuspect) else { return }
    for rule in book.rules { measure(rule, [.saturation]) }
    unseen = book.rules.compactMap(unseen)
  }

  private mutating func measure(_ rule: ResourceRule, _ aspects: Set<Measure.Aspect>) {
    for measure in rule.measures where aspects.contains(measure.aspect) {
      if let gate = measure.gate, series.values(of: gate, by: nil).isEmpty { continue }
      let values = series.values(of: measure.query, by: rule.partLabel, wantsHistory: measure.wantsHistory)
      for (part, value) in values.sorted(by: { $0.key < $1.key }) {
        let isShared = part.isEmpty && rule.partLabel != nil && measure.aspect != .errors
        add(MeasuredValue(measure, value, isShared: isShared), of: part, rule)
      }
    }
  }

  /// A figure that names no part is one of each part there is, but a failure is nobody's in particular then.
  private mutating func add(_ reading: MeasuredValue, of part: String, _ rule: ResourceRule) {
    let resource = Resource(rule.kind, part)
    var isKnown = false
    for place in candidates.indices where candidates[place].resource.kind == rule.kind {
      guard reading.isShared || candidates[place].resource == resource else { continue }
      candidates[place].readings.append(reading)
      isKnown = true
    }
    // What waits for any of them tells nothing while none of them is measured itself.
    guard !isKnown, !reading.isShared else { return }
    candidates.append(Candidate(resource: resource, rule: rule, readings: [reading]))
  }

  /// What of a resource the node does not tell.
  private func unseen(_ rule: ResourceRule) -> Unseen? {
    let silent = rule.measures.filter { measure in
      !measure.query.metrics.allSatisfy(series.tells)
    }
    guard !silent.isEmpty else { return nil }
    return Unseen(
      kind: rule.kind, measures: silent.map(\.name), isWhole: silent.count == rule.measures.count)
  }

  /// Everything that is out of the ordinary.
  var suspects: [Candidate] { candidates.filter(\.isSuspect) }
}
