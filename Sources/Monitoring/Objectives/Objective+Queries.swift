import Basics
import Telemetry

extension Objective {
  /// What is bad and what there is at a look, as queries.
  var counted: (bad: String, total: String) {
    switch budgeting {
    case .occurrences:
      return events(over: Self.shortest, of: recorded) ?? seen(of: recorded)
    case .timeslices(let target, let length):
      let share = share(over: length)
      let bound = Figures.decimal(((1 - target) * 1e12).rounded() / 1e12)
      return ("(\(share)) > bool \(bound)", "(\(share)) >= bool 0")
    case .ratioTimeslices(let length):
      let share = share(over: length)
      return (share, "(\(share)) >= bool 0")
    }
  }

  /// The total that was recorded just before, so that it need not be worked out again.
  private var recorded: String { "sum(\(series(ObjectiveSeries.total)))" }

  /// The rate of events is taken over this, as in the SRE workbook.
  private static let shortest = Span.minutes(5)

  /// Bad events and all by the second, where they are counters.
  /// - Parameter known: what is known already to be all; nil where that is to be asked for.
  func events(over window: Span, of known: String? = nil) -> (bad: String, total: String)? {
    guard case .ratio(let ratio) = indicator, ratio.areCounters else { return nil }
    return parts(ratio, of: known) { CounterQuery.rates(of: $0, over: window) }
  }

  /// Bad values and all at a look, where they are no counters.
  private func seen(of known: String? = nil) -> (bad: String, total: String) {
    switch indicator {
    case .ratio(let ratio): return parts(ratio, of: known) { $0 }
    case .raw(let query, let isOfBad):
      let known = "avg((\(query)) >= 0)"
      let bad = isOfBad ? "clamp_max(\(known), 1)" : "1 - clamp_max(\(known), 1)"
      return (bad, "\(known) >= bool 0")
    case .threshold(let threshold):
      // A value that is not a number, as of a quantile without traffic, is neither good nor bad.
      let known = "(\(Self.measured(threshold, kind))) >= -Inf"
      let bound = Figures.decimal(threshold.bound)
      return ("sum((\(known)) \(threshold.comparison.opposite) bool \(bound))", "count(\(known))")
    }
  }

  /// Bad and all of two queries. A series of which nothing was ever seen, as of errors before the first, counts nothing.
  private func parts(_ ratio: Ratio, of known: String?, _ turned: (String) -> String) -> (
    bad: String, total: String
  ) {
    let (part, total) = ("sum(\(turned(ratio.part)))", "sum(\(turned(ratio.total)))")
    let all = known ?? total
    let seen = "(\(part) or \(all) * 0)"
    return (ratio.partIsBad ? seen : "clamp_min(\(all) - \(seen), 0)", total)
  }

  /// The share of bad events over a stretch; nothing where there were none.
  private func share(over length: Span) -> String {
    let (bad, total) = events(over: length) ?? summed(over: length)
    return "(\(bad)) / (\(total) > 0)"
  }

  private func summed(over length: Span) -> (bad: String, total: String) {
    let seen = seen()
    guard length > interval else { return seen }
    let range = "[\(length.prometheus):\(interval.prometheus)]"
    return ("sum_over_time((\(seen.bad))\(range))", "sum_over_time((\(seen.total))\(range))")
  }

  /// What is held against a bound: an age, a distance, or the query itself.
  private static func measured(_ threshold: Threshold, _ kind: Kind) -> String {
    switch kind {
    case .freshness: return "time() - (\(threshold.query))"
    case .skew:
      guard let label = threshold.modality else { return threshold.query }
      return "max without (\(label)) (\(threshold.query)) - min without (\(label)) (\(threshold.query))"
    case .availability, .latency, .quality: return threshold.query
    }
  }
}

extension CounterQuery {
  /// The rates of a query that was read without fault before.
  fileprivate static func rates(of query: String, over window: Span) -> String {
    do throws(Fault) { return try CounterQuery(query).rates(over: window) } catch {
      preconditionFailure("an objective's queries are tried when it is read")
    }
  }
}
