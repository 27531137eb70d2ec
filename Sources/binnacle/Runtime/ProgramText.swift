import Glibc

/// The program's own code as it stands in memory.
enum ProgramText {
  /// Lets go of the pages of code in memory. Two thirds of them serve the start alone; those that are needed come back
  /// from the system's cache as they are used. Code is never written to, so nothing is lost (madvise(2)).
  static func release() {
    let maps = String(decoding: Files.bytes("/proc/self/maps") ?? [], as: UTF8.self)
    // `from-to rights offset device inode path`; the program itself lies below its libraries.
    let lines = maps.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 5) }.filter {
      $0.count > 4
    }
    guard let program = lines.first else { return }
    for line in lines where line[1] == "r-xp" && line[3...4] == program[3...4] {
      let bounds = line[0].split(separator: "-").compactMap { UInt($0, radix: 16) }
      guard bounds.count == 2, bounds[0] < bounds[1] else { continue }
      madvise(UnsafeMutableRawPointer(bitPattern: bounds[0]), Int(bounds[1] - bounds[0]), MADV_DONTNEED)
    }
  }
}
