import Basics
import Canvas
import Testing

@testable import Terminal

/// What every theme that comes with the program must keep.
@Suite struct ThemeTests {
  private static let states: [Role] = [.ok, .watch, .act]
  private static let texts: [Role] = [
    .base, .strong, .title, .accent, .key, .ok, .watch, .act, .info, .measured, .claimed, .derived,
  ]

  /// The contrast of a text on a ground; nil where the theme leaves one of the two to the terminal.
  private func contrast(_ ink: Role, on ground: Role, _ theme: Theme) -> Double? {
    let look = LookTable(theme, .truecolour).look(ink, on: ground, [])
    guard look.ink >= 0, look.ground >= 0 else { return nil }
    return Colour(UInt32(look.ink)).contrast(with: Colour(UInt32(look.ground)))
  }

  @Test func `there are several themes, one of them for light rooms`() throws {
    #expect(ShippedThemes.names.count >= 7)
    let variants = try ShippedThemes.names.map { try ShippedThemes.theme($0).variant }
    #expect(Set(variants) == [.dark, .light])
  }

  @Test(arguments: ShippedThemes.names)
  func `a theme is called something of its own in both languages`(name: String) throws {
    let title = try ShippedThemes.theme(name).title
    #expect(!title.english.isEmpty && !title.chinese.isEmpty)
    for other in ShippedThemes.names where other != name {
      #expect(try ShippedThemes.theme(other).title.english != title.english)
    }
  }

  @Test(arguments: ShippedThemes.names)
  func `a theme's partner is there and of the other variant`(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    guard let partner = theme.partner else { return #expect(theme.partner == nil) }
    #expect(ShippedThemes.names.contains(partner))
    #expect(try ShippedThemes.theme(partner).variant != theme.variant)
  }

  @Test(arguments: ShippedThemes.names)
  func `words that matter stand out from the ground by 4.5 to 1`(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    for text in Self.texts {
      #expect(contrast(text, on: .ground, theme) ?? 21 >= 4.5, "\(text)")
    }
  }

  @Test(arguments: ShippedThemes.names)
  func `ordinary text stands out from every ground by 4.5 to 1`(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    for ground in Role.allCases where ground.isGround {
      #expect(contrast(.base, on: ground, theme) ?? 21 >= 4.5, "\(ground)")
    }
  }

  @Test(arguments: ShippedThemes.names)
  func `muted text and states stand out from every ground by 3 to 1`(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    for ground in Role.allCases where ground.isGround {
      for text in Self.states + [.muted, .info, .key] {
        #expect(contrast(text, on: ground, theme) ?? 21 >= 3, "\(text) on \(ground)")
      }
    }
  }

  @Test(arguments: ShippedThemes.names)
  func `what is over can still be read`(name: String) throws {
    #expect(contrast(.past, on: .ground, try ShippedThemes.theme(name)) ?? 21 >= 3)
  }

  @Test(arguments: ShippedThemes.names, ColourDepth.allCases)
  func `well, watch and act look different at every depth`(name: String, depth: ColourDepth) throws {
    let table = LookTable(try ShippedThemes.theme(name), depth)
    #expect(Set(Self.states.map { table.look($0, on: .ground, []) }).count == 3)
  }

  @Test(arguments: ShippedThemes.names)
  func `well, watch and act are far apart to the eye`(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    for (first, second) in [(Role.ok, Role.watch), (.watch, .act), (.ok, .act)] {
      guard let one = theme.look(of: first).ink, let other = theme.look(of: second).ink else { continue }
      #expect(OKLab(one).distance(to: OKLab(other)).squareRoot() > 0.08, "\(first) and \(second)")
    }
  }

  @Test(arguments: ShippedThemes.names, ColourDepth.allCases)
  func `a selection can be seen at every depth`(name: String, depth: ColourDepth) throws {
    let table = LookTable(try ShippedThemes.theme(name), depth)
    #expect(table.look(.base, on: .selection, []) != table.look(.base, on: .ground, []))
  }

  @Test(arguments: ShippedThemes.names, ColourDepth.allCases)
  func `no look asks for a colour the terminal has not`(name: String, depth: ColourDepth) throws {
    let table = LookTable(try ShippedThemes.theme(name), depth)
    let allowed: ClosedRange<Int32> =
      switch depth {
      case .none: -1 ... -1
      case .eight: -1...7
      case .sixteen: -1...15
      case .many: -1...255
      case .truecolour: -1...0xFFFFFF
      }
    for ink in Role.allCases {
      for ground in Role.allCases {
        let look = table.look(ink, on: ground, [.bold, .underline])
        #expect(allowed.contains(look.ink) && allowed.contains(look.ground), "\(ink) on \(ground)")
      }
    }
  }

  @Test(arguments: ShippedThemes.names)
  func `the load gradient rises step by step`(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    let inks = (0..<UInt8(Role.steps)).compactMap { Role(rawValue: Role.load0.rawValue + $0) }.map {
      theme.look(of: $0).ink
    }
    guard inks.contains(where: { $0 != nil }) else { return #expect(name == "mono") }
    #expect(Set(inks).count == Role.steps)
  }

  @Test func `a theme without colours serves when no file can be read`() {
    #expect(Theme.plain.look(of: .base) == Look())
    #expect(Theme.plain.look(of: .selection) != Look())
  }
}
