import Basics
import Canvas
import Scheduling

/// `simulate --train`: a network from weights of chance to those that serve, and what its start is worth.
struct TrainingRun {
  private struct Line {
    let progress: NeuralTraining.Progress
    /// The mean of a few traces for tuning, in thousandths of the currency.
    let value: Double
  }

  /// A day of a family, and the runs until the rules of v1 are equalled there, from the common start and from
  /// chance; nil where so many traces were not enough.
  private struct Race {
    let name: String
    let start: Int?
    let chance: Int?
  }

  private let lines: [Line]
  private let races: [Race]
  private let start: Network
  private let tuned: Network
  private let seconds: Double

  init(_ words: Arguments, seed: Int) throws(Complaint) {
    var traces = NeuralTraining.usual
    if let text = words["traces"] {
      guard let count = Int(text), (1...100_000).contains(count) else {
        throw .malformed(text, example: "\(traces)")
      }
      traces = count
    }
    let begin = Stopwatch.threadMicroseconds
    let tuning = SeededTrace.tuning(Family.allCases.count)
    var lines: [Line] = []
    (start, tuned) = NeuralTraining(seed: UInt64(seed), traces: traces).run { progress in
      let sum = tuning.reduce(0) { $0 + progress.network.value(on: $1) }
      lines.append(Line(progress: progress, value: sum / Double(tuning.count)))
    }
    self.lines = lines
    let (start, most, other) = (start, min(60, traces / 40), Network(seed: UInt64(seed) &+ 50))
    races = StartTrial.ten().map { trial in
      Race(
        name: trial.trace.name, start: trial.episodes(from: start, traces: most),
        chance: trial.episodes(from: other, traces: most))
    }
    seconds = (Stopwatch.threadMicroseconds - begin) / 1e6
  }

  var json: String {
    let progress = lines.map { line in
      JSONValue.object([
        ("stage", .text(line.progress.stage.english)), ("traces", .integer(Int64(line.progress.traces))),
        ("objective", .number(line.value / 1_000)),
      ])
    }
    return JSONValue.object([
      ("schema", "binnacle/training/1"), ("provenance", "simulated"), ("progress", .array(progress)),
      ("starts", .array(races.map(Self.item))), ("start", start.document), ("tuned", tuned.document),
      ("seconds", .number(seconds)),
    ]).pretty + "\n"
  }

  private static func item(_ race: Race) -> JSONValue {
    func episodes(_ count: Int?) -> JSONValue { count.map { .integer(Int64($0)) } ?? .null }
    return .object([
      ("trace", .text(race.name)), ("episodes_from_start", episodes(race.start)),
      ("episodes_from_chance", episodes(race.chance)),
    ])
  }

  /// On how many days the common start was the sooner.
  private var sooner: Int {
    races.count { race in race.start.map { $0 < race.chance ?? .max } ?? false }
  }

  func text(_ language: Language) -> String {
    let english = language == .english
    let title =
      english
      ? "traces learned from, and the mean objective of \(Family.allCases.count) traces for tuning"
      : "已学习的轨迹数，以及 \(Family.allCases.count) 条调优轨迹的平均目标值"
    let rows = lines.map { line in
      let count = "\(line.progress.traces)".padded(to: 8, onLeft: true)
      let value = Figures.fixed(line.value / 1_000, 1).padded(to: 10, onLeft: true)
      return "\(count)\(value)  \(line.progress.stage[language])"
    }
    let heading =
      english
      ? "runs until v1 is equalled on a day not seen, from the common start and from chance: sooner on \(sooner) of 10"
      : "在未见过的一天上追平 v1 所需运行次数（元初始化、随机初始化）：10 天中 \(sooner) 天更快"
    let races = races.map { race in
      let counts = [race.start, race.chance].map { ($0.map(String.init) ?? "-").padded(to: 8, onLeft: true) }
      return counts.joined() + "  " + race.name
    }
    let time = Figures.fixed(seconds, 1)
    let end = english ? "\(time) s of the processor; --json gives the weights" : "处理器耗时 \(time) 秒；--json 输出权重"
    return ([title, ""] + rows + ["", heading, ""] + races + ["", end]).map { $0 + "\n" }.joined()
  }
}
