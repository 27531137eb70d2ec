import Basics
import Canvas
import Costs
import Model
import Monitoring

/// What each node costs.
enum CostNodeList: ListKind {
  static let identifier = ListID.costNodes

  static let columns: [ListColumn<NodeCost>] = [
    ListColumn(
      \.lists.node, .flexible(12), key: { .text($0.node) }, line: { cost, _ in cost.node.ink(.base) }),
    ListColumn(
      \.lists.cores, .fixed(5), .right, rank: 3, key: { .number(Double($0.cores)) },
      line: {
        cost, _ in
        String(cost.cores).ink(.muted)
      }),
    ListColumn(
      { $0.vitals.name(.memory) }, .fixed(9), .right, rank: 4, key: { .number(Double($0.memoryBytes)) },
      line: { cost, _ in Figures.bytes(Double(cost.memoryBytes)).ink(.muted) }),
    ListColumn(
      \.savings.price, .fixed(10), rank: 5, key: { .text($0.entry) },
      line: { cost, _ in cost.entry.ink(.muted) }),
    ListColumn(
      \.savings.perHour, .fixed(10), .right, startsFalling: true, key: { amount($0.perHour) },
      line: {
        cost, _ in
        cost.perHour.rounded(to: 4).ink(.base)
      }),
    ListColumn(
      \.savings.perMonth, .fixed(11), .right, rank: 1, startsFalling: true, key: { amount($0.perHour) },
      line: { cost, _ in cost.perMonth.rounded().ink(.base) }),
    ListColumn(
      \.savings.used, .fixed(14), rank: 2, startsFalling: true, key: { .number(1 - ($0.idleShare ?? 1)) },
      line: { cost, drawing in share(cost.idleShare.map { 1 - $0 }, drawing) }),
    ListColumn(
      \.savings.idle, .fixed(11), .right, rank: 0, startsFalling: true, key: { idle($0) },
      line: {
        cost, drawing in
        guard let used = cost.usedPerHour else { return drawing.glyphs.dash.ink(.faint) }
        return ((cost.perHour - used) * NodeCost.hoursPerMonth).rounded().ink(.watch)
      }),
  ]

  private static func amount(_ money: Money) -> SortKey { .number(Double(money.trillionths)) }

  private static func idle(_ cost: NodeCost) -> SortKey {
    amount(cost.usedPerHour.map { cost.perHour - $0 } ?? .zero(cost.perHour.currency))
  }

  static func share(_ ratio: Double?, _ drawing: Drawing) -> Line {
    guard let ratio else { return drawing.glyphs.dash.ink(.faint) }
    return drawing.glyphs.gauge(ratio, columns: 8, ink: .flow(ratio)) + " "
      + Figures.percent(ratio).padded(to: 5, onLeft: true).ink(.base)
  }

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [NodeCost] { snapshot.costs.nodes }
  static func identity(of row: NodeCost) -> String { row.node }
  static func text(of row: NodeCost, _ drawing: Drawing) -> String { "\(row.node) \(row.entry)" }
  static func place(of row: NodeCost) -> Place? { .node(row.node) }
}

/// What was provisioned and what of it was used, a day a row, newest first.
enum CostDayList: ListKind {
  static let identifier = ListID.costDays

  static let columns: [ListColumn<CostView.DayCost>] = [
    ListColumn(
      \.savings.day, .flexible(10), startsFalling: true, key: { .number(Double($0.day.number)) },
      line: { row, _ in row.day.iso.ink(.base) }),
    ListColumn(
      \.savings.provisioned, .fixed(12), .right, rank: 1,
      line: { row, _ in row.total.provisioned.rounded(to: 2).ink(.base) }),
    ListColumn(
      \.savings.used, .fixed(12), .right, rank: 2,
      line: { row, _ in row.total.used.rounded(to: 2).ink(.base) }),
    ListColumn(
      \.savings.computed, .fixed(18),
      line: { row, drawing in CostNodeList.share(row.total.reduction, drawing) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [CostView.DayCost] {
    snapshot.costs.days.reversed()
  }
  static func identity(of row: CostView.DayCost) -> String { row.day.iso }
  static func text(of row: CostView.DayCost, _ drawing: Drawing) -> String { row.day.iso }
}

/// The programme's way from its claim to its goal.
enum PathList: ListKind {
  static let identifier = ListID.path

  static let columns: [ListColumn<TargetPath.Step>] = [
    ListColumn(
      \.savings.stop, .flexible(10),
      line: { step, drawing in
        step.stop.label.isEmpty
          ? drawing.phrases.savings.claimedNow.ink(.claimed) : step.stop.label[drawing.language].ink(.base)
      }),
    ListColumn(\.savings.due, .fixed(12), line: { step, drawing in due(step.stop, drawing) }),
    ListColumn(
      \.savings.reduction, .fixed(18),
      line: { step, drawing in
        drawing.glyphs.gauge(step.stop.reduction, columns: 10, ink: .series1) + " "
          + Figures.percent(step.stop.reduction).padded(to: 5, onLeft: true).ink(.base)
      }),
    ListColumn(
      \.savings.users, .fixed(10), .right, rank: 1,
      line: { step, drawing in
        step.stop.users.map { Readable(drawing).count($0).ink(.base) } ?? drawing.glyphs.dash.ink(.faint)
      }),
    ListColumn(
      \.savings.bill, .fixed(10), .right, rank: 2,
      line: { step, drawing in
        step.stop.bill.map { "\(Readable(drawing).count($0)) c".ink(.base) }
          ?? drawing.glyphs.dash.ink(.faint)
      }),
    ListColumn(
      \.savings.marginal, .fixed(9), .right, rank: 3,
      line: { step, drawing in
        step.marginal.map { "\(Figures.fixed($0, 3)) c".ink($0 > 0 ? .watch : .ok) }
          ?? drawing.glyphs.dash.ink(.faint)
      }),
    ListColumn(
      \.savings.flat, .fixed(9), .right, rank: 4,
      line: { step, drawing in
        step.flatReduction.map { Figures.percent($0, decimals: 1).ink(.muted) }
          ?? drawing.glyphs.dash.ink(.faint)
      }),
  ]

  private static func due(_ stop: TargetPath.Stop, _ drawing: Drawing) -> Line {
    guard let due = stop.due else { return drawing.glyphs.dash.ink(.faint) }
    let isPast = due < drawing.today
    return "\(isPast ? drawing.glyphs.act : drawing.glyphs.idle) \(due.iso)".ink(isPast ? .act : .muted)
  }

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [TargetPath.Step] {
    snapshot.costs.path.steps
  }
  static func identity(of row: TargetPath.Step) -> String { row.stop.label.english }
  static func text(of row: TargetPath.Step, _ drawing: Drawing) -> String { row.stop.label[drawing.language] }
}
