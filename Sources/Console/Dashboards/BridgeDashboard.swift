import Basics
import Canvas
import Community
import Costs
import Model
import Monitoring
import Roadmap

extension Dashboard {
  /// The whole house in one look.
  static let bridge = Dashboard(
    lists: [.bridgeNeeds, .bridgeChanges], commands: [.open, .acknowledge, .silence]
  ) { stage, rect in
    var rest = rect
    stage.drawVerdict(in: rest.takeTop(3))
    stage.drawTiles(in: rest.takeTop(rest.height >= 30 ? 8 : rest.height >= 20 ? 7 : 6))
    let showsWatch = rest.height >= 14
    if showsWatch { stage.drawWatch(in: rest.takeBottom(rest.height >= 30 ? 7 : 5)) }
    stage.drawSavedPanels(on: .bridge, from: &rest)
    let needs = stage.phrases.bridge
    if rect.width >= 110 {
      let columns = rest.columns(2)
      stage.list(.bridgeNeeds, needs.needs, empty: needs.nothingNeeded, in: columns[0])
      stage.list(.bridgeChanges, stage.changesTitle, empty: needs.nothingChanged, in: columns[1])
    } else {
      let changes = rest.height >= 16 ? rest.takeBottom(rest.height * 2 / 5) : rest.takeBottom(0)
      stage.list(.bridgeNeeds, needs.needs, empty: needs.nothingNeeded, in: rest)
      stage.list(.bridgeChanges, stage.changesTitle, empty: needs.nothingChanged, in: changes)
    }
  }
}

extension Stage {
  /// Who holds the watch.
  var holder: String {
    let watch = snapshot.watch
    guard watch.isHeld else { return phrases.bridge.nobody }
    let process = Int(watch.pid)
    return watch.isOurs ? phrases.bridge.thisConsole(process) : phrases.bridge.process(process)
  }

  fileprivate var changesTitle: String {
    console.lookedAt.map { phrases.bridge.changedSince(figures.clock($0)) } ?? phrases.bridge.changed
  }

  /// Health in words, in a frame that has its colour.
  fileprivate mutating func drawVerdict(in rect: Rect) {
    var inside = panel("", in: rect)
    let right = phrases.bridge.summary(snapshot.nodes.count, snapshot.rules.count).ink(.muted)
    if inside.width > 70 { write(right, in: inside.takeRight(right.columns), .right) }
    write(verdict, in: inside)
  }

  fileprivate mutating func drawTiles(in rect: Rect) {
    let tiles = Tile.all(snapshot, drawing, isNarrow: rect.width < 110)
    for (tile, place) in zip(tiles, rect.columns(tiles.count)) { draw(tile, in: place) }
  }

  private mutating func draw(_ tile: Tile, in rect: Rect) {
    let key = console.setup.keymap.label(of: tile.screen.command).ink(.key)
    let title = tile.title.columns + 6 <= rect.width ? tile.title : phrases.screens.name(tile.screen)
    var inside = panel(title, note: rect.width >= title.columns + 8 ? key : .empty, in: rect)
    hit(rect, .command(tile.screen.command))
    write(tile.headline, in: inside.takeTop(1))
    if inside.height > tile.lines.count, !tile.trend.isEmpty {
      let trend = glyphs.sparkline(tile.trend, columns: inside.width, ceiling: 1) { Role.load(Double($0)) }
      write(trend, in: inside.takeTop(1))
    }
    for line in tile.lines where !inside.isEmpty { write(line, in: inside.takeTop(1)) }
  }

  /// Who holds the watch, and what the house stands on.
  fileprivate mutating func drawWatch(in rect: Rect) {
    let inside = panel(phrases.bridge.watchTitle, in: rect)
    let watch = snapshot.watch
    let sources = snapshot.sources
    let failing = sources.count { $0.fault != nil }
    let sourceLine =
      phrases.bridge.sources(sources.count - failing, sources.map(\.series).reduce(0, +)).ink(.base)
      + (failing > 0 ? "  \(glyphs.act) \(phrases.bridge.failing(failing))".ink(.act) : .empty)
    let store =
      "\(Figures.bytes(Double(snapshot.store.bytes)))  ".ink(.base) + snapshot.store.path.ink(.muted)
    let since = watch.isHeld ? phrases.bridge.since(figures.clock(watch.since)).ink(.muted) : .empty
    let onlookers =
      watch.onlookers.isEmpty ? Line.empty : "  \(phrases.bridge.onlookers(watch.onlookers.count))".ink(.info)
    facts(
      [
        (phrases.bridge.heldBy, holder.ink(.base) + "  " + since + onlookers),
        (phrases.bridge.fedBy, sourceLine), (phrases.bridge.keptIn, store),
        (
          phrases.bridge.rulesName,
          phrases.bridge.rules(snapshot.rules.count, snapshot.rules.count { $0.fault != nil }).ink(.base)
        ),
      ], in: inside)
  }
}

/// One subject on the bridge: the one thing that matters, and what supports it.
struct Tile {
  let screen: ScreenID
  let title: String
  let headline: Line
  var lines: [Line] = []
  /// 0 to 1, oldest first.
  var trend: [Float] = []

  /// - Parameter isNarrow: whether short names are to be used.
  static func all(_ snapshot: Snapshot, _ drawing: Drawing, isNarrow: Bool) -> [Tile] {
    [
      load(snapshot, drawing, isNarrow), alerts(snapshot, drawing), savings(snapshot, drawing),
      roadmap(snapshot, drawing),
      community(snapshot, drawing),
    ]
  }

  private static func load(_ snapshot: Snapshot, _ drawing: Drawing, _ isNarrow: Bool) -> Tile {
    let (phrases, figures) = (drawing.phrases, Readable(drawing))
    func name(_ vital: Vital) -> String {
      isNarrow ? phrases.vitals.short(vital) : phrases.vitals.name(vital)
    }
    let nodes = snapshot.digest.nodes
    guard nodes.count > 0 else {
      return Tile(screen: .nodes, title: phrases.bridge.nodes, headline: phrases.bridge.noNodes.ink(.muted))
    }
    let silent = nodes.stale + nodes.lost
    let silentLine =
      silent > 0 ? "  \(drawing.glyphs.lost) \(phrases.bridge.silent(silent))".ink(.act) : .empty
    return Tile(
      screen: .nodes, title: phrases.bridge.nodes,
      headline: figures.vitalLine(nodes.cpu, .cpu).bold + " \(name(.cpu))".ink(.muted),
      lines: [
        phrases.bridge.up(nodes.up).ink(.base) + silentLine,
        figures.vitalLine(nodes.memory, .memory) + " \(name(.memory))".ink(.muted),
        figures.vitalLine(nodes.fullness, .fullness) + " \(name(.fullness))".ink(.muted),
      ], trend: snapshot.loadTrend)
  }

  private static func alerts(_ snapshot: Snapshot, _ drawing: Drawing) -> Tile {
    let phrases = drawing.phrases
    let alerts = snapshot.digest.alerts
    let worst = alerts.worst
    let figures = Readable(drawing)
    let headline =
      alerts.firing == 0
      ? "\(drawing.glyphs.ok) \(phrases.bridge.quiet)".ink(.ok, bold: true)
      : figures.sign(worst)
        + " \(phrases.bridge.firing(alerts.firing))".ink(
          worst == .ok ? .base : figures.role(worst), bold: true)
    return Tile(
      screen: .alerts, title: phrases.bridge.alerts, headline: headline,
      lines: [
        phrases.bridge.pending(alerts.pending).ink(alerts.pending > 0 ? .watch : .muted),
        phrases.bridge.taken(alerts.taken).ink(.muted), phrases.bridge.silenced(alerts.silenced).ink(.muted),
      ])
  }

  private static func savings(_ snapshot: Snapshot, _ drawing: Drawing) -> Tile {
    let (phrases, figures) = (drawing.phrases, Readable(drawing))
    let costs = snapshot.costs
    let claimed =
      figures.percent(costs.claims.reduction).ink(.claimed, bold: true)
      + " \(phrases.provenance.name(.claimed))".ink(.muted)
    let computed =
      figures.percent(costs.ever.reduction).ink(.derived) + " \(phrases.savings.computedShort)".ink(.muted)
    return Tile(
      screen: .savings, title: phrases.bridge.savings, headline: claimed,
      lines: [
        computed, phrases.savings.noneVerified.ink(.muted),
        costs.nodes.isEmpty
          ? .empty : "\(costs.perHour.rounded(to: 2))\(phrases.savings.anHour)".ink(.muted),
      ])
  }

  private static func roadmap(_ snapshot: Snapshot, _ drawing: Drawing) -> Tile {
    let phrases = drawing.phrases
    let standings = snapshot.plan.programmes.flatMap { programme in
      programme.milestones.map { programme.standing(of: $0, on: drawing.today) }
    }
    let done = standings.count { $0 == .done }
    let overdue = standings.count { if case .overdue = $0 { true } else { false } }
    let active = standings.count { $0 == .active }
    return Tile(
      screen: .roadmap, title: phrases.bridge.roadmap,
      headline: "\(done)/\(standings.count)".ink(.strong) + " \(phrases.bridge.done)".ink(.muted),
      lines: [
        overdue > 0
          ? "\(drawing.glyphs.act) \(phrases.bridge.overdue(overdue))".ink(.act)
          : phrases.bridge.overdue(0).ink(.muted),
        phrases.bridge.active(active).ink(.base),
        phrases.bridge.undated(standings.count { $0 == .undated }).ink(.muted),
      ])
  }

  private static func community(_ snapshot: Snapshot, _ drawing: Drawing) -> Tile {
    let phrases = drawing.phrases
    let verdicts = snapshot.board.indicators.map { snapshot.board.outlook(of: $0, on: drawing.today).verdict }
    let targeted = verdicts.count { $0 != .untargeted }
    let met = verdicts.count { $0 == .met }
    let missed = verdicts.count { $0 == .missed }
    return Tile(
      screen: .community, title: phrases.bridge.community,
      headline: "\(met)/\(targeted)".ink(.strong) + " \(phrases.bridge.met)".ink(.muted),
      lines: [
        missed > 0
          ? "\(drawing.glyphs.act) \(phrases.bridge.missed(missed))".ink(.act)
          : phrases.bridge.missed(0).ink(.muted),
        phrases.bridge.unmeasured(verdicts.count { $0 == .unknown }).ink(.muted),
        phrases.bridge.findings(snapshot.findings.count).ink(snapshot.findings.isEmpty ? .muted : .watch),
      ])
  }
}

extension Float {
  /// Not-a-number counts as nothing when things are compared.
  var orZero: Float { isNaN ? 0 : self }
}

extension Line {
  /// The same line in bold.
  var bold: Line {
    Line(
      runs.map { run in
        var run = run
        run.isBold = true
        return run
      })
  }
}
