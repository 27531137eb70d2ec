import Basics
import Monitoring

/// A notification as a letter (RFC 5322, RFC 2045 and RFC 2047), for a program that reads it as `sendmail -t` does.
struct Letter {
  private let message: Messenger.Message
  private let email: Channel.Email

  init(_ message: Messenger.Message, _ email: Channel.Email) {
    self.message = message
    self.email = email
  }

  var text: String {
    let fields = [
      ("From", Self.plain(email.from)), ("To", email.to.map(Self.plain).joined(separator: ", ")),
      ("Subject", Self.encoded(message.headline.english)), ("Date", Self.date(message.at)),
      ("Message-ID", "<\(Self.plain(message.key))@binnacle>"), ("MIME-Version", "1.0"),
      ("Content-Type", "text/plain; charset=UTF-8"), ("Content-Transfer-Encoding", "base64"),
      ("Auto-Submitted", "auto-generated"), ("X-Priority", message.severity == .act ? "1" : "3"),
    ]
    let head = fields.map { "\($0.0): \($0.1)\n" }.joined()
    return "\(head)\n\(Self.lines(Base64.text(Array(body.utf8))))\n"
  }

  private var body: String {
    let chinese = message.headline.chinese
    let headlines = [message.headline.english] + (chinese == message.headline.english ? [] : [chinese])
    return headlines.joined(separator: "\n") + "\n\n" + readable + "\n\(message.key)\n"
  }

  /// The alerts, a block each; the document itself where it is not what this program writes.
  private var readable: String {
    do throws(JSONFault) {
      let root = try JSONReader.read(Array(message.payload.utf8), name: "payload")
      var blocks: [String] = []
      for alert in try root.list("alerts") {
        var lines = [
          "[\(try alert.required("status").text())] since \(try alert.required("startsAt").text())"
        ]
        for part in ["annotations", "labels"] {
          for member in try alert.required(part).members() {
            lines.append("  \(member.key): \(try member.node.text())")
          }
        }
        blocks.append(lines.joined(separator: "\n"))
      }
      return blocks.joined(separator: "\n\n")
    } catch { return message.payload }
  }

  /// A field's value on one line: nothing in it can begin another field.
  static func plain(_ text: String) -> String {
    String(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0) })
  }

  /// A text as words of a field that may hold any letter. Each encoded word is at most 75 characters long.
  static func encoded(_ text: String) -> String {
    let text = plain(text)
    if text.utf8.count <= 900, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !text.contains("=?") {
      return text
    }
    var (words, part): ([String], [UInt8]) = ([], [])
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      // 45 bytes make 60 letters; with what stands about them 72.
      if part.count + bytes.count > 45 {
        words.append(Base64.text(part))
        part = []
      }
      part += bytes
    }
    return (words + [Base64.text(part)]).map { "=?UTF-8?B?\($0)?=" }.joined(separator: "\n ")
  }

  /// Lines of 76 letters.
  private static func lines(_ text: String) -> String {
    var (lines, rest): ([Substring], Substring) = ([], text[...])
    while !rest.isEmpty {
      lines.append(rest.prefix(76))
      rest = rest.dropFirst(76)
    }
    return lines.joined(separator: "\n")
  }

  /// As RFC 5322 writes it: `Sat, 14 Mar 2026 09:26:00 +0000`.
  static func date(_ instant: Instant) -> String {
    let day = Zone.utc.day(of: instant)
    let (year, month, date) = day.parts
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return
      "\(weekdays[day.weekday - 1]), \(date) \(months[month - 1]) \(year) \(Zone.utc.clock(instant)) +0000"
  }
}
