import Basics
import Canvas
import Glibc

extension Subcommand {
  static let bench = Subcommand(
    "bench", "[NAME…]", english: "measure, and print figures", chinese: "测量并打印数据"
  ) { invocation throws(Complaint) in
    let wanted = invocation.arguments.words
    let benches = Bench.all.filter { wanted.isEmpty || wanted.contains($0.name) }
    if let stranger = wanted.first(where: { name in !Bench.all.contains { $0.name == name } }) {
      throw .unknown(.bench, stranger, among: Bench.all.map(\.name))
    }
    for bench in benches {
      Output.write("\(bench.name)  \(bench.about)\n")
      for line in bench.run(invocation.options) { Output.write("  \(line)\n") }
    }
    return 0
  }
}

/// Something that can be measured.
struct Bench: Sendable {
  let name: String
  let about: String
  let run: @Sendable (Options) -> [String]

  static let all: [Bench] = [
    .data, .host, .exposition, .scrape, .promql, .codec, .index, .noise, .store, .vitals, .detect, .engine,
    .alertRules, .routing, .storm, .frames, .peer, .forecast, .scheduler,
    .whatIf, .units, .simulator,
  ]
}

/// What is said about how to measure.
struct BenchSettings: Sendable {
  /// A directory with recorded pages of metrics.
  let pages: String?
  let count: Int
  let seed: Int

  init(_ arguments: Arguments) throws(Complaint) {
    pages = arguments["pages"]
    count = try Self.number(arguments["count"]) ?? 20_000
    seed = try Self.number(arguments["seed"]) ?? 1
  }

  private static func number(_ text: String?) throws(Complaint) -> Int? {
    guard let text else { return nil }
    guard let number = Int(text), number >= 0 else { throw .malformed(text, example: "1000") }
    return number
  }
}

/// Times a piece of work by the processor time of its thread, which other load on the machine hardly touches.
enum Stopwatch {
  static var threadMicroseconds: Double {
    var now = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
    return Double(now.tv_sec) * 1e6 + Double(now.tv_nsec) / 1e3
  }

  /// The least and the median of so many runs, in microseconds.
  static func time(_ runs: Int, _ work: () -> Void) -> (least: Double, median: Double) {
    work()
    let times = (0..<runs).map { _ -> Double in
      let start = threadMicroseconds
      work()
      return threadMicroseconds - start
    }.sorted()
    return (times[0], times[times.count / 2])
  }

  /// A line of the report.
  static func line(_ name: String, _ time: (least: Double, median: Double), note: String = "") -> String {
    let figures = "\(shown(time.median).padded(to: 10, onLeft: true))  least \(shown(time.least))"
    return "\(name.padded(to: 34))\(figures)\(note.isEmpty ? "" : "  \(note)")"
  }

  private static func shown(_ microseconds: Double) -> String {
    microseconds < 1_000
      ? "\(Figures.fixed(microseconds, 1)) µs" : "\(Figures.fixed(microseconds / 1_000, 2)) ms"
  }
}
