import Canvas

/// Makes keys, mouse acts, pastes and replies out of the bytes a terminal sends. A sequence may come in pieces; a lone
/// Esc is told from the start of a sequence by `flush`, called when nothing more has come for a while.
public struct InputDecoder: Sendable {
  private var pending: [UInt8] = []
  private var paste: [UInt8]?
  /// More than this without an end is noise.
  private static let longest = 256
  private static let longestPaste = 1 << 20

  public init() {}

  /// Whether an unfinished sequence waits, so that the time of the next bytes matters.
  public var isWaiting: Bool { !pending.isEmpty }

  public mutating func feed(_ bytes: some Sequence<UInt8>) -> [Input] {
    pending += bytes
    var inputs: [Input] = []
    while !pending.isEmpty {
      if paste != nil {
        guard let done = takePaste() else { break }
        if let text = done { inputs.append(.paste(text)) }
        continue
      }
      guard let (input, used) = next() else { break }
      pending.removeFirst(used)
      if let input { inputs.append(input) }
    }
    return inputs
  }

  /// Nothing more came: what waits is what it looks like.
  public mutating func flush() -> [Input] {
    guard paste == nil, !pending.isEmpty else { return [] }
    let bytes = pending
    pending = []
    if bytes == [0x1B] { return [.key(.named(.escape))] }
    if bytes.count == 2, bytes[0] == 0x1B, let scalar = Unicode.Scalar(UInt32(bytes[1])), bytes[1] > 0x20 {
      return [.key(Key(.character(scalar), alt: true))]
    }
    return []
  }

  /// The next input and how many bytes it took; nil when more bytes are needed, a nil input when they mean nothing.
  private mutating func next() -> (input: Input?, used: Int)? {
    let first = pending[0]
    switch first {
    case 0x1B: return escape()
    case 0x0D, 0x0A: return (.key(.named(.enter)), 1)
    case 0x09: return (.key(.named(.tab)), 1)
    case 0x7F, 0x08: return (.key(.named(.backspace)), 1)
    case 0x00: return (.key(.control(" ")), 1)
    case 0x01...0x1A: return (.key(.control(Unicode.Scalar(first + 0x60))), 1)
    case 0x1C...0x1F: return (.key(.control(Unicode.Scalar(first + 0x40))), 1)
    case 0x20..<0x7F: return (.key(.character(Unicode.Scalar(first))), 1)
    default: return scalar()
    }
  }

  private func scalar() -> (input: Input?, used: Int)? {
    let length = pending[0] >= 0xF0 ? 4 : pending[0] >= 0xE0 ? 3 : pending[0] >= 0xC2 ? 2 : 1
    guard length > 1, pending[0] < 0xF5 else { return (nil, 1) }
    let bytes = pending.prefix(length)
    guard bytes.dropFirst().allSatisfy({ $0 & 0xC0 == 0x80 }) else { return (nil, 1) }
    guard bytes.count == length else { return nil }
    guard let scalar = String(validating: bytes, as: UTF8.self)?.unicodeScalars.first else { return (nil, 1) }
    return (.key(.character(scalar)), length)
  }

  private mutating func escape() -> (input: Input?, used: Int)? {
    guard pending.count > 1 else { return nil }
    switch pending[1] {
    case UInt8(ascii: "["): return controlSequence()
    case UInt8(ascii: "O"): return singleShift()
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"): return stringSequence()
    case 0x1B: return (.key(.named(.escape)), 1)
    case 0x0D: return (.key(Key(.named(.enter), alt: true)), 2)
    case 0x7F: return (.key(Key(.named(.backspace), alt: true)), 2)
    case 0x21..<0x7F: return (.key(Key(.character(Unicode.Scalar(pending[1])), alt: true)), 2)
    default: return (.key(.named(.escape)), 1)
    }
  }

  private func singleShift() -> (input: Input?, used: Int)? {
    guard pending.count > 2 else { return nil }
    return (EscapeKeys.key(final: pending[2], parameters: []).map(Input.key), 3)
  }
}

extension InputDecoder {
  private mutating func controlSequence() -> (input: Input?, used: Int)? {
    if pending.count > 2, pending[2] == UInt8(ascii: "[") { return linuxFunctionKey() }
    var end = 2
    while end < pending.count, (0x20..<0x40).contains(pending[end]) { end += 1 }
    guard end < pending.count else { return pending.count > Self.longest ? (nil, pending.count) : nil }
    let (body, final) = (Array(pending[2..<end]), pending[end])
    // An Esc inside means that the sequence broke off.
    if final == 0x1B { return (nil, end) }
    if body.isEmpty, final == UInt8(ascii: "M") {
      // The old mouse protocol, three bytes behind; its columns end at 222, so it is not asked for.
      return pending.count >= end + 4 ? (nil, end + 4) : nil
    }
    if body == Array("200".utf8), final == UInt8(ascii: "~") {
      paste = []
      return (nil, end + 1)
    }
    return (Self.input(body, final), end + 1)
  }

  /// The Linux console sends F1 to F5 as `Esc [ [ A` to `E`.
  private func linuxFunctionKey() -> (input: Input?, used: Int)? {
    guard pending.count > 3 else { return nil }
    return (EscapeKeys.linux[pending[3]].map { .key(.named($0)) }, pending[3] == 0x1B ? 3 : 4)
  }

  private static func input(_ body: [UInt8], _ final: UInt8) -> Input? {
    let text = String(decoding: body, as: UTF8.self)
    if text.hasPrefix("<") { return mouse(text.dropFirst(), final).map(Input.mouse) }
    if text.hasPrefix("?"), final == UInt8(ascii: "c") { return .reply(.attributes) }
    if text.hasPrefix("?2026;"), text.hasSuffix("$"), final == UInt8(ascii: "y") {
      // 1 set, 2 reset, 3 always set: it knows the mode. 0 and 4: it does not.
      return .reply(.synchronisedOutput(["1", "2", "3"].contains(text.dropFirst(6).dropLast())))
    }
    let parameters = text.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    return EscapeKeys.key(final: final, parameters: parameters).map(Input.key)
  }

  /// SGR mouse: button, column, row; `M` pressed, `m` released.
  private static func mouse(_ text: Substring, _ final: UInt8) -> Mouse? {
    let parts = text.split(separator: ";").compactMap { Int($0) }
    guard parts.count == 3, parts[1] > 0, parts[2] > 0 else { return nil }
    let point = Point(x: parts[1] - 1, y: parts[2] - 1)
    let button = parts[0]
    if button & 64 != 0 {
      return final == UInt8(ascii: "M") && button & 3 < 2
        ? Mouse(button & 1 == 0 ? .wheelUp : .wheelDown, at: point) : nil
    }
    guard button & 3 == 0 else { return nil }
    if final == UInt8(ascii: "m") { return Mouse(.release, at: point) }
    return Mouse(button & 32 != 0 ? .drag : .press, at: point)
  }

  /// OSC, DCS and their like end with BEL or Esc \.
  private func stringSequence() -> (input: Input?, used: Int)? {
    for index in 2..<pending.count {
      if pending[index] == 0x07 { return (Self.reply(pending[1..<index]), index + 1) }
      guard pending[index] == 0x1B else { continue }
      guard index + 1 < pending.count else { return nil }
      if pending[index + 1] == UInt8(ascii: "\\") { return (Self.reply(pending[1..<index]), index + 2) }
      return (nil, index)
    }
    return pending.count > Self.longest ? (nil, pending.count) : nil
  }

  /// `]11;rgb:1b1b/1d1d/2626` tells the background.
  private static func reply(_ bytes: ArraySlice<UInt8>) -> Input? {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.hasPrefix("]11;rgb:") else { return nil }
    let channels = text.dropFirst(8).split(separator: "/").map { UInt8($0.prefix(2), radix: 16) }
    guard channels.count == 3, let red = channels[0], let green = channels[1], let blue = channels[2] else {
      return nil
    }
    return .reply(.background(Colour(red: red, green: green, blue: blue)))
  }

  /// Nil while the end has not come; a nil text when the paste was too long to be meant.
  private mutating func takePaste() -> String?? {
    let end: [UInt8] = [0x1B, 0x5B, 0x32, 0x30, 0x31, 0x7E]
    var length = 0
    while length < pending.count {
      if pending[length] == 0x1B {
        let rest = pending[length...].prefix(end.count)
        if rest.elementsEqual(end) {
          let text = (paste ?? []) + pending[..<length]
          pending.removeFirst(length + end.count)
          paste = nil
          return text.count <= Self.longestPaste ? String(decoding: text, as: UTF8.self) : .some(nil)
        }
        if end.starts(with: rest) { break }
      }
      length += 1
    }
    if (paste?.count ?? 0) <= Self.longestPaste { paste? += pending[..<length] }
    pending.removeFirst(length)
    return nil
  }
}

/// The keys behind escape sequences.
private enum EscapeKeys {
  private static let finals: [UInt8: Key.Name] = [
    UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
    UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "Z"): .backTab, UInt8(ascii: "P"): .f1,
    UInt8(ascii: "Q"): .f2, UInt8(ascii: "R"): .f3, UInt8(ascii: "S"): .f4, UInt8(ascii: "M"): .enter,
  ]
  static let linux: [UInt8: Key.Name] = [
    UInt8(ascii: "A"): .f1, UInt8(ascii: "B"): .f2, UInt8(ascii: "C"): .f3, UInt8(ascii: "D"): .f4,
    UInt8(ascii: "E"): .f5,
  ]
  private static let numbers: [Int: Key.Name] = [
    1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end, 11: .f1, 12: .f2,
    13: .f3,
    14: .f4, 15: .f5, 17: .f6, 18: .f7, 19: .f8, 20: .f9, 21: .f10, 23: .f11, 24: .f12,
  ]

  /// The second parameter is 1 plus 1 for shift, 2 for alt, 4 for control.
  static func key(final: UInt8, parameters: [Int]) -> Key? {
    let name = final == UInt8(ascii: "~") ? numbers[parameters.first ?? 0] : finals[final]
    guard let name else { return nil }
    let modifiers = max(1, parameters.count > 1 ? parameters[1] : 1) - 1
    return Key(.named(name), control: modifiers & 4 != 0, alt: modifiers & 2 != 0)
  }
}
