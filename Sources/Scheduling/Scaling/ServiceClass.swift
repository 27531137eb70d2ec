import Basics

/// How urgent a request is: the first of these goes before all others. The raw value is the word in files and listings.
public enum ServiceClass: String, CaseIterable, Comparable, Sendable {
  /// Somebody waits for the answer.
  case interactive
  /// Somebody looks in later.
  case standard
  /// Nobody waits.
  case background

  /// The less urgent is the lesser.
  public static func < (left: ServiceClass, right: ServiceClass) -> Bool { left.priority < right.priority }

  /// The greater goes first.
  public var priority: Int16 {
    switch self {
    case .interactive: 2
    case .standard: 1
    case .background: 0
    }
  }

  public var name: Bilingual {
    switch self {
    case .interactive: Bilingual(english: "interactive", chinese: "交互")
    case .standard: Bilingual(english: "standard", chinese: "标准")
    case .background: Bilingual(english: "background", chinese: "后台")
    }
  }
}
