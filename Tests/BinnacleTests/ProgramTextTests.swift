import Testing

@testable import binnacle

@Suite struct ProgramTextTests {
  /// The kilobytes of the program's code that are in memory.
  private static var resident: Int {
    let text = String(decoding: Files.bytes("/proc/self/smaps") ?? [], as: UTF8.self)
    var (program, isCode, sum) = ([Substring](), false, 0)
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ", maxSplits: 5)
      if words.count > 4, words[1].count == 4 {
        if program.isEmpty { program = Array(words[3...4]) }
        isCode = words[1] == "r-xp" && Array(words[3...4]) == program
      } else if isCode, words.first == "Rss:", words.count > 1 {
        sum += Int(words[1]) ?? 0
      }
    }
    return sum
  }

  @Test func `code that was let go takes no memory, and comes back as it is used`() {
    let before = Self.resident
    ProgramText.release()
    let after = Self.resident
    #expect(before > 0 && after > 0 && after < before)
  }
}
