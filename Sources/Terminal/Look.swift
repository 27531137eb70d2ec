import Canvas

/// How something looks: colours, where the theme names any, and emphasis.
public struct Look: Hashable, Sendable {
  /// The colour of the text; nil is the terminal's own.
  public var ink: Colour?
  /// The colour behind it; nil is the terminal's own.
  public var ground: Colour?
  public var emphasis: Emphasis

  /// Ways to stand out that need no colour.
  public struct Emphasis: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Emphasis(rawValue: 1)
    public static let dim = Emphasis(rawValue: 2)
    public static let underline = Emphasis(rawValue: 4)
    public static let reverse = Emphasis(rawValue: 8)
    public static let italic = Emphasis(rawValue: 16)

    /// The words in theme files.
    static let names: [(name: String, emphasis: Emphasis)] = [
      ("bold", .bold), ("dim", .dim), ("underline", .underline), ("reverse", .reverse), ("italic", .italic),
    ]
  }

  public init(ink: Colour? = nil, ground: Colour? = nil, emphasis: Emphasis = []) {
    self.ink = ink
    self.ground = ground
    self.emphasis = emphasis
  }
}

/// A look as a terminal of some depth can show it: palette places or 0xRRGGBB, -1 for the terminal's own.
struct ResolvedLook: Hashable {
  var ink: Int32
  var ground: Int32
  var emphasis: Look.Emphasis
}

/// Resolves a theme for a depth once, so that drawing is a look into a table.
struct LookTable {
  private let inks: [ResolvedLook]
  private let grounds: [ResolvedLook]

  init(_ theme: Theme, _ depth: ColourDepth) {
    inks = Role.allCases.map { Self.resolved(theme, $0, depth) }
    grounds = inks
  }

  /// The look of a cell: the ink's colour and emphasis on the ground's, the ground's own ink winning where it has one.
  func look(_ ink: Role, on ground: Role, _ marks: Cell.Marks) -> ResolvedLook {
    let (front, back) = (inks[Int(ink.rawValue)], grounds[Int(ground.rawValue)])
    var look = ResolvedLook(
      ink: back.ink >= 0 && ground != .ground ? back.ink : front.ink, ground: back.ground,
      emphasis: front.emphasis.union(back.emphasis))
    if marks.contains(.bold) { look.emphasis.insert(.bold) }
    if marks.contains(.underline) { look.emphasis.insert(.underline) }
    return look
  }

  private static func resolved(_ theme: Theme, _ role: Role, _ depth: ColourDepth) -> ResolvedLook {
    let look = theme.look(of: role)
    switch depth {
    case .truecolour:
      return ResolvedLook(ink: exact(look.ink), ground: exact(look.ground), emphasis: look.emphasis)
    case .many: return ResolvedLook(ink: near(look.ink), ground: near(look.ground), emphasis: look.emphasis)
    case .sixteen, .eight:
      return BasicLooks.coloured(role, bright: depth == .sixteen, emphasis: look.emphasis)
    case .none: return ResolvedLook(ink: -1, ground: -1, emphasis: BasicLooks.emphasis(role))
    }
  }

  private static func exact(_ colour: Colour?) -> Int32 { colour.map { Int32($0.value) } ?? -1 }
  private static func near(_ colour: Colour?) -> Int32 { colour.map { Int32($0.nearestOf256) } ?? -1 }
}

/// Looks for terminals with few colours or none. The sixteen are the user's own choice, so a theme's exact colours
/// would only be missed: each meaning has a fixed place among them.
enum BasicLooks {
  static func coloured(_ role: Role, bright: Bool, emphasis: Look.Emphasis) -> ResolvedLook {
    let (ink, ground) = places(role)
    // Bright colours are the upper eight; with only eight, bold stands for them and plain white for grey.
    let usable = bright || ink < 8 ? ink : ink == 8 ? -1 : ink - 8
    var emphasis = emphasis
    if !bright, ink > 8 { emphasis.insert(.bold) }
    if !bright, ink == 8 { emphasis.insert(.dim) }
    return ResolvedLook(ink: usable, ground: ground, emphasis: emphasis)
  }

  private static func places(_ role: Role) -> (ink: Int32, ground: Int32) {
    switch role {
    case .base, .strong, .ground, .raised, .tint: (-1, -1)
    case .muted, .faint, .border, .past: (8, -1)
    case .title, .focus, .accent, .key, .series2, .flow5, .flow6, .flow7: (14, -1)
    case .ok, .measured, .series4, .load0, .load1, .load2: (2, -1)
    case .watch, .claimed, .series3, .load3, .load4, .load5: (3, -1)
    case .act, .load6, .load7: (9, -1)
    case .info, .derived, .series5, .flow2, .flow3, .flow4: (6, -1)
    case .series1: (12, -1)
    case .series6: (5, -1)
    case .flow0, .flow1: (4, -1)
    case .header: (-1, -1)
    case .selection: (0, 6)
    case .marked: (0, 3)
    case .alarm: (15, 1)
    }
  }

  static func emphasis(_ role: Role) -> Look.Emphasis {
    switch role {
    case .act: [.bold, .underline]
    case .strong, .title, .key, .watch, .accent: .bold
    case .alarm, .selection: .reverse
    case .marked: .underline
    case .faint, .border, .muted, .past: .dim
    case .focus, .base, .ok, .info, .measured, .claimed, .derived, .ground, .header, .raised, .tint, .series1,
      .series2,
      .series3, .series4, .series5, .series6, .load0, .load1, .load2, .load3, .load4, .load5, .load6, .load7,
      .flow0,
      .flow1, .flow2, .flow3, .flow4, .flow5, .flow6, .flow7:
      []
    }
  }
}
