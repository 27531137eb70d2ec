import Basics
import Telemetry

/// One condition on one series that holds, or held lately.
public struct Alert: Hashable, Sendable {
  /// Where an alert stands; the raw value is the word in the store and in listings.
  public enum State: String, CaseIterable, Sendable {
    case pending, firing, resolved
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

  public let identifier: String
  public let rule: String
  public let labels: Labels
  public var state: State
  public var severity: Severity
  /// Since when the condition holds.
  public var activeAt: Instant
  public var firedAt: Instant?
  public var resolvedAt: Instant?
  /// Since when a firing alert's condition has been gone, while the rule keeps it firing.
  public var goneAt: Instant?
  public var value: Double
  public var summary: Bilingual
  public var description: Bilingual
  public var acknowledgement: Acknowledgement?
  /// A person called it resolved: it stays so until its condition has been gone once.
  public var isDismissed = false

  public init(rule: AlertRule, labels: Labels, value: Double, at now: Instant) {
    self.rule = rule.name
    self.labels = labels
    identifier = Self.identifier(rule: rule.name, labels: labels)
    state = .pending
    severity = rule.severity
    activeAt = now
    self.value = value
    summary = Bilingual(rule.name)
    description = Bilingual("")
    write(rule)
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

  /// Fills the texts in from the rule's annotations.
  mutating func write(_ rule: AlertRule) {
    func text(_ name: String) -> Bilingual? {
      guard let english = rule.annotations[name]?.expanded(labels: labels, value: value) else { return nil }
      let chinese = rule.annotations[name + "_zh"]?.expanded(labels: labels, value: value)
      return Bilingual(english: english, chinese: chinese ?? english)
    }
    summary = text("summary") ?? Bilingual(rule.name)
    description = text("description") ?? Bilingual("")
  }
}
