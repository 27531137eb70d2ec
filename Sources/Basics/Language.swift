/// A language a person can read the console in; the raw value is what `--lang` takes.
public enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case chinese = "zh"
}

/// The same words in every language of the console.
public struct Bilingual: Hashable, Sendable {
  public var english: String
  public var chinese: String

  public init(english: String, chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  /// The same text in both, for names that are not translated.
  public init(_ name: String) { self.init(english: name, chinese: name) }

  public subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .chinese: chinese
    }
  }

  /// Several sayings in one line.
  public static func list(_ words: [Bilingual]) -> Bilingual {
    Bilingual(
      english: words.map(\.english).joined(separator: ", "),
      chinese: words.map(\.chinese).joined(separator: "，"))
  }

  public var isEmpty: Bool { english.isEmpty && chinese.isEmpty }

  private static let seam = " / "

  /// Both in one text, for where only one is kept.
  public var joined: String { english == chinese ? english : english + Self.seam + chinese }

  /// What `joined` made; a text without a second language is the same in both.
  public init(joined text: String) {
    let parts = text.split(separator: Self.seam, omittingEmptySubsequences: false)
    // Names that hold the seam themselves stand in both halves alike.
    guard parts.count > 1, parts.count.isMultiple(of: 2) else {
      self.init(text)
      return
    }
    self.init(
      english: parts[..<(parts.count / 2)].joined(separator: Self.seam),
      chinese: parts[(parts.count / 2)...].joined(separator: Self.seam))
  }
}
