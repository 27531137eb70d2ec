import Basics
import Glibc
import Testing

@testable import Terminal

@Suite struct TerminfoTests {
  /// An entry as tic(1) compiles it: names, no flags, numbers, strings.
  private func entry(
    wide: Bool = false, numbers: [Int] = Array(repeating: -1, count: 13) + [256, -1, 32_767],
    strings: [Int] = [0, -1],
    table: [UInt8] = Array("\u{1B}[H\0".utf8)
  ) -> [UInt8] {
    let names = Array("test|a test\0".utf8)
    func low(_ value: Int, _ width: Int) -> [UInt8] {
      (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
    let sizes = [wide ? 0o1036 : 0o432, names.count, 1, numbers.count, strings.count, table.count]
    let head = sizes.flatMap { low($0, 2) } + names + [1]
    let body = numbers.flatMap { low($0, wide ? 4 : 2) } + strings.flatMap { low($0, 2) } + table
    return head + (head.count % 2 == 1 ? [0] : []) + body
  }

  /// The bytes behind a TERMINFO variable.
  private func bytes(of variable: String) -> [UInt8] {
    let digits = Array(variable.dropFirst(4).utf8)
    return stride(from: 0, to: digits.count, by: 2).compactMap {
      UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
    }
  }

  @Test(arguments: [false, true])
  func `an entry tells how many colours there are, in both widths of numbers`(wide: Bool) {
    #expect(TerminfoEntry(entry(wide: wide))?.colours == 256)
  }

  @Test func `a wide entry may have more colours than a narrow one can say`() {
    let numbers = Array(repeating: -1, count: 13) + [0x100_0000]
    #expect(TerminfoEntry(entry(wide: true, numbers: numbers))?.colours == 0x100_0000)
  }

  @Test func `an entry without the number has no colours`() {
    #expect(TerminfoEntry(entry(numbers: [80]))?.colours == 0)
    #expect(TerminfoEntry(entry(numbers: []))?.colours == 0)
  }

  @Test func `an entry cut short anywhere is none`() {
    let whole = entry()
    for length in 0..<whole.count {
      #expect(TerminfoEntry(Array(whole[..<length])) == nil, "\(length) bytes")
    }
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `an entry full of anything does no harm`(seed: UInt64) {
    var chance = Chance(seed: seed)
    var bytes = entry()
    for _ in 0..<4 {
      bytes[Int(chance.next() % UInt64(bytes.count))] = UInt8(truncatingIfNeeded: chance.next())
    }
    let variable = TerminfoEntry(bytes)?.truecolour.variable
    #expect(variable?.hasPrefix("hex:") ?? true, "seed \(seed)")
  }

  @Test(arguments: [[], [0x1A], [0x7F, 0x45, 0x4C, 0x46] + Array(repeating: 0, count: 60)] as [[UInt8]])
  func `another kind of file is no entry`(bytes: [UInt8]) { #expect(TerminfoEntry(bytes) == nil) }

  @Test func `with all colours an entry stays an entry and keeps its words`() throws {
    let rich = try #require(TerminfoEntry(entry())).truecolour
    let read = try #require(TerminfoEntry(bytes(of: rich.variable)))
    #expect(read.colours == 0x100_0000)
    #expect(read.variable == rich.variable)
    let text = String(decoding: bytes(of: rich.variable), as: UTF8.self)
    #expect(text.contains("test|a test"))
    #expect(text.contains("\u{1B}[H\0"))
    #expect(text.contains("\u{1B}[38;2;%p1"))
    #expect(text.contains("\u{1B}[48;2;%p1"))
  }

  @Test func `an entry is looked for where ncurses looks, the person's own first`() {
    let places = TerminfoEntry.places(
      of: "xterm", ["TERMINFO": "/t", "HOME": "/h", "TERMINFO_DIRS": "/a:/b"])
    #expect(
      places.prefix(4) == ["/t/x/xterm", "/t/78/xterm", "/h/.terminfo/x/xterm", "/h/.terminfo/78/xterm"])
    #expect(places.contains("/b/x/xterm") && places.contains("/usr/share/terminfo/x/xterm"))
  }

  @Test(arguments: ["", "../../etc/passwd", "/etc/passwd"])
  func `a name that is a path, or none, is nowhere`(name: String) {
    #expect(TerminfoEntry.places(of: name, [:]).isEmpty)
    #expect(TerminfoEntry.find(name, [:])?.colours == nil)
  }

  @Test func `a terminal nobody described has no entry`() {
    #expect(TerminfoEntry.find("no-such-terminal", ["TERMINFO": "/nonexistent"])?.colours == nil)
  }

  @Test(.enabled(if: access("/lib/terminfo/x/xterm-256color", R_OK) == 0, "needs ncurses' own entries"))
  func `the system's entries are read`() {
    #expect(TerminfoEntry.find("xterm-256color", [:])?.colours == 256)
    #expect(TerminfoEntry.find("linux", [:])?.colours == 8)
    #expect(TerminfoEntry.find("dumb", [:])?.colours ?? 0 <= 0)
  }
}
