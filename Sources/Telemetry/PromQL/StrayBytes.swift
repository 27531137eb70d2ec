/// Bytes in a query's strings that are not UTF-8. Text cannot hold them; each becomes a scalar of the last private
/// plane, so that a name made of them is known to be no name and is shown as it was written.
enum StrayBytes {
  private static let plane: UInt32 = 0x10_FF00

  static func text(of bytes: [UInt8]) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var (text, rest) = ("", bytes[...])
    while let byte = rest.first {
      let length = (1...4).first { String(validating: rest.prefix($0), as: UTF8.self) != nil }
      if let length {
        text += String(decoding: rest.prefix(length), as: UTF8.self)
      } else if let scalar = Unicode.Scalar(plane + UInt32(byte)) {
        text.unicodeScalars.append(scalar)
      }
      rest = rest.dropFirst(length ?? 1)
    }
    return text
  }

  private static func isStray(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= plane + 0x80 }

  static func isLabelName(_ text: String) -> Bool {
    !text.isEmpty && !text.unicodeScalars.contains(where: isStray)
  }

  /// The text in quotes as Go writes it, stray bytes by their digits.
  static func quoted(_ text: String) -> String {
    let parts = text.unicodeScalars.map { scalar in
      guard isStray(scalar) else { return String(Labels.quoted(String(scalar)).dropFirst().dropLast()) }
      return "\\x" + String(scalar.value - plane, radix: 16)
    }
    return "\"\(parts.joined())\""
  }
}
