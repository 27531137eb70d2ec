/// One place on the screen: a character, what it means, and what lies behind it.
public struct Cell: Hashable, Sendable {
  /// The character's scalar; 0 in the second half of a wide character.
  public var scalar: UInt32
  public var ink: Role
  public var ground: Role
  public var marks: Marks

  /// How a cell departs from the plain look of its role.
  public struct Marks: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    public static let bold = Marks(rawValue: 1)
    public static let underline = Marks(rawValue: 2)
    /// The cell holds a character two columns wide; the next cell is its second half.
    public static let wide = Marks(rawValue: 4)
    /// Combining marks belong to the cell; the frame keeps them.
    public static let combined = Marks(rawValue: 8)
  }

  @inlinable public init(_ scalar: UInt32, ink: Role = .base, ground: Role = .ground, marks: Marks = []) {
    self.scalar = scalar
    self.ink = ink
    self.ground = ground
    self.marks = marks
  }

  public static let blank = Cell(0x20)

  /// Whether this is the second half of the wide character before it.
  @inlinable public var isTail: Bool { scalar == 0 }
}
