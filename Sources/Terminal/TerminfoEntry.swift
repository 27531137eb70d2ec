import Glibc

/// A compiled description of a terminal, and the same for one that takes any of 16 million colours. Terminals often
/// can, while their entry does not say so. The format is that of term(5).
struct TerminfoEntry {
  private static let narrow = 0o432
  private static let wide = 0o1036
  private static let colours = 13
  private static let pairs = 15
  private static let cursorAddress = 10
  private static let setInk = 359
  private static let setGround = 360

  private var names: [UInt8]
  private var booleans: [UInt8]
  private var numbers: [Int]
  /// A place in the table, or a negative number where the capability is absent.
  private var strings: [Int]
  private var table: [UInt8]

  /// Reads an entry; nil when the bytes are not one.
  init?(_ bytes: [UInt8]) {
    func short(_ place: Int) -> Int {
      let value = Int(bytes[place]) | Int(bytes[place + 1]) << 8
      return value >= 0x8000 ? value - 0x10000 : value
    }
    guard bytes.count > 12 else { return nil }
    let magic = short(0)
    guard magic == Self.narrow || magic == Self.wide else { return nil }
    let sizes = (1...5).map { short($0 * 2) }
    let numberWidth = magic == Self.wide ? 4 : 2
    var place = 12
    let flagsEnd = place + sizes[0] + sizes[1]
    let numbersStart = flagsEnd + flagsEnd % 2
    let stringsStart = numbersStart + sizes[2] * numberWidth
    let tableStart = stringsStart + sizes[3] * 2
    guard sizes.allSatisfy({ $0 >= 0 }), tableStart + sizes[4] <= bytes.count else { return nil }
    names = Array(bytes[place..<place + sizes[0]])
    place += sizes[0]
    booleans = Array(bytes[place..<place + sizes[1]])
    numbers = (0..<sizes[2]).map { index in
      let start = numbersStart + index * numberWidth
      return numberWidth == 2 ? short(start) : short(start) & 0xFFFF | short(start + 2) << 16
    }
    strings = (0..<sizes[3]).map { short(stringsStart + $0 * 2) }
    table = Array(bytes[tableStart..<tableStart + sizes[4]])
  }

  /// Whether the cursor can be put anywhere, without which there is no screen.
  var canPlaceCursor: Bool { Self.cursorAddress < strings.count && strings[Self.cursorAddress] >= 0 }

  var colours: Int { Self.colours < numbers.count ? numbers[Self.colours] : 0 }

  /// The same terminal with 24-bit colours.
  var truecolour: TerminfoEntry {
    var entry = self
    entry.fill()
    entry.numbers[Self.colours] = 0x100_0000
    entry.numbers[Self.pairs] = 0x1_0000
    let channels = "%p1%{65536}%/%d;%p1%{256}%/%{255}%&%d;%p1%{255}%&%dm"
    entry.set(Self.setInk, to: "\u{1B}[38;2;" + channels)
    entry.set(Self.setGround, to: "\u{1B}[48;2;" + channels)
    return entry
  }

  private mutating func fill() {
    while numbers.count <= Self.pairs { numbers.append(-1) }
    while strings.count <= Self.setGround { strings.append(-1) }
  }

  private mutating func set(_ capability: Int, to text: String) {
    strings[capability] = table.count
    table += Array(text.utf8) + [0]
  }

  /// The entry in the form the TERMINFO variable takes, numbers in 32 bits. Of extended capabilities only `RGB` is
  /// given: by it ncurses takes a number for a colour itself and keeps no table of 16 million of them.
  var variable: String {
    var bytes: [UInt8] = []
    func append(_ value: Int, _ width: Int) {
      for shift in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * shift))) }
    }
    append(Self.wide, 2)
    for size in [names.count, booleans.count, numbers.count, strings.count, table.count] { append(size, 2) }
    bytes += names + booleans
    if bytes.count % 2 == 1 { bytes.append(0) }
    for number in numbers { append(number, 4) }
    for string in strings { append(string, 2) }
    bytes += table
    if bytes.count % 2 == 1 { bytes.append(0) }
    // One flag, no number, no text; one name of four bytes, which stands at the start of its table.
    for count in [1, 0, 0, 1, 4] { append(count, 2) }
    bytes += [1, 0, 0, 0] + Array("RGB\u{0}".utf8)
    return "hex:" + bytes.map { Self.digits[Int($0 >> 4)] + Self.digits[Int($0 & 15)] }.joined()
  }

  private static let digits = "0123456789ABCDEF".map(String.init)

  /// Where an entry may lie, in the order ncurses looks.
  static func places(of terminal: String, _ environment: [String: String]) -> [String] {
    guard let first = terminal.utf8.first, !terminal.contains("/") else { return [] }
    let hexadecimal = String(first, radix: 16)
    let directories =
      [environment["TERMINFO"], environment["HOME"].map { $0 + "/.terminfo" }].compactMap { $0 }
      + (environment["TERMINFO_DIRS"] ?? "").split(separator: ":").map(String.init)
      + ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"]
    return directories.flatMap {
      ["\($0)/\(terminal.prefix(1))/\(terminal)", "\($0)/\(hexadecimal)/\(terminal)"]
    }
  }
}

extension TerminfoEntry {
  /// The description of a terminal, from where the system keeps them; nil when there is none.
  static func find(_ name: String, _ environment: [String: String]) -> TerminfoEntry? {
    places(of: name, environment).lazy.compactMap(bytes).compactMap(TerminfoEntry.init).first
  }

  private static func bytes(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "r") else { return nil }
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 32_768)
    let count = fread(&buffer, 1, buffer.count, file)
    return count > 0 ? Array(buffer[..<count]) : nil
  }
}
