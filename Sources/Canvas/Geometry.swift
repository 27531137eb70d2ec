/// A place on a screen: columns to the right, rows downwards, from 0.
public struct Point: Hashable, Sendable {
  public var x: Int
  public var y: Int

  public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// How many columns and rows something has.
public struct Size: Hashable, Sendable {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// Reads `120x40`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1], (0...10_000).contains(width),
      (0...10_000).contains(height)
    else { return nil }
    self.init(width: width, height: height)
  }
}

/// A rectangle of cells; never of negative size.
public struct Rect: Hashable, Sendable {
  public var x: Int
  public var y: Int
  public var width: Int
  public var height: Int

  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  public init(_ size: Size) { self.init(x: 0, y: 0, width: size.width, height: size.height) }

  public var right: Int { x + width }
  public var bottom: Int { y + height }
  public var isEmpty: Bool { width == 0 || height == 0 }

  public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < right && point.y >= y && point.y < bottom
  }

  /// One row of the rectangle; empty when there is no such row.
  public func row(_ index: Int) -> Rect {
    Rect(x: x, y: y + index, width: width, height: index >= 0 && index < height ? 1 : 0)
  }

  /// The rectangle less a margin on every side.
  public func inset(_ columns: Int, _ rows: Int) -> Rect {
    Rect(x: x + columns, y: y + rows, width: width - 2 * columns, height: height - 2 * rows)
  }

  public func intersection(_ other: Rect) -> Rect {
    let (left, top) = (max(x, other.x), max(y, other.y))
    return Rect(
      x: left, y: top, width: min(right, other.right) - left, height: min(bottom, other.bottom) - top)
  }
}

extension Rect {
  /// Cuts so many rows off the top and returns them.
  public mutating func takeTop(_ rows: Int) -> Rect {
    let taken = Rect(x: x, y: y, width: width, height: min(max(0, rows), height))
    self = Rect(x: x, y: y + taken.height, width: width, height: height - taken.height)
    return taken
  }

  /// Cuts so many rows off the bottom and returns them.
  public mutating func takeBottom(_ rows: Int) -> Rect {
    let count = min(max(0, rows), height)
    let taken = Rect(x: x, y: bottom - count, width: width, height: count)
    height -= count
    return taken
  }

  /// Cuts so many columns off the left and returns them.
  public mutating func takeLeft(_ columns: Int) -> Rect {
    let taken = Rect(x: x, y: y, width: min(max(0, columns), width), height: height)
    self = Rect(x: x + taken.width, y: y, width: width - taken.width, height: height)
    return taken
  }

  /// Cuts so many columns off the right and returns them.
  public mutating func takeRight(_ columns: Int) -> Rect {
    let count = min(max(0, columns), width)
    let taken = Rect(x: right - count, y: y, width: count, height: height)
    width -= count
    return taken
  }

  /// The rectangle in columns of nearly equal width, side by side, left ones a cell wider where it does not divide.
  public func columns(_ count: Int, gap: Int = 0) -> [Rect] {
    Self.shares(of: width, count, gap).map { Rect(x: x + $0.start, y: y, width: $0.length, height: height) }
  }

  /// The rectangle in rows of nearly equal height, one above the other.
  public func rows(_ count: Int, gap: Int = 0) -> [Rect] {
    Self.shares(of: height, count, gap).map { Rect(x: x, y: y + $0.start, width: width, height: $0.length) }
  }

  private static func shares(of length: Int, _ count: Int, _ gap: Int) -> [(start: Int, length: Int)] {
    guard count > 0 else { return [] }
    let free = max(0, length - gap * (count - 1))
    return (0..<count).map { index in
      let start = index * free / count
      return (start + index * gap, (index + 1) * free / count - start)
    }
  }
}
