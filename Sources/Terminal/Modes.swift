/// Sequences that turn a terminal's ways on and off.
enum Modes {
  static let mouseOn = "\u{1B}[?1000h\u{1B}[?1002h\u{1B}[?1006h"
  static let mouseOff = "\u{1B}[?1006l\u{1B}[?1002l\u{1B}[?1000l"
  static let pasteOn = "\u{1B}[?2004h"
  static let pasteOff = "\u{1B}[?2004l"
  /// From here to `frameEnd` the terminal shows nothing new.
  static let frameStart = "\u{1B}[?2026h"
  static let frameEnd = "\u{1B}[?2026l"
  /// Asks for synchronised output, the background, and last for what every terminal answers.
  static let questions = "\u{1B}[?2026$p\u{1B}]11;?\u{07}\u{1B}[c"
  /// Whatever was on, off; back from the other screen, plain text, cursor shown.
  static let restored =
    "\(mouseOff)\(pasteOff)\(frameEnd)\u{1B}[?1l\u{1B}>\u{1B}[?1049l\u{1B}[0m\u{1B}[?25h\r"

  /// Hands a text to the clipboard (OSC 52).
  static func copied(_ text: String) -> String {
    "\u{1B}]52;c;\(base64(Array(text.utf8)))\u{07}"
  }

  static let bell = "\u{07}"

  /// Has the desktop show a notice: OSC 9 as iTerm2 and others know it, OSC 777 as urxvt and VTE do. A text that holds
  /// what ends or divides a sequence loses it.
  static func notice(_ title: String, _ text: String) -> String {
    func plain(_ words: String) -> String {
      let scalars = words.unicodeScalars.filter {
        $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0 != ";"
      }
      return String(String.UnicodeScalarView(scalars.prefix(200)))
    }
    return
      "\u{1B}]9;\(plain(title)): \(plain(text))\u{07}\u{1B}]777;notify;\(plain(title));\(plain(text))\u{07}"
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func base64(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = (0..<3).map { start + $0 < bytes.count ? UInt32(bytes[start + $0]) : 0 }
      let bits = group[0] << 16 | group[1] << 8 | group[2]
      for place in 0..<4 {
        let isFilled = start + place <= bytes.count
        result.append(isFilled ? alphabet[Int(bits >> (18 - 6 * UInt32(place)) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
