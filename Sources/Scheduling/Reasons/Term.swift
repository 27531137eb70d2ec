import Basics

/// One part of a score: what it looks at and what it adds.
public struct Term: Hashable, Sendable {
  public let name: Bilingual
  public let value: Double

  public init(english: String, chinese: String, _ value: Double) {
    name = Bilingual(english: english, chinese: chinese)
    self.value = value
  }
}
