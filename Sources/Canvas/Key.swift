/// A key as a person presses it.
public struct Key: Hashable, Sendable {
  /// Keys that are not characters.
  public enum Name: String, CaseIterable, Sendable {
    case enter = "Enter"
    case escape = "Esc"
    case tab = "Tab"
    case backTab = "S-Tab"
    case backspace = "Backspace"
    case delete = "Delete"
    case insert = "Insert"
    case up = "Up"
    case down = "Down"
    case left = "Left"
    case right = "Right"
    case home = "Home"
    case end = "End"
    case pageUp = "PgUp"
    case pageDown = "PgDn"
    case f1 = "F1"
    case f2 = "F2"
    case f3 = "F3"
    case f4 = "F4"
    case f5 = "F5"
    case f6 = "F6"
    case f7 = "F7"
    case f8 = "F8"
    case f9 = "F9"
    case f10 = "F10"
    case f11 = "F11"
    case f12 = "F12"
  }

  /// What the key gives.
  public enum Code: Hashable, Sendable {
    case character(Unicode.Scalar)
    case named(Name)
  }

  public var code: Code
  public var control: Bool
  public var alt: Bool

  public init(_ code: Code, control: Bool = false, alt: Bool = false) {
    self.code = code
    self.control = control
    self.alt = alt
  }

  public static func character(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar)) }
  public static func named(_ name: Name) -> Key { Key(.named(name)) }
  public static func control(_ scalar: Unicode.Scalar) -> Key { Key(.character(scalar), control: true) }
}

extension Key {
  /// The key as help and configuration write it: `q`, `Space`, `C-d`, `M-x`, `PgUp`.
  public var label: String {
    let name =
      switch code {
      case .character(" "): "Space"
      case .character(let scalar): String(scalar)
      case .named(let name): name.rawValue
      }
    return (control ? "C-" : "") + (alt ? "M-" : "") + name
  }

  /// The key with this label; nil when there is none.
  public init?(label: String) {
    var (rest, control, alt) = (Substring(label), false, false)
    while rest.utf8.count > 2, rest.hasPrefix("C-") || rest.hasPrefix("M-") {
      if rest.hasPrefix("C-") { control = true } else { alt = true }
      rest = rest.dropFirst(2)
    }
    if let name = Name(rawValue: String(rest)) {
      self.init(.named(name), control: control, alt: alt)
    } else if rest == "Space" {
      self.init(.character(" "), control: control, alt: alt)
    } else if rest.unicodeScalars.count == 1, let scalar = rest.unicodeScalars.first, scalar.value > 0x20 {
      self.init(.character(scalar), control: control, alt: alt)
    } else {
      return nil
    }
  }
}

/// What a mouse did, and where.
public struct Mouse: Hashable, Sendable {
  /// The buttons and wheel turns that mean something here.
  public enum Act: Hashable, Sendable {
    case press, release, drag, wheelUp, wheelDown
  }

  public var act: Act
  public var point: Point

  public init(_ act: Act, at point: Point) {
    self.act = act
    self.point = point
  }
}
