/// The signs the console draws with. Every one has a fallback that any terminal can show.
public struct Glyphs: Hashable, Sendable {
  /// What a terminal can draw.
  public enum Repertoire: Sendable {
    case unicode, ascii
  }

  public let repertoire: Repertoire

  public init(_ repertoire: Repertoire) { self.repertoire = repertoire }

  public static let unicode = Glyphs(.unicode)
  public static let ascii = Glyphs(.ascii)

  public var isUnicode: Bool { repertoire == .unicode }

  @inlinable func pick(_ rich: Unicode.Scalar, _ plain: Unicode.Scalar) -> UInt32 {
    isUnicode ? rich.value : plain.value
  }

  // Lines and corners.
  public var horizontal: UInt32 { pick("─", "-") }
  public var vertical: UInt32 { pick("│", "|") }
  public var topLeft: UInt32 { pick("╭", "+") }
  public var topRight: UInt32 { pick("╮", "+") }
  public var bottomLeft: UInt32 { pick("╰", "+") }
  public var bottomRight: UInt32 { pick("╯", "+") }
  public var dotted: UInt32 { pick("┈", ".") }
  public var dottedVertical: UInt32 { pick("┊", ":") }
  public var branch: UInt32 { pick("├", "|") }
  public var lastBranch: UInt32 { pick("└", "`") }

  // States: never told by colour alone.
  public var act: String { isUnicode ? "▲" : "!" }
  public var watch: String { isUnicode ? "◆" : "*" }
  public var ok: String { isUnicode ? "●" : "o" }
  public var idle: String { isUnicode ? "○" : "." }
  public var lost: String { isUnicode ? "✕" : "x" }
  public var unknown: String { "?" }
  public var silenced: String { isUnicode ? "◌" : "z" }
  public var done: String { isUnicode ? "✓" : "v" }
  /// Nothing new comes here; what is here leaves.
  public var held: String { isUnicode ? "⊘" : "#" }
  public var leaving: String { isUnicode ? "⇥" : ">" }

  // Signs in text.
  public var rising: String { isUnicode ? "↑" : "^" }
  public var falling: String { isUnicode ? "↓" : "v" }
  public var level: String { isUnicode ? "→" : "=" }
  public var pointer: String { isUnicode ? "▸" : ">" }
  public var opened: String { isUnicode ? "▾" : "-" }
  public var closed: String { isUnicode ? "▸" : "+" }
  public var dot: String { isUnicode ? "·" : "-" }
  public var dash: String { isUnicode ? "–" : "-" }
  public var ellipsis: UInt32 { pick("…", "~") }
  public var diamond: UInt32 { pick("◆", "#") }
  public var check: String { isUnicode ? "■" : "*" }
  public var cursor: UInt32 { pick("▏", "_") }

  /// Eight heights of a column, lowest first, for sparklines.
  static let heights: [Unicode.Scalar] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  static let plainHeights: [Unicode.Scalar] = ["_", ".", "-", "=", "+", "*", "%", "#"]
  /// Eight widths of a row, narrowest first, for gauges.
  static let widths: [Unicode.Scalar] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]

  /// A column filled to a ratio; nothing for zero.
  public func column(_ ratio: Double) -> UInt32 {
    guard ratio > 0 else { return isUnicode ? Self.heights[0].value : Self.plainHeights[0].value }
    let step = max(Int((min(ratio, 1) * 8).rounded(.up)) - 1, 0)
    return (isUnicode ? Self.heights : Self.plainHeights)[step].value
  }

  /// A character of a text as these glyphs write it: without Unicode a typographic sign becomes the plain one that
  /// looks most like it. Letters stay; a terminal that cannot show them is another matter.
  func spelled(_ scalar: UInt32) -> UInt32 {
    if isUnicode || scalar < 0x7F { return scalar }
    if let plain = Self.plainSigns[scalar] { return plain.value }
    return Unicode.Scalar(scalar)?.properties.isAlphabetic == true ? scalar : 0x3F
  }

  private static let plainSigns: [UInt32: Unicode.Scalar] = [
    0x2013: "-", 0x2014: "-", 0x2026: ".", 0x2018: "'", 0x2019: "'", 0x201C: "\"", 0x201D: "\"", 0x2265: ">",
    0x2264: "<", 0x00B7: ".", 0x2022: "*", 0x2116: "#", 0x00D7: "x", 0x2212: "-", 0x2192: ">", 0x00A0: " ",
    0x3000: " ", 0x3001: ",", 0x3002: ".",
  ]

  /// The track of a gauge.
  public var track: UInt32 { pick("─", ".") }
  public var full: UInt32 { pick("█", "#") }
  public var half: UInt32 { pick("▌", "=") }
  /// The four shades of a surface, lightest first.
  public func shade(_ ratio: Double) -> UInt32 {
    let signs: [Unicode.Scalar] = isUnicode ? ["░", "▒", "▓", "█"] : [".", "-", "=", "#"]
    return signs[ratio.isNaN ? 0 : min(Int(min(max(ratio, 0), 1) * 4), 3)].value
  }

  /// The signs of a heat map from idle to full; size tells the load where colour cannot.
  public func heat(_ ratio: Double) -> UInt32 {
    let signs: [Unicode.Scalar] = isUnicode ? ["·", "▫", "▪", "■"] : [".", "-", "=", "#"]
    let step = ratio.isNaN ? 0 : min(Int(min(max(ratio, 0), 1) * 4), 3)
    return signs[step].value
  }
}
