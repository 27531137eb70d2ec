import Basics

/// Words that explain: what each finding says, and what the terms mean.
public struct Reference: Sendable {
  /// The words of a finding; the figures come from the check of the same identifier.
  public struct FindingText: Sendable {
    public let identifier: String
    public let severity: Finding.Severity
    public let title: Bilingual
    public let detail: Bilingual
    public let rule: Bilingual
    public let source: String
  }

  /// One sense of a term.
  public struct Term: Sendable {
    public let identifier: String
    public let term: Bilingual
    public let sense: Bilingual
    public let synonyms: [String]
    /// The programmes use the term without defining it; the sense is ours.
    public let isAssumed: Bool
  }

  public var findings: [FindingText]
  public var terms: [Term]

  public init(findings: [FindingText] = [], terms: [Term] = []) {
    self.findings = findings
    self.terms = terms
  }

  /// Reads the texts of findings from their data file.
  public static func findings(_ bytes: [UInt8], name: String) throws(JSONFault) -> [FindingText] {
    var texts: [FindingText] = []
    for node in try JSONReader.read(bytes, name: name).required("findings").items() {
      try node.allow(only: ["id", "severity", "title", "detail", "rule", "source"])
      texts.append(
        FindingText(
          identifier: try node.required("id").text(), severity: try node.required("severity").choice(),
          title: try node.required("title").bilingual(), detail: try node.required("detail").bilingual(),
          rule: try node.required("rule").bilingual(), source: try node.required("source").text()))
    }
    return texts
  }

  /// Reads the glossary from its data file.
  public static func terms(_ bytes: [UInt8], name: String) throws(JSONFault) -> [Term] {
    var terms: [Term] = []
    for node in try JSONReader.read(bytes, name: name).required("terms").items() {
      try node.allow(only: ["id", "term", "sense", "also", "assumed"])
      var synonyms: [String] = []
      for synonym in try node.list("also") { synonyms.append(try synonym.text()) }
      terms.append(
        Term(
          identifier: try node.required("id").text(), term: try node.required("term").bilingual(),
          sense: try node.required("sense").bilingual(), synonyms: synonyms,
          isAssumed: try node.optional("assumed")?.flag() ?? false))
    }
    return terms
  }
}
