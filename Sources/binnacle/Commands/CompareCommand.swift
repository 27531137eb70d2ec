import Basics
import Canvas
import Scheduling

/// `simulate --compare`: the generations and the published policies side by side on held-out traces.
struct ComparisonRun {
  private struct Line {
    let row: Contest.Row
    /// On how many traces it did better than the generation before; nil for what is none or the first.
    let wins: Int?
    let seconds: Double
  }

  private let lines: [Line]
  private let traces: Int
  private let front: ParetoFront

  init(_ words: Arguments, seed: Int) throws(Complaint) {
    let count = try words["traces"].map { text throws(Complaint) in
      guard let count = Int(text), (1...1_000).contains(count) else { throw .malformed(text, example: "10") }
      return count
    }
    let held = SeededTrace.heldOut(count ?? 10, seed: UInt64(max(1, seed)))
    let contest = Contest(held)
    var (lines, before) = ([Line](), Contest.Row?.none)
    for name in Contest.generations + Contest.learned + Contest.published {
      let start = Stopwatch.threadMicroseconds
      guard let row = contest.row(name) else { throw .unknown(.policy, name, among: Contest.generations) }
      let seconds = (Stopwatch.threadMicroseconds - start) / 1e6
      let isGeneration = Contest.generations.contains(name)
      lines.append(Line(row: row, wins: isGeneration ? before.map(row.wins) : nil, seconds: seconds))
      if isGeneration { before = row }
    }
    (self.lines, traces, front) = (lines, held.count, ParetoFront(held[0]))
  }

  var json: String {
    let items = lines.map { line in
      JSONValue.object([
        ("name", .text(line.row.name)), ("address", .text("policy/\(line.row.name)")),
        ("objective", .number(line.row.mean / 1_000)), ("parts", Self.parts(line.row.outcome, traces)),
        ("wins", line.wins.map { .integer(Int64($0)) } ?? .null),
        ("violations", .integer(Int64(line.row.faults))),
        ("fallbacks", .array(line.row.violations.map { .text($0.words.english) })),
        ("seconds", .number(line.seconds)),
      ])
    }
    let points = front.points.map { point in
      JSONValue.object([
        ("name", .text(point.name)), ("parts", Self.parts(point.outcome, 1)), ("weights", point.weights.json),
      ])
    }
    return JSONValue.object([
      ("schema", "binnacle/compare/1"), ("provenance", "simulated"), ("traces", .integer(Int64(traces))),
      ("items", .array(items)), ("front", .array(points)),
    ]).pretty + "\n"
  }

  /// Means of a trace: money in the currency, milliseconds, kilowatt-hours, minutes.
  private static func parts(_ outcome: Outcome, _ traces: Int) -> JSONValue {
    let count = Double(max(1, traces))
    return .object([
      ("cost", .number(outcome.cost / 1_000 / count)), ("latency_ms", .number(outcome.latency)),
      ("imbalance", .number(outcome.imbalance)), ("energy_kwh", .number(outcome.energy / count)),
      ("waiting_minutes", .number(outcome.waiting / count)),
      ("refused", .number(Double(outcome.refused) / count)),
      ("moves", .number(Double(outcome.moves) / count)),
    ])
  }

  func text(_ language: Language) -> String {
    let english = language == .english
    let heads =
      english
      ? "policy objective cost ms uneven kWh refused moves wins broken seconds"
      : "策略 目标 费用 毫秒 不均衡 千瓦时 拒绝 迁移 胜出 违规 秒"
    let title =
      english
      ? "means of \(traces) held-out traces, simulated; wins are over the generation before"
      : "\(traces) 条留出轨迹的均值（模拟）；胜出为优于上一代的轨迹数"
    let front =
      english
      ? "the front of \(self.front.points.count) ways on the first trace: cost, ms, uneven, kWh"
      : "首条轨迹的帕累托前沿，共 \(self.front.points.count) 种：费用、毫秒、不均衡、千瓦时"
    let head = Self.set(heads.split(separator: " ").map(String.init))
    let rows = lines.map { Self.set(Self.cells($0, traces)) }
    let points = self.front.points.map { Self.set([$0.name] + Self.cells($0.outcome, 1)) }
    return ([title, "", head] + rows + ["", front, ""] + points).map { $0 + "\n" }.joined()
  }

  private static func cells(_ line: Line, _ traces: Int) -> [String] {
    let (row, count) = (line.row, Double(max(1, traces)))
    let (refused, moves) = (Double(row.outcome.refused) / count, Double(row.outcome.moves) / count)
    let wins = line.wins.map { "\($0)/\(traces)" } ?? "-"
    let front = [row.name, Figures.fixed(row.mean / 1_000, 1)] + cells(row.outcome, traces)
    let seconds = Figures.fixed(line.seconds, 2)
    return front + [Figures.fixed(refused, 1), Figures.fixed(moves, 0), wins, "\(row.faults)", seconds]
  }

  private static func cells(_ outcome: Outcome, _ traces: Int) -> [String] {
    let count = Double(max(1, traces))
    return [
      Figures.fixed(outcome.cost / 1_000 / count, 1), Figures.fixed(outcome.latency, 1),
      Figures.fixed(outcome.imbalance, 3), Figures.fixed(outcome.energy / count, 0),
    ]
  }

  /// One line of a table: a name, then figures to the right.
  private static func set(_ cells: [String]) -> String {
    cells.enumerated().map { $0 == 0 ? $1.padded(to: 16) : $1.padded(to: 10, onLeft: true) }.joined()
  }
}
