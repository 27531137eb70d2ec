import Basics
import Telemetry

/// One condition on one series that holds, or held lately.
public struct Alert: Hashable, Sendable {
  /// Where an alert stands; the raw value is the word in the store and in listings.
  public enum State: String, CaseIterable, Sendable {
    case pending, firing, resolved
  }

  /// What an alert rests on; the raw value is the word in the store and in listings.
  public enum Ground: String, CaseIterable, Sendable {
    /// The condition holds, or held while there was something to hold it against.
    case condition
    /// What the condition is about is there no more.
    case noData = "no_data"
    /// The rule cannot be worked out.
    case error
  }

  /// That a person has taken an alert on.
  public struct Acknowledgement: Hashable, Sendable {
    public var by: String
    public var at: Instant
    public var comment: String

    public init(by: String, at: Instant, comment: String) {
      self.by = by
      self.at = at
      self.comment = comment
    }
  }

  public internal(set) var identifier: String
  /// The name of the rule, or of what the program itself watches for.
  public let rule: String
  /// The rule's identity, which tells it from others of its name; empty where it is not known.
  public var origin = ""
  public let labels: Labels
  public var state: State
  public var severity: Severity
  public var ground = Ground.condition
  /// Since when the condition holds.
  public var activeAt: Instant
  public var firedAt: Instant?
  public var resolvedAt: Instant?
  /// Since when a firing alert's condition has been gone, while the rule keeps it firing.
  public var goneAt: Instant?
  public var value: Double
  public var summary: Bilingual
  public var description: Bilingual
  /// The texts of the rule's annotations, filled in.
  public var annotations: [String: String] = [:]
  public var acknowledgement: Acknowledgement?
  /// A person called it resolved: it stays so until its condition has been gone once.
  public var isDismissed = false

  public init(rule: AlertRule, labels: Labels, value: Double, at now: Instant) {
    self.init(
      rule: rule.name, labels: labels, state: .pending, severity: Severity(label: labels["severity"]),
      activeAt: now, value: value, summary: Bilingual(rule.name), description: Bilingual(""))
    origin = rule.identity
  }

  /// For the store: an alert as it was saved.
  public init(
    rule: String, labels: Labels, state: State, severity: Severity, activeAt: Instant, value: Double,
    summary: Bilingual, description: Bilingual
  ) {
    self.rule = rule
    self.labels = labels
    identifier = Self.identifier(rule: rule, labels: labels)
    self.state = state
    self.severity = severity
    self.activeAt = activeAt
    self.value = value
    self.summary = summary
    self.description = description
  }

  /// The rule's name and a digest of the labels: the same alert has the same name after every restart (FNV-1a).
  public static func identifier(rule: String, labels: Labels) -> String {
    var hash: UInt32 = 2_166_136_261
    for byte in labels.description.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    let digits = String(hash, radix: 16)
    return "\(rule)-" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
  }

  public var address: Address { Address(.alert, identifier) }

  /// For the store: the same alert under the identifier it had.
  public func named(_ identifier: String) -> Alert {
    var alert = self
    alert.identifier = identifier
    return alert
  }

  /// Fills the texts in from the rule's annotations.
  mutating func write(_ rule: AlertRule, _ context: TemplateContext) {
    annotations = rule.annotations.mapValues { $0.shown(in: context) }
    summary = text("summary") ?? Bilingual(rule.name)
    description = text("description") ?? Bilingual("")
  }

  private func text(_ name: String) -> Bilingual? {
    annotations[name].map { Bilingual(english: $0, chinese: annotations[name + "_zh"] ?? $0) }
  }
}
