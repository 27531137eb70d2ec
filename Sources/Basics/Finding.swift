/// Something in the data that does not add up: what, where, and the figures that show it.
public struct Finding: Hashable, Sendable {
  /// How far a finding reaches; the raw value is the word in data files and listings.
  public enum Severity: String, CaseIterable, Comparable, Sendable {
    /// A calculation or the data model goes wrong without a rule for it.
    case mustHandle = "must_handle"
    /// Users should see it.
    case shouldFlag = "should_flag"
    case note

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self)! }
  }

  public let identifier: String
  public let severity: Severity
  public let title: Bilingual
  public let detail: Bilingual
  /// What the product does about it.
  public let rule: Bilingual
  /// What was computed, a line each, subjects first.
  public let evidence: [Evidence]

  public init(
    identifier: String, severity: Severity, title: Bilingual, detail: Bilingual, rule: Bilingual,
    evidence: [Evidence]
  ) {
    self.identifier = identifier
    self.severity = severity
    self.title = title
    self.detail = detail
    self.rule = rule
    self.evidence = evidence
  }

  /// One thing that shows the finding.
  public struct Evidence: Hashable, Sendable {
    public let subject: Address
    public let words: Bilingual

    public init(_ subject: Address, _ words: Bilingual) {
      self.subject = subject
      self.words = words
    }
  }
}
