extension Instant {
  /// The instant as RFC 3339 writes it in UTC: `2025-11-30T09:00:00Z`, with milliseconds only when there are any.
  public var rfc3339: String {
    let rest = Int(milliseconds - rounded(downTo: .seconds(1)).milliseconds)
    let fraction = rest == 0 ? "" : ".\(Figures.padded(rest, to: 3))"
    return "\(Zone.utc.day(of: self).iso)T\(Zone.utc.clock(self))\(fraction)Z"
  }

  /// Reads RFC 3339 (`2025-11-30T09:00:00.5+08:00`), a bare date, or seconds since the epoch; nil for anything else.
  public init?(rfc3339 text: some StringProtocol) {
    if let day = Day(iso: text) {
      self = day.start
    } else if text.utf8.allSatisfy({ (0x2D...0x2E).contains($0) || (0x30...0x39).contains($0) }),
      let seconds = Double(text), seconds.magnitude < 1e12
    {
      self.init(milliseconds: Int64((seconds * 1_000).rounded()))
    } else {
      guard let found = Self.parsed(Array(text.utf8)) else { return nil }
      self = found
    }
  }

  private static func parsed(_ bytes: [UInt8]) -> Instant? {
    guard bytes.count >= 20, [0x54, 0x74, 0x20].contains(bytes[10]),
      let day = Day(iso: String(decoding: bytes[..<10], as: UTF8.self)),
      let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]),
      let second = number(bytes[17..<19]),
      bytes[13] == 0x3A, bytes[16] == 0x3A, hour < 24, minute < 60, second < 61
    else { return nil }
    var rest = bytes[19...]
    var milliseconds: Int64 = 0
    if rest.first == 0x2E {
      let digits = rest.dropFirst().prefix { (0x30...0x39).contains($0) }
      guard !digits.isEmpty, let value = number(Array((digits + [0x30, 0x30]).prefix(3))[...]) else {
        return nil
      }
      milliseconds = Int64(value)
      rest = rest.dropFirst(digits.count + 1)
    }
    guard let offset = offset(rest) else { return nil }
    let clock = Span.hours(Int64(hour)) + .minutes(Int64(minute)) + .seconds(Int64(second))
    return day.start + clock + .milliseconds(milliseconds) - offset
  }

  private static func offset(_ bytes: ArraySlice<UInt8>) -> Span? {
    if bytes.count == 1, bytes.first == 0x5A || bytes.first == 0x7A { return .zero }
    let text = Array(bytes)
    guard text.count == 6, text[0] == 0x2B || text[0] == 0x2D, text[3] == 0x3A,
      let hours = number(text[1..<3]), let minutes = number(text[4..<6]), hours < 24, minutes < 60
    else { return nil }
    let span = Span.hours(Int64(hours)) + .minutes(Int64(minutes))
    return text[0] == 0x2D ? -span : span
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
