import Basics
import Canvas
import Scheduling
import Simulation

/// One run of a population for people to read.
struct PopulationSheet {
  private let row: PopulationReport.Row
  private let words: PopulationWords
  private let language: Language
  private static let most = 24

  init(_ row: PopulationReport.Row, _ words: PopulationWords, _ language: Language) {
    (self.row, self.words, self.language) = (row, words, language)
  }

  private func say(_ english: String, _ chinese: String) -> String {
    language == .english ? english : chinese
  }

  var lines: [String] { figures + [""] + classes + deeds }

  private var figures: [String] {
    let tally = row.tally
    let users = Figures.count(Double(row.users), in: language)
    let (nodes, units) = (Figures.fixed(tally.meanNodes, 1), Figures.fixed(tally.meanResidents, 0))
    let ghosts = Figures.fixed(tally.meanGhosts, 0)
    let (cost, million) = (tally.costPerHour.rounded(), row.perMillion.rounded(to: 4))
    let (peak, seed) = (dollars(tally.peakSpending), words.seed)
    return [
      say(
        "\(users) users, \(words.length[language]), policy \(words.policy), seed \(seed)",
        "\(users)用户，\(words.length[language])，策略 \(words.policy)，种子 \(seed)"),
      Self.note[language],
      say(
        "nodes  \(tally.peakNodes) at most, \(nodes) on average",
        "节点  最多 \(tally.peakNodes)，平均 \(nodes)"),
      say(
        "units  \(tally.peakResidents) resident at most, \(units) on average; \(ghosts) ghosts on average",
        "单元  常驻最多 \(tally.peakResidents)，平均 \(units)；幽灵平均 \(ghosts)"),
      say(
        "cost   \(cost) an hour, \(million) an hour for a million users; nodes \(peak) an hour at most",
        "费用  每小时 \(cost)，每百万用户每小时 \(million)；节点每小时最多 \(peak)"),
      say(
        "acts   \(tally.scalings) scalings, \(tally.moves) moves, \(tally.failures) loads failed",
        "动作  伸缩 \(tally.scalings) 次，迁移 \(tally.moves) 次，加载失败 \(tally.failures) 次"),
    ]
  }

  /// Every sheet and table says what its figures are.
  static let note = Bilingual(
    english: "simulated; shares, service times, sizes and prices are assumed",
    chinese: "模拟值；占比、服务时间、大小与价格均为假定")

  private func dollars(_ thousandths: Int) -> String {
    Money(trillionths: Int128(thousandths) * (Money.grain / 1_000), currency: "USD").rounded()
  }

  private var classes: [String] {
    let widths = [14, 13, 10, 10, 9, 9, 9]
    let heads = [
      say("class", "类别"), say("offered", "请求"), say("shed", "拒绝"), say("lost", "丢失"), "p50", "p95", "p99",
    ]
    func line(_ cells: [String], _ last: String) -> String {
      let placed = zip(cells, widths).enumerated().map { place, cell in
        cell.0.padded(to: cell.1, onLeft: place > 0)
      }
      return placed.joined() + "  " + last
    }
    return [line(heads, say("objective", "目标"))]
      + row.tally.classes.map { tally in
        let offered = max(tally.offered, 1)
        return line(
          [
            tally.name.name[language], Figures.count(tally.offered, in: language),
            Figures.percent(tally.shed / offered, decimals: 2),
            Figures.percent(tally.lost / offered, decimals: 2),
          ] + [0.5, 0.95, 0.99].map { time(tally.latency.quantile($0)) }, promise(tally))
      }
  }

  private func promise(_ tally: RunTally.ClassTally) -> String {
    let (share, within) = (Figures.percent(tally.promised), time(tally.objective))
    let isKept = tally.isKept.map { $0 ? say("kept", "达成") : say("missed", "未达成") } ?? "–"
    return say("\(share) in \(within): \(isKept)", "\(within) 内 \(share)：\(isKept)")
  }

  private func time(_ seconds: Double?) -> String {
    seconds.map { "\(Figures.fixed($0 * 1_000, 0)) ms" } ?? "–"
  }

  /// What was done besides scaling, the first of it.
  private var deeds: [String] {
    let notable = row.log.entries.filter { $0.kind != .scaling }
    let total = row.log.counts.filter { $0.key != .scaling }.reduce(0) { $0 + $1.value }
    guard total > 0 else { return [] }
    let shown = notable.prefix(Self.most)
    let head = say("what was done, \(shown.count) of \(total)", "所做之事，\(total) 条中的 \(shown.count) 条")
    return ["", head]
      + shown.map { entry in
        "\(entry.at.prometheus.padded(to: 10))\(entry.kind.name[language].padded(to: 11))\(entry.words[language])"
      }
  }
}

/// Several runs, a line each.
struct PopulationTable {
  private let rows: [PopulationReport.Row]
  private let words: PopulationWords
  private let language: Language

  init(_ rows: [PopulationReport.Row], _ words: PopulationWords, _ language: Language) {
    (self.rows, self.words, self.language) = (rows, words, language)
  }

  private static let heads = [
    Bilingual(english: "users", chinese: "用户"), Bilingual(english: "nodes at most", chinese: "节点最多"),
    Bilingual(english: "on average", chinese: "平均"), Bilingual(english: "units at most", chinese: "单元最多"),
    Bilingual(english: "p95", chinese: "p95"), Bilingual(english: "shed", chinese: "拒绝"),
    Bilingual(english: "an hour", chinese: "每小时"), Bilingual(english: "per million", chinese: "每百万"),
    Bilingual(english: "marginal", chinese: "边际"),
  ]
  private static let widths = [9, 15, 12, 15, 9, 9, 12, 13, 11]

  var lines: [String] {
    let title =
      language == .english
      ? "\(words.length[language]), policy \(words.policy), seed \(words.seed); p95 of interactive requests; "
        + "dollars an hour, in all, for a million users, for a million more"
      : "\(words.length[language])，策略 \(words.policy)，种子 \(words.seed)；p95 为交互请求；每小时美元：合计、每百万用户、每新增百万用户"
    let heads = zip(Self.heads, Self.widths).map { $0[language].padded(to: $1, onLeft: true) }.joined()
    return [title, PopulationSheet.note[language], heads] + rows.map(line)
  }

  private func line(_ row: PopulationReport.Row) -> String {
    let tally = row.tally
    let fast = tally.classes.first?.latency.quantile(0.95)
    let cells = [
      Figures.count(Double(row.users), in: language), "\(tally.peakNodes)", Figures.fixed(tally.meanNodes, 1),
      "\(tally.peakResidents)", fast.map { "\(Figures.fixed($0 * 1_000, 0)) ms" } ?? "–",
      Figures.percent(tally.shed / max(tally.offered, 1), decimals: 2), tally.costPerHour.rounded(),
      row.perMillion.rounded(to: 4), row.marginal.map { $0.rounded(to: 4) } ?? "–",
    ]
    return zip(cells, Self.widths).map { $0.padded(to: $1, onLeft: true) }.joined()
  }
}
