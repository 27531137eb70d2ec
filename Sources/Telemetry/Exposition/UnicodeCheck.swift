/// Whether bytes are UTF-8, and where they are not.
enum UnicodeCheck {
  static func check(_ bytes: UnsafeBufferPointer<UInt8>) throws(ExpositionFault) {
    if bytes.reduce(0, |) < 0x80 { return }
    var (line, column) = (1, 1)
    var rest = bytes.makeIterator()
    var decoder = Unicode.UTF8.ForwardParser()
    while true {
      switch decoder.parseScalar(from: &rest) {
      case .emptyInput: return
      case .error: throw ExpositionFault(line: line, column: column, "the bytes here are not UTF-8")
      case .valid(let scalar) where scalar.first == 0x0A: (line, column) = (line + 1, 1)
      case .valid: column += 1
      }
    }
  }
}
