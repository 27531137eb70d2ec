import Basics
import Canvas
import Community
import Model

/// The indicators against their targets.
enum IndicatorList: ListKind {
  /// An indicator with how it stands.
  struct Row {
    let indicator: Indicator
    let outlook: Outlook
    let readings: [Reading]
  }

  static let identifier = ListID.indicators

  static let columns: [ListColumn<Row>] = [
    ListColumn(
      { _ in "" }, .fixed(1), key: { .number(urgency($0.outlook.verdict)) },
      line: { row, drawing in sign(row.outlook, drawing) }),
    ListColumn(
      { _ in "ID" }, .fixed(6), rank: 4, key: { .text($0.indicator.identifier) },
      line: { row, _ in row.indicator.identifier.ink(.muted) }),
    ListColumn(
      \.board.indicator, .flexible(26), key: { .text($0.indicator.title.english) },
      line: {
        row, drawing in
        row.indicator.title[drawing.language].ink(.base)
      }),
    ListColumn(
      \.board.category, .fixed(12), rank: 6, key: { .text($0.indicator.category) },
      line: {
        row, drawing in
        (drawing.snapshot.categories[row.indicator.category]?[drawing.language] ?? row.indicator.category)
          .ink(
            .muted)
      }),
    ListColumn(
      \.board.value, .fixed(12), .right, key: { .number($0.outlook.reading?.value ?? .nan) },
      line: {
        row, drawing in
        row.outlook.reading.map { value($0.value, row.indicator, drawing).ink(.strong) }
          ?? drawing.glyphs.dash.ink(.faint)
      }),
    ListColumn(
      \.board.provenance, .fixed(9), rank: 3,
      key: { .text($0.outlook.reading?.provenance.rawValue ?? "") },
      line: {
        row, drawing in row.outlook.reading.map { Readable(drawing).badge($0.provenance) } ?? .empty
      }),
    ListColumn(\.board.target, .fixed(12), .right, rank: 1, line: { row, drawing in target(row, drawing) }),
    ListColumn(
      \.board.due, .fixed(10), rank: 5, key: { .number(Double($0.outlook.target?.end?.number ?? .max)) },
      line: { row, drawing in due(row, drawing) }),
    ListColumn(
      \.board.reached, .fixed(14), rank: 2, startsFalling: true, key: { .number($0.outlook.share ?? -1) },
      line: { row, drawing in bar(row, drawing) }),
    ListColumn(\.lists.trend, .fixed(8), rank: 7, line: { row, drawing in trend(row, drawing) }),
  ]

  /// The worst first; those that stand alike in the order the programmes name them.
  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Row] {
    let rows = snapshot.board.indicators.map { indicator in
      let readings = snapshot.board.readings[indicator.identifier] ?? []
      return Row(
        indicator: indicator, outlook: indicator.outlook(readings, on: context.drawing.today),
        readings: readings)
    }
    let byVerdict = Dictionary(grouping: rows) { urgency($0.outlook.verdict) }
    return byVerdict.sorted { $0.key < $1.key }.flatMap(\.value)
  }

  static func identity(of row: Row) -> String { row.indicator.identifier }
  static func place(of row: Row) -> Place? { .indicator(row.indicator.identifier) }

  static func text(of row: Row, _ drawing: Drawing) -> String {
    "\(row.indicator.identifier) \(row.indicator.title.english) \(row.indicator.title.chinese) \(row.indicator.category)"
  }

  private static func urgency(_ verdict: Outlook.Verdict) -> Double {
    switch verdict {
    case .missed: 0
    case .behind: 1
    case .unknown: 2
    case .open: 3
    case .onPace: 4
    case .met: 5
    case .untargeted: 6
    }
  }

  static func sign(_ outlook: Outlook, _ drawing: Drawing) -> Line {
    let glyphs = drawing.glyphs
    switch outlook.verdict {
    case .missed: return glyphs.act.ink(.act)
    case .behind: return glyphs.watch.ink(.watch)
    case .unknown: return glyphs.unknown.ink(.muted)
    case .open: return glyphs.idle.ink(.info)
    case .onPace: return glyphs.rising.ink(.ok)
    case .met: return glyphs.done.ink(.ok)
    case .untargeted: return glyphs.dot.ink(.faint)
    }
  }

  /// A value with its unit, as short as it can be read.
  static func value(_ value: Double, _ indicator: Indicator, _ drawing: Drawing) -> String {
    if indicator.unit == "ratio" { return Figures.percent(value) }
    let number = value.magnitude < 10_000 ? Figures.brief(value) : Readable(drawing).count(value)
    if indicator.unit == "percent" { return "\(number) %" }
    if indicator.unit.hasPrefix("points of ") || indicator.unit.hasPrefix("stars of ") {
      return "\(number) / \(indicator.unit.split(separator: " ").last ?? "")"
    }
    return number
  }

  /// A target with its sign.
  static func amount(_ target: Target, _ indicator: Indicator, _ drawing: Drawing) -> String {
    guard let amount = target.amount else { return drawing.phrases.board.inWords }
    guard let wanted = amount.value else { return drawing.phrases.board.unlimited }
    let number = value(wanted, indicator, drawing)
    let sign: String =
      switch amount.comparator {
      case .exactly: ""
      case .atLeast: drawing.glyphs.isUnicode ? "≥" : ">="
      case .atMost: drawing.glyphs.isUnicode ? "≤" : "<="
      case .range: ""
      }
    let upper = amount.upper.map { "–\(value($0, indicator, drawing))" } ?? ""
    return "\(sign)\(target.isIncrement ? "+" : "")\(number)\(upper)"
  }

  private static func target(_ row: Row, _ drawing: Drawing) -> Line {
    row.outlook.target.map { amount($0, row.indicator, drawing).ink(.base) }
      ?? drawing.glyphs.dash.ink(.faint)
  }

  private static func due(_ row: Row, _ drawing: Drawing) -> Line {
    guard let target = row.outlook.target else { return .empty }
    guard let end = target.end else { return target.period[drawing.language].ink(.muted) }
    return end.iso.ink(end < drawing.today && row.outlook.verdict != .met ? .act : .muted)
  }

  private static func bar(_ row: Row, _ drawing: Drawing) -> Line {
    guard let share = row.outlook.share else {
      return drawing.phrases.board.verdict(row.outlook.verdict).ink(.muted)
    }
    let ink: Role = row.outlook.verdict == .met ? .ok : row.outlook.verdict == .missed ? .act : .series1
    return drawing.glyphs.gauge(share, columns: 8, ink: ink) + " "
      + Figures.percent(share).padded(to: 5, onLeft: true).ink(.base)
  }

  /// The readings in their order, the highest at the top.
  private static func trend(_ row: Row, _ drawing: Drawing) -> Line {
    guard row.readings.count > 1 else { return .empty }
    let values = row.readings.sorted {
      ($0.day?.number ?? 0, $0.enteredAt) < ($1.day?.number ?? 0, $1.enteredAt)
    }
    .suffix(8).map { Float($0.value) }
    return drawing.glyphs.sparkline(values, columns: 8, ceiling: values.max() ?? 1) { _ in .series2 }
  }
}

/// Our coverage beside that of a benchmark.
enum GapList: ListKind {
  static let identifier = ListID.gaps

  static let columns: [ListColumn<Board.Gap>] = [
    ListColumn(
      \.board.indicator, .flexible(20), key: { .text($0.indicator.title.english) },
      line: {
        gap, drawing in
        gap.indicator.title[drawing.language].ink(.base)
      }),
    ListColumn(
      \.board.benchmark, .fixed(10), rank: 2,
      line: { gap, _ in (gap.indicator.benchmark?.name ?? "").ink(.muted) }),
    ListColumn(
      \.board.theirs, .fixed(7), .right, rank: 1, key: { .number($0.theirs) },
      line: { gap, _ in Figures.brief(gap.theirs).ink(.base) }),
    ListColumn(
      \.board.ours, .fixed(7), .right, key: { .number($0.ours) },
      line: { gap, _ in Figures.brief(gap.ours).ink(.strong) }),
    ListColumn(
      \.board.gap, .fixed(8), .right, startsFalling: true, key: { .number($0.computed) },
      line: {
        gap, _ in
        signed(gap.computed).ink(gap.computed > 0 ? .watch : .ok)
      }),
    ListColumn(
      \.board.printed, .fixed(9), .right, rank: 3, key: { .number($0.printed ?? .nan) },
      line: {
        gap, drawing in
        guard let printed = gap.printed else { return .empty }
        return signed(printed).ink(.muted)
          + (gap.isContradicted ? " \(drawing.glyphs.act)".ink(.act) : "  ".ink(.base))
      }),
    ListColumn(
      \.board.priority, .fixed(8), rank: 4, key: { .text($0.indicator.priority ?? "~") },
      line: {
        gap, drawing in
        gap.indicator.priority.map { drawing.phrases.plan.priorityName($0).ink(.muted) } ?? .empty
      }),
  ]

  private static func signed(_ number: Double) -> String { (number > 0 ? "+" : "") + Figures.brief(number) }

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Board.Gap] { snapshot.board.gaps }
  static func identity(of row: Board.Gap) -> String { row.indicator.identifier }
  static func text(of row: Board.Gap, _ drawing: Drawing) -> String { row.indicator.title[drawing.language] }
  static func place(of row: Board.Gap) -> Place? { .indicator(row.indicator.identifier) }
}

/// What does not add up.
enum FindingList: ListKind {
  static let identifier = ListID.findings

  static let columns: [ListColumn<Finding>] = [
    ListColumn(
      { _ in "ID" }, .fixed(6), key: { .text($0.identifier) },
      line: { finding, _ in finding.identifier.ink(.muted) }),
    ListColumn(
      \.board.severity, .fixed(10), rank: 2, key: { .text($0.severity.rawValue) },
      line: {
        finding, drawing in
        drawing.phrases.board.severityName(finding.severity).ink(
          finding.severity == .mustHandle ? .watch : .muted)
      }),
    ListColumn(
      \.board.finding, .flexible(28),
      line: { finding, drawing in finding.title[drawing.language].ink(.base) }),
    ListColumn(
      \.board.evidence, .flexible(20), rank: 3,
      line: { finding, drawing in (finding.evidence.first?.words[drawing.language] ?? "").ink(.muted) }),
    ListColumn(
      \.board.count, .fixed(5), .right, rank: 1, startsFalling: true,
      key: { .number(Double($0.evidence.count)) },
      line: { finding, _ in String(finding.evidence.count).ink(.base) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Finding] { snapshot.findings }
  static func identity(of row: Finding) -> String { row.identifier }
  static func place(of row: Finding) -> Place? { .finding(row.identifier) }

  static func text(of row: Finding, _ drawing: Drawing) -> String {
    "\(row.identifier) \(row.title[drawing.language]) \(row.detail[drawing.language])"
  }
}

/// The readings of one indicator, newest first.
enum ReadingList: ListKind {
  static let identifier = ListID.readings

  static let columns: [ListColumn<Reading>] = [
    ListColumn(
      \.board.day, .fixed(10),
      line: { reading, drawing in
        reading.day.map { $0.iso.ink(.base) } ?? drawing.phrases.board.undated.ink(.muted)
      }),
    ListColumn(
      \.board.value, .fixed(12), .right,
      line: { reading, drawing in
        let indicator = drawing.snapshot.board.indicator(reading.indicator)
        return
          (indicator.map { IndicatorList.value(reading.value, $0, drawing) } ?? Figures.brief(reading.value))
          .ink(.strong)
      }),
    ListColumn(
      \.board.provenance, .fixed(9),
      line: { reading, drawing in Readable(drawing).badge(reading.provenance) }),
    ListColumn(\.board.source, .fixed(12), rank: 1, line: { reading, _ in reading.source.ink(.muted) }),
    ListColumn(
      \.board.note, .flexible(16), rank: 2,
      line: { reading, drawing in reading.note[drawing.language].ink(.base) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Reading] {
    let readings = context.subject.flatMap { snapshot.board.readings[$0] } ?? []
    return readings.sorted { ($1.day?.number ?? .min, $1.enteredAt) < ($0.day?.number ?? .min, $0.enteredAt) }
  }

  static func identity(of row: Reading) -> String { "\(row.day?.number ?? 0) \(row.enteredAt.milliseconds)" }
  static func text(of row: Reading, _ drawing: Drawing) -> String {
    "\(row.source) \(row.note[drawing.language])"
  }
}
