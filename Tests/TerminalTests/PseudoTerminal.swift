import Canvas
import Glibc
import Terminal

/// A pseudo-terminal in the place of this process's own, with a screen on it. For processes that end with the test.
/// A class because it owns the screen and the terminal's other end.
final class PseudoTerminal {
  let screen: Screen
  private let outside: Int32
  private static let size = Size(width: 40, height: 4)
  private static let end = "\u{1B}[0x"

  init(onlyASCII: Bool = false) throws {
    var (outside, inside): (Int32, Int32) = (0, 0)
    var window = winsize(ws_row: 4, ws_col: 40, ws_xpixel: 0, ws_ypixel: 0)
    precondition(openpty(&outside, &inside, nil, nil, &window) == 0, "a pseudo-terminal can be had")
    dup2(inside, STDIN_FILENO)
    dup2(inside, STDOUT_FILENO)
    setenv("TERM", "xterm-256color", 1)
    self.outside = outside
    screen = try Screen(
      theme: .plain, environment: ["TERM": "xterm-256color"], depth: .many, onlyASCII: onlyASCII, mouse: true)
    _ = try received()
  }

  /// What showing a line of text sends.
  func sent(_ text: String) throws -> String {
    var painter = Painter(size: Self.size, glyphs: .unicode)
    painter.write(text.ink(.base), in: painter.bounds)
    screen.present(painter.frame)
    return try received()
  }

  /// What has arrived outside; a mark of our own tells where it ends.
  func received() throws -> String {
    _ = write(STDOUT_FILENO, Self.end, Self.end.utf8.count)
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while !bytes.suffix(Self.end.utf8.count).elementsEqual(Self.end.utf8) {
      let count = read(outside, &chunk, chunk.count)
      precondition(count > 0, "the terminal stays open")
      bytes += chunk[..<count]
    }
    return String(decoding: bytes.dropLast(Self.end.utf8.count), as: UTF8.self)
  }

  /// A sent text without its escape sequences and steps back.
  static func words(_ text: String) -> String {
    text.replacing(/\u{1B}(\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>])|\u{8}|\r/, with: "")
  }
}
