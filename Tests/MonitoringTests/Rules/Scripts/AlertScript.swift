import Basics
import Monitoring
import Telemetry

/// A rule, what one series does at its evaluations, and what is told of its alert: `for=1m | ++- | 0s pending, …`.
///
/// The rule: `for`, `keep` (keep_firing_for), `every` (the interval, a minute), `no_data`, `on_error`. A character an
/// evaluation: `+` the condition holds, `-` it does not, `_` there is no series, `!` the expression fails, `.` nobody
/// evaluates. `R` is a restart between two evaluations, `R(10m)` one with ten minutes from the one to the other. What
/// is told of an alert without the series' labels is marked `rule`.
struct AlertScript {
  let rule: AlertRule
  let interval: Span
  private let script: String
  let told: [String]

  init(_ line: String) throws {
    let parts = line.split(separator: "|").map { $0.trimmingPrefix { $0 == " " } }
    let options = parts[0].split(separator: " ").map { $0.split(separator: "=").map(String.init) }
    func option(_ name: String, _ fallback: String) -> String {
      options.first { $0[0] == name }?[1] ?? fallback
    }
    rule = try MonitoringTests.rule(
      """
      "expr": "load > 1", "for": "\(option("for", "0"))", "keep_firing_for": "\(option("keep", "0"))",
      "annotations": {"binnacle_no_data": "\(option("no_data", "ok"))",
      "binnacle_on_error": "\(option("on_error", "keep"))"}
      """)
    interval = Span(prometheus: option("every", "1m"))!
    script = parts[1].filter { $0 != " " }
    told = parts[2] == "nothing" ? [] : parts[2].split(separator: ", ").map(String.init)
  }

  /// What happens between two evaluations or at one.
  enum Act {
    case evaluation(RuleOutcome, after: Span)
    case restart(gap: Span?)
  }

  var acts: [Act] {
    var (acts, rest, step) = ([Act](), script[...], interval)
    while let sign = rest.popFirst() {
      switch sign {
      case ".": step = step + interval
      case "R":
        let gap = rest.hasPrefix("(") ? Span(prometheus: rest.dropFirst().prefix { $0 != ")" }) : nil
        if gap != nil { rest = rest[rest.firstIndex(of: ")")!...].dropFirst() }
        if let gap { step = gap }
        acts.append(.restart(gap: gap))
      default:
        acts.append(.evaluation(Self.outcome(sign), after: step))
        step = interval
      }
    }
    return acts
  }

  private static func outcome(_ sign: Character) -> RuleOutcome {
    switch sign {
    case "+": .seen(measured: [sample("a", 2)], holding: [sample("a", 2)])
    case "-": .seen(measured: [sample("a", 0)], holding: [])
    case "_": .seen(measured: [], holding: [])
    case "!": .failed("out of order")
    default: preconditionFailure("\(sign) is no sign of a script")
    }
  }

  /// What the book tells when it goes through the script.
  func played() -> [String] {
    var (book, told, now) = (AlertBook(), [String](), second(0) - interval)
    var outage: Span?
    for act in acts {
      switch act {
      case .evaluation(let outcome, let step):
        now = now + step
        if let gap = outage { _ = book.resume(at: now, after: now - gap) }
        outage = nil
        let terms = AlertBook.Terms(interval: interval)
        told += book.evaluate(rule, outcome, at: now, terms).transitions.map(Self.line)
      case .restart(let gap):
        book = AlertBook(Array(book.active.values) + book.resolved.values, histories: book.histories)
        outage = gap
      }
    }
    return told
  }

  private static func line(_ transition: AlertTransition) -> String {
    let owner = transition.alert.labels["instance"].isEmpty ? "rule " : ""
    return "\((transition.at - .epoch).prometheus) \(owner)\(transition.kind)"
  }
}
