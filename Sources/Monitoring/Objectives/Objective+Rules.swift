import Basics
import Telemetry

/// The names of the series that are recorded for objectives, each with the labels `objective` and `service`.
public enum ObjectiveSeries {
  /// How much was bad, how much there was, and 1 for every look: sums of these over any time tell its share.
  public static let bad = "objective:bad:events"
  public static let total = "objective:total:events"
  public static let looks = "objective:looks:count"
  public static let label = "objective"

  /// The share that was bad over a window just passed.
  public static func errorRatio(over window: Span) -> String { "objective:error:ratio\(window.prometheus)" }
}

extension Objective {
  /// What the groups of generated rules are called begins so.
  public static let groupPrefix = "objective: "

  /// The rules of the objective as a Prometheus rule file has them: what is recorded, and the alerts on burn rates. The
  /// shares of long windows are sums of what was recorded, weighted by events, and are worked out less often.
  public var ruleGroups: [JSONValue] {
    let alerts = burnAlerts
    let used = Set(alerts.flatMap(\.conditions).flatMap { [$0.long, $0.short] }).sorted()
    let near = used.filter { $0 <= Self.nearest }
    let far = used.filter { $0 > Self.nearest }
    return [
      group(
        Self.groupPrefix + name, interval, basics + near.map(ratio) + alerts.map(alert)),
      far.isEmpty
        ? nil : group("\(Self.groupPrefix)\(name), long", max(.minutes(2), interval), far.map(ratio)),
    ].compactMap { $0 }
  }

  /// The groups of some objectives, ready to be evaluated.
  public static func rules(of objectives: [Objective]) throws(JSONFault) -> [AlertRule.Group] {
    try RuleFile.groups(Array(ruleFile(of: objectives).utf8), name: "objectives")
  }

  /// A rule file for Prometheus with the rules of some objectives.
  public static func ruleFile(of objectives: [Objective]) -> String {
    JSONValue.object([("groups", .array(objectives.flatMap(\.ruleGroups)))]).pretty + "\n"
  }

  /// Windows up to this are worked out from the counters themselves.
  private static let nearest = Span.hours(1)

  /// Over no longer a window the first looks of a new objective are taken as they are: it only tells whether what the
  /// long one saw still goes on.
  private static let shortest = Span.minutes(5)

  /// From so much on an hour is judged by what was seen of it: one bad look in the first minute pages nobody.
  private static let enough = Span.minutes(10)

  private func group(_ name: String, _ interval: Span, _ rules: [JSONValue]) -> JSONValue {
    [
      "name": .text(name), "interval": .text(interval.prometheus), "rules": .array(rules),
    ]
  }

  private func record(_ metric: String, _ expression: String) -> JSONValue {
    [
      "record": .text(metric), "expr": .text(expression),
      "labels": ["objective": .text(name), "service": .text(service)],
    ]
  }

  func series(_ metric: String) -> String {
    "\(metric){objective=\(JSONValue.text(name).compact)}"
  }

  /// What every other rule stands on.
  private var basics: [JSONValue] {
    let (bad, total) = counted
    return [
      record(ObjectiveSeries.total, total), record(ObjectiveSeries.bad, bad),
      record(ObjectiveSeries.looks, "\(series(ObjectiveSeries.total)) >= bool 0"),
    ]
  }

  /// The share of bad events over a window. What was not seen of a long one is taken to have been good, or the first
  /// minutes of a new objective would be taken for days.
  private func ratio(_ window: Span) -> JSONValue {
    let name = ObjectiveSeries.errorRatio(over: window)
    if window <= Self.nearest, countsEvents, let (bad, total) = events(over: window) {
      return record(name, "(\(bad)) / (\(total))")
    }
    let share = "\(sum(ObjectiveSeries.bad, window)) / \(sum(ObjectiveSeries.total, window))"
    guard window > Self.shortest else { return record(name, share) }
    let known = window > Self.nearest ? window : Self.enough
    let looks = known.milliseconds / interval.milliseconds
    return record(name, "\(share) * clamp_max(\(sum(ObjectiveSeries.looks, window)) / \(looks), 1)")
  }

  private func sum(_ metric: String, _ window: Span) -> String {
    "sum_over_time(\(series(metric))[\(window.prometheus)])"
  }
}

extension Objective {
  private func alert(_ alert: BurnAlert) -> JSONValue {
    let budget = Figures.decimal(allowance)
    func burns(_ window: Span, _ factor: Double) -> String {
      let ratio = series(ObjectiveSeries.errorRatio(over: window))
      return "\(ratio) / \(budget) > \(Figures.decimal((factor * 1e6).rounded() / 1e6))"
    }
    let conditions = alert.conditions.map { condition in
      "(\(burns(condition.long, condition.factor)) and \(burns(condition.short, condition.factor)))"
    }
    return [
      "alert": .text(alertName(alert.urgency)), "expr": .text(conditions.joined(separator: " or ")),
      "labels": ["severity": alert.urgency == .fast ? "critical" : "warning"],
      "annotations": annotations(alert),
    ]
  }

  /// What the alert of an urgency is called.
  public func alertName(_ urgency: BurnAlert.Urgency) -> String { "\(name)-burn-\(urgency.rawValue)" }

  private func annotations(_ alert: BurnAlert) -> JSONValue {
    let long = alert.conditions.map(\.long.prometheus).joined(separator: " / ")
    let promised = Figures.decimal((target * 1e8).rounded() / 1e6)
    let length = window.usualLength.prometheus
    // What stands in braces in a title would be taken for a place of the template.
    let (english, chinese) = (Self.plain(title.english), Self.plain(title.chinese))
    return [
      "summary": .text("\(english): the error budget burns {{ $value | humanize }} times too fast"),
      "summary_zh": .text("\(chinese)：错误预算以 {{ $value | humanize }} 倍的速度消耗"),
      "description": .text(
        "Of \(promised) % over \(length) too much is missed lately (\(long)): at this rate the error budget is "
          + (alert.urgency == .fast ? "gone within days. Look now." : "gone before its window ends.")),
      "description_zh": .text(
        "目标为 \(length) 内 \(promised) %，近来（\(long)）超出过多：照此速度，错误预算将在"
          + (alert.urgency == .fast ? "数日内耗尽，请立即查看。" : "窗口结束前耗尽。")),
    ]
  }

  private static func plain(_ text: String) -> String {
    text.filter { $0 != "{" && $0 != "}" }
  }
}
