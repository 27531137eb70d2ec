/// Many things at a glance, one small cell each, row by row.
public struct HeatMap {
  public var count: Int
  /// How many columns each thing takes, blank included.
  public var pitch: Int
  public var selected: Int?

  public init(count: Int, pitch: Int = 2, selected: Int? = nil) {
    self.count = count
    self.pitch = pitch
    self.selected = selected
  }

  /// How many things stand in a row of a rectangle.
  public func perRow(in width: Int) -> Int { max(1, (width + pitch - 1) / pitch) }

  /// How many rows all of them need.
  public func rows(in width: Int) -> Int { (count + perRow(in: width) - 1) / perRow(in: width) }
}

extension Painter {
  /// Draws as many things as fit; `cell` gives the sign and its meaning. Returns how many were drawn.
  @discardableResult
  public mutating func draw(_ map: HeatMap, in rect: Rect, cell: (Int) -> (scalar: UInt32, ink: Role)) -> Int
  {
    guard !rect.isEmpty else { return 0 }
    let perRow = map.perRow(in: rect.width)
    let drawn = min(map.count, perRow * rect.height)
    for index in 0..<drawn {
      let (x, y) = (rect.x + index % perRow * map.pitch, rect.y + index / perRow)
      let (scalar, ink) = cell(index)
      put(scalar, x: x, y: y, ink: ink)
      if index == map.selected { lay(.selection, under: Rect(x: x, y: y, width: 1, height: 1)) }
    }
    return drawn
  }
}
