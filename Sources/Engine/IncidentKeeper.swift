import Basics
import Model
import Monitoring
import Store
import Telemetry

/// The incidents with what is worked out about them now and then: who is on call, and what was like them before.
struct IncidentKeeper {
  var book = IncidentBook()
  /// When the incidents were held against the alerts last.
  var followedAt: Instant?
  /// The incidents as they are shown, until something in them changes.
  var views: [IncidentView]?
  private var similar: [Int: (members: Int, found: [Similarity])] = [:]
  private var runbooks: (rules: Int, names: [String: String])?
  private var onCall: (minute: Instant, view: OnCallView)?

  /// Whether escalations and the ends of incidents, which come with time alone, are to be looked for.
  func isDue(at now: Instant) -> Bool {
    guard let followedAt, followedAt <= now else { return true }
    return now - followedAt >= Self.interval
  }

  private static let interval = Span.seconds(5)

  /// The incidents of before that are like one; looked for again when alerts have joined it.
  mutating func similar(to incident: Incident) -> [Similarity] {
    if let known = similar[incident.identifier], known.members == incident.members.count {
      return known.found
    }
    let found = book.similar(to: incident.identifier)
    similar[incident.identifier] = (incident.members.count, found)
    return found
  }

  /// Who is on call; worked out once a minute.
  mutating func onCall(by plan: OnCallPlan?, at now: Instant) -> OnCallView {
    guard let plan else { return OnCallView() }
    let minute = now.rounded(downTo: .minutes(1))
    if let onCall, onCall.minute == minute { return onCall.view }
    let view = OnCallView(plan, at: now)
    onCall = (minute, view)
    return view
  }

  /// The names of runbooks by the rules they are for.
  mutating func runbookNames(of rules: [AlertRule], among runbooks: [Runbook]) -> [String: String] {
    guard !runbooks.isEmpty else { return [:] }
    if let known = self.runbooks, known.rules == rules.count { return known.names }
    var names: [String: String] = [:]
    for rule in rules {
      let template = rule.annotations["runbook"] ?? rule.annotations["runbook_url"]
      let annotation = template?.expanded(labels: rule.labels, value: .nan)
      names[rule.name] = runbooks.runbook(for: rule.name, annotation: annotation)?.name
    }
    self.runbooks = (rules.count, names)
    views = nil
    return names
  }

  /// The rules, the runbooks or the file that says who is on call have changed.
  mutating func forgetFiles() { (onCall, runbooks, views) = (nil, nil, nil) }
}
