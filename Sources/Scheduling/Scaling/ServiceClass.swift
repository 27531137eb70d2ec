import Basics

/// How urgent a request is: the first of these goes before all others.
public enum ServiceClass: Int, CaseIterable, Sendable {
  /// Somebody waits for the answer.
  case interactive
  /// Somebody looks in later.
  case standard
  /// Nobody waits.
  case background

  public var name: Bilingual {
    switch self {
    case .interactive: Bilingual(english: "interactive", chinese: "交互")
    case .standard: Bilingual(english: "standard", chinese: "标准")
    case .background: Bilingual(english: "background", chinese: "后台")
    }
  }
}
