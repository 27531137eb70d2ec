import Basics
import Console
import Glibc
import Scratch
import Testing

@testable import binnacle

/// The rules the sources keep.
@Suite struct TidyTests {
  /// The floor each part stands on.
  static let floors: [String: Int] = [
    "CSQLite": 1, "CNcurses": 1, "Catalog": 1, "ThemeFiles": 1, "Basics": 2, "Canvas": 2, "Telemetry": 3,
    "Monitoring": 4, "Scheduling": 4, "Costs": 4, "Roadmap": 4, "Community": 4, "Model": 5, "Store": 6,
    "Terminal": 6, "Collectors": 6, "Messengers": 6, "Simulation": 6, "Engine": 7, "Console": 7,
    "binnacle": 8,
  ]

  static let sources = Folder.files(under: "\(House.root)/Sources", ending: ".swift")
  static let all = sources + Folder.files(under: "\(House.root)/Tests", ending: ".swift")

  @Test func `a part imports only from floors below its own`() throws {
    for path in Self.sources {
      let part = String(path.dropFirst("\(House.root)/Sources/".count).prefix { $0 != "/" })
      let floor = try #require(Self.floors[part], "\(part) has no floor")
      for name in try Self.imports(of: path) where Self.floors[name] != nil {
        #expect(Self.floors[name, default: 9] < floor, "\(path) imports \(name)")
      }
    }
  }

  @Test func `nothing is imported but the system's libraries and our own parts`() throws {
    let system = ["Glibc", "Foundation", "Testing", "Scratch", "Synchronization", "PackageDescription"]
    for path in Self.all {
      for name in try Self.imports(of: path) {
        #expect(Self.floors[name] != nil || system.contains(name), "\(path) imports \(name)")
      }
    }
  }

  @Test func `rules, screens and what lies between know no clock, file, thread or lock`() throws {
    for part in [
      "Basics", "Canvas", "Telemetry", "Monitoring", "Scheduling", "Costs", "Roadmap", "Community", "Model",
      "Console",
    ] {
      for path in Self.sources where path.hasPrefix("\(House.root)/Sources/\(part)/") {
        let text = try Self.text(path)
        for word in ["fopen(", "clock_gettime(", "Task {", "pthread_", "Mutex(", "public actor ", "usleep("] {
          if text.contains(word) { Issue.record("\(path) says \(word)") }
        }
      }
    }
  }

  @Test func `no file has more than 300 lines, and most have fewer than 120`() throws {
    let lengths = try Self.sources.map { path in
      let length = try Self.text(path).utf8.count { $0 == 0x0A }
      #expect(length <= 300 || path.contains("/Phrases/"), "\(path) has \(length) lines")
      return length
    }
    #expect(lengths.count { $0 < 120 } * 100 > lengths.count * 70)
  }

  @Test func `no function has more than 40 lines`() throws {
    for path in Self.sources where !path.contains("/Phrases/") {
      for (name, length) in Functions.lengths(in: try Self.text(path)) {
        #expect(length <= 40, "\(name) in \(path) has \(length) lines")
      }
    }
  }

  @Test func `the top of the house holds what it may and nothing else`() {
    let allowed: Set = ["Package.swift", "Sources", "Tests", "Themes", "Data", "README.md"]
    let found = Folder.names(in: House.root).filter { !$0.hasPrefix(".") }
    #expect(Set(found).isSubset(of: allowed), "\(found)")
  }

  @Test func `the README names every command, screen and theme`() throws {
    let readme = try Self.text("\(House.root)/README.md")
    let commands = Subcommand.all.map(\.name).filter { !["console", "help", "version"].contains($0) }
    let themes = Folder.names(in: "\(House.root)/Themes").filter { $0.hasSuffix(".json") }.map {
      $0.dropLast(5)
    }
    for word in commands + themes.map(String.init) {
      if !readme.contains(word) { Issue.record("the README does not say \(word)") }
    }
  }

  @Test func `no word of history or promise stands in a comment`() throws {
    let words = ["TO" + "DO", "FIX" + "ME", "HA" + "CK"]
    for path in Self.all {
      let text = try Self.text(path)
      for word in words where text.contains(word) { Issue.record("\(path) says \(word)") }
    }
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try #require(Files.bytes(path), "\(path) cannot be read"), as: UTF8.self)
  }

  private static func imports(of path: String) throws -> [String] {
    try text(path).split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").filter { !$0.hasPrefix("@") && $0 != "public" }
      return words.count == 2 && words[0] == "import" ? String(words[1]) : nil
    }
  }
}
