/// Texts made safe for where they are put.
enum Escaping {
  private static let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~".utf8)

  /// As a value in the query of an address; a blank is a plus sign.
  static func query(_ text: String) -> String {
    text.utf8.map { byte in
      if plain.contains(byte) { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return byte == 0x20 ? "+" : "%" + (digits.utf8.count == 1 ? "0" : "") + digits
    }.joined()
  }

  static func html(_ text: String) -> String {
    replaced(text, ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&#34;", "'": "&#39;", "\0": "\u{FFFD}"])
  }

  static func script(_ text: String) -> String {
    replaced(
      text,
      [
        "\\": "\\\\", "'": "\\'", "\"": "\\\"", "<": "\\u003C", ">": "\\u003E", "&": "\\u0026",
        "=": "\\u003D",
        "\n": "\\u000A", "\t": "\\u0009", "\r": "\\u000D",
      ])
  }

  private static func replaced(_ text: String, _ pairs: [Unicode.Scalar: String]) -> String {
    text.unicodeScalars.map { pairs[$0] ?? String($0) }.joined()
  }

  /// The path of an address, which begins behind its host.
  static func path(of address: String) -> String {
    guard let scheme = address.firstRange(of: "://") else { return address }
    let rest = address[scheme.upperBound...]
    guard let slash = rest.firstIndex(of: "/") else { return "" }
    return String(rest[slash...].prefix { $0 != "?" && $0 != "#" })
  }
}

/// A host and a port, as `host:port` or `[address]:port`.
struct HostPort {
  let host: String
  let port: String

  /// Nil where there is no port, or more than one colon outside brackets.
  init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else { return nil }
    port = String(text[text.index(after: colon)...])
    let before = text[..<colon]
    if before.hasPrefix("["), before.hasSuffix("]") {
      host = String(before.dropFirst().dropLast())
    } else {
      guard !before.contains(":"), !before.contains("["), !before.contains("]") else { return nil }
      host = String(before)
    }
  }

  /// The first name of a host; an address of numbers stays whole.
  static func withoutDomain(_ text: String) -> String {
    let parts = HostPort(text)
    let host = parts?.host ?? text
    let isNumeric = host.contains(":") || isFourNumbers(host)
    guard !isNumeric else { return text }
    let name = host.prefix { $0 != "." }
    return parts.map { "\(name):\($0.port)" } ?? String(name)
  }

  private static func isFourNumbers(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
  }
}
