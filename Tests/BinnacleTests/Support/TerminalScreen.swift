/// What a terminal shows after the bytes it was sent: as much of xterm as ncurses makes use of.
struct TerminalScreen {
  private(set) var rows: [[Unicode.Scalar]]
  private(set) var isAlternate = false
  private(set) var isCursorShown = true
  private(set) var tracksMouse = false
  private let columns: Int
  private var (x, y) = (0, 0)
  private var last: Unicode.Scalar = " "
  private var pending: [UInt8] = []

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  var text: String {
    rows.map { row in String(String.UnicodeScalarView(row.filter { $0.value != 0 })) }.joined(separator: "\n")
  }

  /// Where a text of narrow letters stands.
  func row(of text: String) -> Int? { rows.firstIndex { Self.place(of: text, in: $0) != nil } }

  func column(of text: String) -> Int? { rows.lazy.compactMap { Self.place(of: text, in: $0) }.first }

  private static func place(of text: String, in row: [Unicode.Scalar]) -> Int? {
    let wanted = Array(text.unicodeScalars)
    guard row.count >= wanted.count else { return nil }
    return (0...row.count - wanted.count).first { Array(row[$0..<$0 + wanted.count]) == wanted }
  }

  mutating func take(_ bytes: ArraySlice<UInt8>) {
    pending += bytes
    var place = 0
    while place < pending.count, let next = step(at: place) { place = next }
    pending.removeFirst(place)
  }

  /// Takes one character or sequence; nil while it is not whole.
  private mutating func step(at place: Int) -> Int? {
    switch pending[place] {
    case 0x1B: return escape(at: place + 1)
    case 0x0D: x = 0
    case 0x0A: y = min(y + 1, rows.count - 1)
    case 0x08: x = max(0, x - 1)
    case 0..<0x20: break
    default: return character(at: place)
    }
    return place + 1
  }

  private mutating func character(at place: Int) -> Int? {
    let lead = pending[place]
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard place + length <= pending.count else { return nil }
    for scalar in String(decoding: pending[place..<place + length], as: UTF8.self).unicodeScalars {
      put(scalar)
    }
    return place + length
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let isWide = (0x1100...0x115F).contains(scalar.value) || (0x2E80...0xFFE0).contains(scalar.value)
    if x < columns, y < rows.count {
      rows[y][x] = scalar
      if isWide, x + 1 < columns { rows[y][x + 1] = "\0" }
    }
    x += isWide ? 2 : 1
    last = scalar
  }

  private mutating func escape(at place: Int) -> Int? {
    guard place < pending.count else { return nil }
    switch pending[place] {
    case UInt8(ascii: "["): return control(at: place + 1)
    case UInt8(ascii: "]"), UInt8(ascii: "P"):
      guard let end = pending[place...].firstIndex(where: { $0 == 0x07 || $0 == 0x5C }) else { return nil }
      return end + 1
    case UInt8(ascii: "("), UInt8(ascii: ")"): return place + 1 < pending.count ? place + 2 : nil
    case UInt8(ascii: "M"): y = max(0, y - 1)
    default: break
    }
    return place + 1
  }

  private mutating func control(at place: Int) -> Int? {
    guard let end = pending[place...].firstIndex(where: { (0x40...0x7E).contains($0) }) else { return nil }
    let body = String(decoding: pending[place..<end], as: UTF8.self)
    let numbers = body.split(separator: ";").map { Int($0) ?? 0 }
    perform(Character(Unicode.Scalar(pending[end])), body, numbers)
    return end + 1
  }

  private mutating func perform(_ final: Character, _ body: String, _ numbers: [Int]) {
    let count = max(1, numbers.first ?? 1)
    switch final {
    case "H", "f": (y, x) = (count - 1, max(1, numbers.dropFirst().first ?? 1) - 1)
    case "A": y = max(0, y - count)
    case "B": y = min(rows.count - 1, y + count)
    case "C": x += count
    case "D": x = max(0, x - count)
    case "G": x = count - 1
    case "d": y = count - 1
    case "K": erase(from: numbers.first == 1 ? 0 : x, to: numbers.first == 1 ? x + 1 : columns, in: y)
    case "X": erase(from: x, to: x + count, in: y)
    case "P": shift(by: -count)
    case "@": shift(by: count)
    case "J": clear(numbers.first ?? 0)
    case "b": for _ in 0..<count { put(last) }
    case "h", "l": set(body, final == "h")
    default: break
    }
  }

  private mutating func erase(from start: Int, to end: Int, in row: Int) {
    guard row < rows.count else { return }
    for column in start..<max(start, min(end, columns)) { rows[row][column] = " " }
  }

  /// Characters at the cursor go out or blanks come in, and the rest of the row moves.
  private mutating func shift(by count: Int) {
    guard y < rows.count, x < columns else { return }
    let blanks = Array(repeating: Unicode.Scalar(" "), count: min(abs(count), columns - x))
    let rest = rows[y][x...]
    let moved =
      count < 0 ? Array(rest.dropFirst(blanks.count)) + blanks : blanks + rest.dropLast(blanks.count)
    rows[y].replaceSubrange(x..., with: moved)
  }

  private mutating func clear(_ part: Int) {
    erase(from: part == 0 ? x : 0, to: part == 1 ? x + 1 : columns, in: y)
    for row in rows.indices where part == 2 || part == 0 && row > y || part == 1 && row < y {
      erase(from: 0, to: columns, in: row)
    }
  }

  private mutating func set(_ mode: String, _ isOn: Bool) {
    switch mode {
    case "?1049": isAlternate = isOn
    case "?25": isCursorShown = isOn
    default: if mode.contains("1000") || mode.contains("1002") { tracksMouse = isOn }
    }
  }
}
