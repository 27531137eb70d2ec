/// Where a page lies: an `http` or `https` address without a user, a password or a fragment (RFC 3986).
public struct HTTPAddress: Hashable, Sendable, CustomStringConvertible {
  public var isSecure: Bool
  /// A name, an IPv4 address, or an IPv6 address without its brackets.
  public var host: String
  public var port: Int
  /// The path with the query; empty where the address ends with the port.
  public var path: String

  public init(isSecure: Bool = false, host: String, port: Int, path: String) {
    self.isSecure = isSecure
    self.host = host
    self.port = port
    self.path = path
  }

  /// Reads `http://host:port/path?query`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    guard let scheme = ["http://", "https://"].first(where: { text.lowercased().hasPrefix($0) }) else {
      return nil
    }
    let rest = text.dropFirst(scheme.count)
    let authority = rest.prefix { $0 != "/" && $0 != "?" }
    isSecure = scheme == "https://"
    let path = String(rest.dropFirst(authority.count))
    self.path = path.hasPrefix("?") ? "/\(path)" : path
    guard let (host, port) = Self.split(String(authority)), Self.isPlain(self.path) else { return nil }
    self.host = host
    self.port = port ?? (isSecure ? 443 : 80)
  }

  /// `host`, `host:port`, `[::1]` or `[::1]:port`; nil for anything else.
  public static func split(_ authority: String) -> (host: String, port: Int?)? {
    let isBracketed = authority.hasPrefix("[")
    let host = isBracketed ? authority.dropFirst().prefix { $0 != "]" } : authority.prefix { $0 != ":" }
    var tail = authority.dropFirst(host.count + (isBracketed ? 1 : 0))
    if isBracketed {
      guard tail.hasPrefix("]"), host.contains(":") else { return nil }
      tail = tail.dropFirst()
    }
    guard !host.isEmpty, host.utf8.count < 254,
      host.utf8.allSatisfy({ isNamePart($0) || isBracketed && isZonePart($0) })
    else { return nil }
    if tail.isEmpty { return (String(host), nil) }
    guard tail.hasPrefix(":"), tail.utf8.dropFirst().allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(tail.dropFirst()), (1...65_535).contains(port)
    else { return nil }
    return (String(host), port)
  }

  private static func isNamePart(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
    default: false
    }
  }

  /// What an IPv6 address has besides: colons, and a per cent sign before its zone.
  private static func isZonePart(_ byte: UInt8) -> Bool { byte == 0x3A || byte == 0x25 }

  /// Nothing that would end a line or a word of a request.
  private static func isPlain(_ path: String) -> Bool {
    path.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != 0x23 }
  }

  /// The host and port as a request's `Host` and the `instance` label have them.
  public var authority: String { "\(host.contains(":") ? "[\(host)]" : host):\(port)" }

  public var description: String { "\(isSecure ? "https" : "http")://\(authority)\(path)" }
}
