import Canvas

/// Frames as text for a file or a pipe, with or without colours.
public enum FrameText {
  /// The frame row by row; colours as escape sequences unless the depth is none.
  /// - Parameter paintsGround: false leaves the ground to whatever the text is written on.
  public static func text(_ frame: Frame, theme: Theme, depth: ColourDepth, paintsGround: Bool = true)
    -> String
  {
    guard depth > .none else { return frame.text + "\n" }
    let table = LookTable(theme, depth)
    var text = ""
    for y in 0..<frame.size.height {
      var last: ResolvedLook?
      for x in 0..<frame.size.width {
        let cell = frame[x, y]
        if cell.isTail { continue }
        var look = table.look(cell.ink, on: cell.ground, cell.marks)
        if !paintsGround { look.ground = -1 }
        if look != last { text += sequence(look, depth) }
        last = look
        text.unicodeScalars.append(Unicode.Scalar(cell.scalar) ?? " ")
        for mark in frame.marks[y * frame.size.width + x] ?? [] {
          text.unicodeScalars.append(Unicode.Scalar(mark) ?? " ")
        }
      }
      text += "\u{1B}[0m\n"
    }
    return text
  }

  private static func sequence(_ look: ResolvedLook, _ depth: ColourDepth) -> String {
    var codes = ["0"]
    let emphases: [(Look.Emphasis, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    codes += emphases.filter { look.emphasis.contains($0.0) }.map(\.1)
    if look.ink >= 0 { codes.append(code(look.ink, depth, plain: 30, bright: 90, extended: "38")) }
    if look.ground >= 0 { codes.append(code(look.ground, depth, plain: 40, bright: 100, extended: "48")) }
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }

  private static func code(
    _ colour: Int32, _ depth: ColourDepth, plain: Int32, bright: Int32, extended: String
  ) -> String {
    switch depth {
    case .truecolour: "\(extended);2;\(colour >> 16 & 0xFF);\(colour >> 8 & 0xFF);\(colour & 0xFF)"
    case .many: "\(extended);5;\(colour)"
    case .sixteen, .eight: String(colour < 8 ? plain + colour : bright + colour - 8)
    case .none: ""
    }
  }
}
