import Basics
import Community
import Costs
import Model
import Monitoring
import Store
import Telemetry

extension Engine {
  /// How often costs are added up.
  private static let costStep = Span.minutes(1)

  func countCosts() {
    costs.nodes = currentCosts()
    let today = configuration.zone.day(of: now)
    for cost in costs.nodes {
      let last = costs.countedAt[cost.node] ?? now
      guard costs.countedAt[cost.node] != nil, now - last >= Self.costStep else {
        if now < last || costs.countedAt[cost.node] == nil { costs.countedAt[cost.node] = now }
        continue
      }
      costs.countedAt[cost.node] = now
      // A stretch in which nobody watched is not counted as if somebody had.
      guard now - last < Self.costStep * 3 else { continue }
      add(cost, over: now - last, to: CostKeeper.Key(node: cost.node, day: today))
    }
  }

  /// What the nodes cost by the price book; nothing without one.
  func currentCosts() -> [NodeCost] {
    guard let prices = configuration.prices else { return [] }
    return fleet.nodes.compactMap { cost(of: $0, prices) }
  }

  private func cost(of node: NodeView, _ prices: PriceBook) -> NodeCost? {
    guard node.state != .lost, node.cores > 0, !node.memory.isNaN else { return nil }
    return NodeCost(
      node: node.identifier, cores: node.cores, memoryBytes: Int64(node.memory), cpu: node.vitals[.cpu],
      memory: node.vitals[.memory], priced: prices.entry { node.labels[$0] })
  }

  private func add(_ cost: NodeCost, over span: Span, to key: CostKeeper.Key) {
    closeDays(before: key.day)
    costs.today[key, default: CostTotal(currency: cost.perHour.currency)].add(cost, over: span)
    unsaved.costs.insert(key)
  }

  /// At midnight what was today becomes a day of the past.
  private func closeDays(before day: Day) {
    let over = costs.today.filter { $0.key.day < day }
    guard !over.isEmpty, unsaved.costs.isEmpty else { return }
    for (ended, totals) in Dictionary(grouping: over, by: { $0.key.day }).sorted(by: { $0.key < $1.key }) {
      let sum = totals.map(\.value).reduce(CostTotal(currency: currency), +)
      costs.past.append(CostView.DayCost(day: ended, total: sum))
    }
    costs.today = costs.today.filter { $0.key.day >= day }
  }

  private var currency: String { configuration.prices?.currency ?? "USD" }

  func reloadCosts() throws(StoreFault) {
    let today = configuration.zone.day(of: now)
    costs.past = try store.costDays(currency: currency).filter { $0.day < today }
    costs.today = [:]
    for (node, total) in try store.costs(on: today, currency: currency) {
      costs.today[CostKeeper.Key(node: node, day: today)] = total
    }
  }

  func costView() -> CostView {
    var view = CostView(currency: currency)
    view.nodes = isHolder ? costs.nodes : currentCosts()
    view.prices = configuration.prices
    let today = configuration.zone.day(of: now)
    view.today = costs.today.filter { $0.key.day == today }.map(\.value).reduce(
      CostTotal(currency: currency), +)
    view.days = costs.past + [CostView.DayCost(day: today, total: view.today)]
    view.ever = view.days.map(\.total).reduce(CostTotal(currency: currency), +)
    view.watchedSince = view.days.first { $0.total.watched > .zero }?.day
    view.path = Self.path(board)
    view.claims = Self.claims(board)
    return view
  }

  /// The programme's indicators of users and of cost reduction, whose targets make up its way.
  private static let usersIndicator = "A-K01"
  private static let reductionIndicator = "A-K02"
  private static let freeUsersIndicator = "A-K03"

  private static func path(_ board: Board) -> TargetPath {
    guard let reduction = board.indicator(reductionIndicator) else { return TargetPath([]) }
    let users = board.indicator(usersIndicator)?.targets ?? []
    var stops: [TargetPath.Stop] = []
    if let claimed = claim(reductionIndicator, board) {
      stops.append(
        TargetPath.Stop(
          label: Bilingual(""), due: nil, users: claim(usersIndicator, board)?.value, reduction: claimed.value
        ))
    }
    for target in reduction.targets {
      guard let value = target.amount?.value else { continue }
      let matching = users.first { $0.end != nil && $0.end == target.end }
      stops.append(
        TargetPath.Stop(
          label: target.period, due: target.end, users: matching?.amount?.value, reduction: value))
    }
    return TargetPath(stops)
  }

  /// What the programme itself says; measurements entered later do not change that.
  private static func claim(_ indicator: String, _ board: Board) -> Reading? {
    Indicator.newest((board.readings[indicator] ?? []).filter { $0.provenance == .claimed })
  }

  private static func claims(_ board: Board) -> CostView.Claims {
    let readings = [claim(reductionIndicator, board), claim(usersIndicator, board)]
    let free = board.indicator(freeUsersIndicator)?.targets.first?.amount?.value
    return CostView.Claims(
      reduction: readings[0]?.value, users: readings[1]?.value, usersAtNoAddedCost: free,
      sources: readings.compactMap { $0?.source })
  }
}
