import Basics
import Canvas

/// What every role looks like.
public struct Theme: Hashable, Sendable {
  /// Whether a theme is for dark or light surroundings; the raw value is the word in theme files.
  public enum Variant: String, CaseIterable, Sendable {
    case dark, light
  }

  public let name: String
  public let title: Bilingual
  public let variant: Variant
  /// The theme to take where the terminal's background is of the other kind.
  public let partner: String?
  private let looks: [Role: Look]

  public init(name: String, title: Bilingual, variant: Variant, partner: String?, looks: [Role: Look]) {
    self.name = name
    self.title = title
    self.variant = variant
    self.partner = partner
    self.looks = looks
  }

  /// The look of a role, or of the nearest role it falls back to.
  public func look(of role: Role) -> Look {
    var candidate: Role? = role
    while let known = candidate {
      if let look = looks[known] { return look }
      candidate = known.fallback
    }
    return Look()
  }

  /// A theme without colours, for when no theme file can be read.
  public static let plain = Theme(
    name: "plain", title: Bilingual(english: "Plain", chinese: "朴素"), variant: .dark, partner: nil,
    looks: [.act: Look(emphasis: .bold), .selection: Look(emphasis: .reverse), .title: Look(emphasis: .bold)])
}
