/// Literals as Go's source has them.
enum GoLiteral {
  static func integer(_ text: String) -> Int? {
    let (sign, body) = (text.hasPrefix("-") ? -1 : 1, text.drop { $0 == "-" || $0 == "+" })
    for (prefix, radix) in [("0x", 16), ("0b", 2), ("0o", 8)] where body.lowercased().hasPrefix(prefix) {
      return Int(body.dropFirst(2), radix: radix).map { sign * $0 }
    }
    if body.utf8.count > 1, body.hasPrefix("0"), let octal = Int(body, radix: 8) { return sign * octal }
    return Int(body).map { sign * $0 }
  }

  private static let simple: [UInt8: UInt8] = [
    UInt8(ascii: "n"): 0x0A, UInt8(ascii: "t"): 0x09, UInt8(ascii: "r"): 0x0D, UInt8(ascii: "\\"): 0x5C,
    UInt8(ascii: "\""): 0x22, UInt8(ascii: "'"): 0x27, UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08,
    UInt8(ascii: "f"): 0x0C, UInt8(ascii: "v"): 0x0B,
  ]

  /// A text without its escapes; nil where one is none.
  static func unescaped(_ bytes: ArraySlice<UInt8>) -> String? {
    var (result, rest) = ([UInt8](), bytes)
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        result.append(byte)
        continue
      }
      guard let letter = rest.popFirst() else { return nil }
      if let plain = simple[letter] {
        result.append(plain)
        continue
      }
      let lengths: [UInt8: Int] = [UInt8(ascii: "x"): 2, UInt8(ascii: "u"): 4, UInt8(ascii: "U"): 8]
      guard let length = lengths[letter], rest.count >= length,
        let code = UInt32(String(decoding: rest.prefix(length), as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(code)
      else { return nil }
      rest = rest.dropFirst(length)
      if length == 2 { result.append(UInt8(code)) } else { result += String(scalar).utf8 }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
