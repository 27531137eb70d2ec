import Basics
import Glibc

/// A file of the kernel that is read again and again. It stays open between readings; a file that has gone is
/// looked for anew each time.
/// A class because it owns a file descriptor.
final class SystemFile {
  private let path: String
  private var descriptor: Int32 = -1
  private let buffer: SystemBuffer

  init(_ path: String, buffer: SystemBuffer) {
    self.path = path
    self.buffer = buffer
  }

  deinit { close() }

  private func close() {
    if descriptor >= 0 { Glibc.close(descriptor) }
    descriptor = -1
  }

  /// Calls `body` with the file's bytes; nil when it cannot be read.
  func read<Result>(_ body: (inout Words) -> Result) -> Result? {
    if descriptor < 0 { descriptor = open(path, O_RDONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { return nil }
    guard let count = buffer.fill(from: descriptor) else {
      close()
      return nil
    }
    var words = Words(UnsafeBufferPointer(rebasing: buffer.bytes[..<count]))
    return body(&words)
  }
}

/// Memory that readings share; it grows to the largest file seen.
/// A class because its memory must not move while it is read.
final class SystemBuffer {
  private(set) var bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 16_384)

  deinit { bytes.deallocate() }

  /// Reads a descriptor from its beginning; nil on an error.
  func fill(from descriptor: Int32) -> Int? {
    var used = 0
    while true {
      let count = pread(descriptor, bytes.baseAddress! + used, bytes.count - used, off_t(used))
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if count == 0 { return used }
      used += count
      if used == bytes.count { grow() }
    }
  }

  private func grow() {
    let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count * 2)
    larger.baseAddress!.update(from: bytes.baseAddress!, count: bytes.count)
    bytes.deallocate()
    bytes = larger
  }
}

/// A walk over the words and lines of a kernel file, without making strings of them.
struct Words {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Some bytes of the file.
  typealias Word = Slice<UnsafeBufferPointer<UInt8>>

  /// The next line without its end; nil at the end of the file.
  mutating func line() -> Words? {
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count, bytes[position] != 0x0A { position += 1 }
    let line = Words(UnsafeBufferPointer(rebasing: bytes[start..<position]))
    position += 1
    return line
  }

  /// The next run of bytes other than blanks; nil at the end.
  mutating func word() -> Word? {
    while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    guard position < bytes.count else { return nil }
    let start = position
    while position < bytes.count, !Self.isBlank(bytes[position]) { position += 1 }
    return bytes[start..<position]
  }

  /// The bytes up to a separator, which is skipped; nil when it does not come.
  mutating func word(upTo separator: UInt8) -> Word? {
    while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
    let start = position
    while position < bytes.count, bytes[position] != separator { position += 1 }
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    return bytes[start..<position]
  }

  /// The next word as a number; nil when there is none or it is not one.
  mutating func number() -> Double? { word().flatMap(Self.number) }

  mutating func skip(_ words: Int) { for _ in 0..<words { _ = word() } }

  /// Everything that is left.
  var rest: Word { bytes[position...] }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0
  }

  /// A word as a plain decimal; nil for anything else.
  static func number(_ word: Word) -> Double? {
    var digits = word
    let isNegative = digits.first == 0x2D
    if isNegative { digits = digits.dropFirst() }
    var (count, whole, scale, seenDot): (Int, UInt64, Double, Bool) = (0, 0, 1, false)
    for byte in digits {
      if byte == 0x2E, !seenDot {
        seenDot = true
        continue
      }
      guard (0x30...0x39).contains(byte) else { return nil }
      count += 1
      whole = whole &* 10 &+ UInt64(byte - 0x30)
      if seenDot { scale *= 10 }
    }
    // Nineteen digits fit into 64 bits; more are rare enough for the slow way.
    guard count > 0, let size = count < 20 ? Double(whole) / scale : Double(digits.text) else { return nil }
    return isNegative ? -size : size
  }
}

extension Words.Word {
  var text: String { String(decoding: self, as: UTF8.self) }

  /// Whether the word is this text.
  func isText(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && text.withUTF8Buffer { elementsEqual($0) }
  }

  func starts(withText text: StaticString) -> Bool { text.withUTF8Buffer { starts(with: $0) } }

  /// A digest that tells one word from another between two scrapes.
  var digest: UInt64 { Fingerprint.of(self) }
}
