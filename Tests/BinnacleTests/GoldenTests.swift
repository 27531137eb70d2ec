import Basics
import Canvas
import Console
import Glibc
import Simulation
import Testing

@testable import binnacle

/// Every screen as it must look. Where a picture is meant to change, `BINNACLE_GOLDEN=write swift test` writes it anew,
/// and the difference goes into the commit.
@MainActor @Suite struct GoldenTests {
  nonisolated static let sizes = [Size(width: 80, height: 24), Size(width: 140, height: 44)]

  @Test(arguments: PlaceName.names, Sample.allCases.filter { $0 != .tide })
  func `a screen looks as it did`(name: String, sample: Sample) throws {
    for language in Language.allCases {
      let console = try House.console(name, sample, language)
      for size in Self.sizes {
        let file = "\(name)-\(sample)-\(size.width)x\(size.height)-\(language.rawValue).txt"
        try Self.compare(console.frame(size).frame.golden, with: file)
      }
    }
  }

  private static func compare(_ golden: String, with name: String) throws {
    let path = "\(House.root)/Tests/BinnacleTests/Golden/\(name)"
    if getenv("BINNACLE_GOLDEN") != nil { try write(golden, to: path) }
    let kept = try #require(Files.bytes(path), "there is no \(name) yet")
    let (now, before) = (lines(golden), lines(String(decoding: kept, as: UTF8.self)))
    let changed = zip(now, before).enumerated().filter { $0.element.0 != $0.element.1 }.map {
      "\($0.offset): \($0.element.1)\n   now: \($0.element.0)"
    }
    let isSame = now == before
    #expect(isSame, "\(name)\n\(changed.prefix(6).joined(separator: "\n"))")
  }

  private static func lines(_ text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }

  private static func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    defer { fclose(file) }
    try #require(fputs(text, file) >= 0)
  }
}
