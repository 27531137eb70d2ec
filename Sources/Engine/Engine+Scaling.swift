import Basics
import Model
import Monitoring
import Scheduling
import Telemetry

extension Engine {
  /// Counts the units of each group that has a rule, and lets there be as many as its work needs: more are brought back
  /// from where they are stored, those too many become ghosts. Who only looks at the house counts alone.
  func scale() {
    guard !configuration.scaling.isEmpty, !isRecollecting, units.cluster.revision > 0 else { return }
    guard scaling.countedOn != units.cluster.revision else { return }
    scaling.countedOn = units.cluster.revision
    let full = fleet.nodes.filter { $0.vitals[.cpu] >= Self.full }.map(\.identifier)
    var round = ScalingRound(units.views, acts.book, full: Set(full))
    scaling.views = configuration.scaling.map { rule in
      var view = round.view(of: rule)
      follow(rule, &view, &round)
      return view
    }
  }

  /// The groups that have a rule, the most urgent first: also those of which no unit is known yet.
  var groups: [GroupView] {
    guard scaling.countedOn == nil else { return scaling.views }
    return configuration.scaling.map { rule in
      var view = GroupView(rule.group, rule.serviceClass)
      view.reason = Self.nobodyYet
      return view
    }
  }

  /// Where so much of a node's cores is busy its units may want more than they get.
  private static let full: Float = 0.92

  private func follow(_ rule: ScalingRule, _ view: inout GroupView, _ round: inout ScalingRound) {
    guard let size = rule.cores ?? round.quota(of: rule.group) else {
      view.reason = Self.sizeUnknown
      return
    }
    view.capacity = size * Double(view.residents + view.coming)
    switch busy(rule, round) {
    case .failure(let obstacle): view.reason = obstacle.words
    case .success(let busy):
      view.busy = busy
      let units = view.residents + view.coming
      let isHeldBack = rule.demand == nil && round.isHeldBack(rule.group)
      let advice = scaling.advise(
        rule, busy: busy / size, units: units, isHeldBack: isHeldBack, looksOn: purpose == .watch, at: now)
      (view.wanted, view.reason) = (advice.units, advice.reason.words)
      if mayScale { carry(out: advice, rule, size, &view, &round) }
    }
  }

  /// Nothing is done where another process decides, or nobody carries it out, or only advice is wanted, or somebody has
  /// it paused.
  private var mayScale: Bool {
    guard isHolder, purpose == .watch, configuration.isExecuting else { return false }
    return acts.settings.initiative != .advise && !acts.settings.isPaused && acts.stillness == nil
  }

  /// The cores that the work of a group keeps busy, or would.
  private func busy(_ rule: ScalingRule, _ round: ScalingRound) -> Result<Double, Relocation.Obstacle> {
    guard let demand = rule.demand else {
      guard let busy = round.cores(of: rule.group) else { return .failure(.init(Self.useUnknown)) }
      return .success(busy)
    }
    do throws(QueryFault) {
      let samples = try Self.samples(of: demand, in: series, at: now)
      guard samples.count == 1, samples[0].value.isFinite, samples[0].value >= 0 else {
        return .failure(.init(Self.demandUnknown(samples.count)))
      }
      return .success(samples[0].value)
    } catch { return .failure(.init(Bilingual(error.description))) }
  }

  private func carry(
    out advice: Autoscaler.Advice, _ rule: ScalingRule, _ size: Double, _ view: inout GroupView,
    _ round: inout ScalingRound
  ) {
    let more = advice.units - view.residents - view.coming
    guard more != 0 else { return }
    let words = Self.motive(rule.group, advice)
    if acts.isRefused(rule.group, growing: more > 0, at: now) {
      view.reason = Self.refused
    } else if more < 0 {
      evict(-more, of: rule.group, keeping: advice.units, words, &view, &round)
    } else if scaling.rests(rule.group, at: now) {
      view.shortage = Self.gaveWay
    } else {
      materialise(more, of: rule, size, words, &view, &round)
    }
  }

  /// Whether somebody wants a unit to stay where it is.
  private func isSpared(_ unit: String) -> Bool { acts.calledOff[unit] != nil || acts.keptUp[unit] != nil }

  /// Those first beside which there are the fewest, so that nodes become empty.
  private func evict(
    _ count: Int, of group: String, keeping wanted: Int, _ motive: Bilingual, _ view: inout GroupView,
    _ round: inout ScalingRound
  ) {
    // What has not begun to come need not come.
    let off = acts.book.callOff(at: now, most: count) { $0.group == group && $0.cause == .demand }.count
    view.coming -= off
    let candidates = round.residents(of: group, sparing: isSpared)
    // What is still to come does not stand in for what serves.
    let spare = min(count - off, round.count(of: group) - wanted, Self.mostAtATime)
    let chosen = candidates.sorted { (round.beside($0), $0.name) < (round.beside($1), $1.name) }
      .prefix(max(0, spare))
    enter(
      chosen.map { unit in
        Relocation.Departure(
          unit: unit, motive: motive, beside: round.beside(unit), of: candidates.count)
      }, .idle)
    round.leave(Array(chosen), of: group)
    view.leaving += chosen.count
    view.residents -= chosen.count
  }

  private func materialise(
    _ count: Int, of rule: ScalingRule, _ size: Double, _ motive: Bilingual, _ view: inout GroupView,
    _ round: inout ScalingRound
  ) {
    // What has not begun to go need not go.
    let off = acts.book.callOff(at: now, most: count) { $0.group == rule.group && $0.cause == .idle }.count
    (view.leaving, view.residents) = (view.leaving - off, view.residents + off)
    let wanted = min(count - off, Self.mostAtATime)
    guard wanted > 0 else { return }
    let memory = round.memory(of: rule.group)
    let pieces = round.names(wanted, of: rule.group).map { name in
      var unit = UnitView(node: "", name: name, since: now)
      (unit.group, unit.state) = (rule.group, .ghost)
      (unit.cores, unit.memory) = (size * rule.limits.target, memory)
      unit.needs = round.needs(of: rule.group)
      unit.priority = unit.needs?.priority ?? rule.serviceClass.priority
      return unit
    }
    let relocation = relocation
    let (found, held) = relocation.materialise(pieces, motive)
    enter(found, .demand)
    view.coming += found.count
    round.come(found.map(\.piece.unit), of: rule.group)
    guard let first = held.first else { return }
    view.shortage = first.reason
    makeRoom(for: held.map(\.unit), relocation, &round)
  }

  /// Has less urgent units make room for those of lost nodes that find none, where groups have any to spare.
  func makeRoom(for units: [UnitView], _ relocation: Relocation) {
    guard mayScale, !configuration.scaling.isEmpty, !units.isEmpty else { return }
    var round = ScalingRound(self.units.views, acts.book, full: [])
    makeRoom(for: units, relocation, &round)
  }

  /// Lets less urgent units go, unless some are on their way out already, or went so lately that their nodes do not
  /// tell of the room they left.
  private func makeRoom(for units: [UnitView], _ relocation: Relocation, _ round: inout ScalingRound) {
    guard scaling.mayMakeRoom(at: now),
      !acts.book.unfinished.contains(where: { $0.cause == .room && $0.isOpen })
    else { return }
    let departures = relocation.makeRoom(
      for: units, among: round.movable(configuration.scaling, sparing: isSpared))
    guard !departures.isEmpty else { return }
    enter(departures, .room)
    scaling.madeRoom(at: now)
    for (group, leaving) in Dictionary(grouping: departures.map(\.unit), by: { $0.group ?? "" }) {
      round.leave(leaving, of: group)
      scaling.yield(group, at: now)
    }
  }

  /// How many are brought back, or let go, at a time.
  private static let mostAtATime = 256

  private static func motive(_ group: String, _ advice: Autoscaler.Advice) -> Bilingual {
    let (why, count) = (advice.reason.words, advice.units)
    return Bilingual(
      english: "\(group) is \(why.english): \(count) units are to serve",
      chinese: "\(group) \(why.chinese)：应有 \(count) 个单元服务")
  }

  private static let sizeUnknown = Bilingual(
    english: "it is not known what a unit is made for: it has no quota, and the rule says no cores",
    chinese: "不知道单元的设计容量：没有配额，规则也未写 cores")
  private static let nobodyYet = Bilingual(english: "no unit is known yet", chinese: "尚不知有任何单元")
  private static let useUnknown = Bilingual(
    english: "it is not known yet how busy its units are", chinese: "尚不知道其单元的繁忙程度")
  private static let gaveWay = Bilingual(
    english: "it made room for what is more urgent", chinese: "已为更紧急的单元让出资源")
  private static let refused = Bilingual(
    english: "somebody said no to that; it is left for an hour", chinese: "已被人工否决，一小时内不再调整")
  private static func demandUnknown(_ count: Int) -> Bilingual {
    Bilingual(
      english: "its demand must be one figure of 0 or more; the query gave \(count)",
      chinese: "需求查询应得到一个非负数，现得到 \(count) 个")
  }
}
