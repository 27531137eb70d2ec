import Basics
import Canvas
import Model
import Monitoring
import Scheduling

/// The nodes.
enum NodeList: ListKind {
  static let identifier = ListID.nodes

  static let columns: [ListColumn<NodeView>] = [
    ListColumn(
      { _ in "" }, .fixed(1), startsFalling: true, key: { .number(urgency($0)) },
      line: { node, drawing in Readable(drawing).sign(node) }),
    ListColumn(
      \.lists.node, .flexible(12), key: { .text($0.identifier) },
      line: { node, drawing in name(node, drawing) }),
    ListColumn(
      \.acts.unitsHere, .fixed(8), .right, rank: 4, startsFalling: true,
      key: { .number(Double($0.placement?.units ?? -1)) }, line: { node, drawing in units(on: node, drawing) }
    ),
    ListColumn(
      \.lists.place, .fixed(14), rank: 9, key: { .text($0.region + $0.zone) },
      line: { node, _ in
        [node.region, node.zone].filter { !$0.isEmpty }.joined(separator: " ").ink(.muted)
      }),
    vital(.cpu, 6, rank: 0),
    ListColumn(
      \.lists.trend, .flexible(16), rank: 5,
      line: { node, drawing in
        drawing.glyphs.sparkline(node.trend, columns: max(0, drawing.width), ceiling: 1) {
          Role.load(Double($0))
        }
      }),
    vital(.memory, 6, rank: 0), vital(.load, 6, rank: 4), vital(.fullness, 6, rank: 1),
    vital(.diskBusy, 6, rank: 3),
    vital(.netIn, 11, rank: 6), vital(.netOut, 11, rank: 6), vital(.cpuPressure, 7, rank: 7),
    vital(.memoryPressure, 7, rank: 8), vital(.ioPressure, 7, rank: 8),
    ListColumn(
      \.lists.cores, .fixed(5), .right, rank: 10, startsFalling: true, key: { .number(Double($0.cores)) },
      line: { node, _ in String(node.cores).ink(.muted) }),
    ListColumn(
      \.lists.seen, .fixed(5), .right, rank: 2, key: { .number(-Double($0.lastSeen.milliseconds)) },
      line: {
        node, drawing in Readable(drawing).since(node.lastSeen).ink(node.state == .up ? .muted : .act)
      }),
  ]

  private static func vital(_ vital: Vital, _ width: Int, rank: Int) -> ListColumn<NodeView> {
    ListColumn(
      { $0.vitals.short(vital) }, .fixed(width), .right, rank: rank, startsFalling: true,
      key: { .number(Double($0.vitals[vital])) },
      line: { node, drawing in
        let line = Readable(drawing).vitalLine(node.vitals[vital], vital)
        // What a silent node said last is not how it is.
        return node.state == .up ? line : line.text.ink(.past)
      })
  }

  /// That somebody holds the node: the word beside its name, a sign before it where the word has no room.
  private static func name(_ node: NodeView, _ drawing: Drawing) -> Line {
    let name = node.identifier.ink(node.severity == .act ? .strong : .base)
    guard let state = node.placement?.hold else { return name }
    let (words, glyphs) = (drawing.phrases.acts, drawing.glyphs)
    let isDraining = state == .draining
    let sign = isDraining ? glyphs.leaving : glyphs.held
    let word = isDraining ? words.draining : words.cordoned
    let told = [" \(sign) \(word)", " \(word)"].map { name + $0.ink(.watch) }
    return told.first { $0.columns <= drawing.width } ?? "\(sign) ".ink(.watch) + name
  }

  /// How many there are, and how many come and leave: `5 +3 -1`.
  private static func units(on node: NodeView, _ drawing: Drawing) -> Line {
    guard let placement = node.placement else { return drawing.glyphs.dash.ink(.faint) }
    let (coming, leaving) = (placement.coming, placement.leaving)
    return (coming > 0 ? "+\(coming) ".ink(.accent) : .empty)
      + (leaving > 0 ? "-\(leaving) ".ink(.watch) : .empty)
      + (placement.units.map { String($0).ink(node.state == .up ? .muted : .past) }
        ?? drawing.glyphs.dash.ink(.faint))
  }

  private static func urgency(_ node: NodeView) -> Double {
    let state = node.state == .lost ? 10.0 : node.state == .stale ? 5 : 0
    let severity: Double =
      switch node.severity {
      case .ok: 0
      case .info: 1
      case .watch: 4
      case .act: 9
      }
    return state + severity
  }

  /// The most urgent first; nodes as urgent as each other in the order they came.
  static func rows(of snapshot: Snapshot, in context: ListContext) -> [NodeView] {
    var nodes = snapshot.nodes
    if let moment = context.answers.moment, context.showsPast {
      for place in nodes.indices { nodes[place].vitals = moment.vitals[nodes[place].identifier] ?? Vitals() }
    }
    let keyed = nodes.enumerated().map { (offset: $0.offset, urgency: urgency($0.element)) }
    guard keyed.contains(where: { $0.urgency > 0 }) else { return nodes }
    return keyed.sorted { ($1.urgency, $0.offset) < ($0.urgency, $1.offset) }.map { nodes[$0.offset] }
  }

  static func identity(of row: NodeView) -> String { row.identifier }
  static func text(of row: NodeView, _ drawing: Drawing) -> String {
    "\(row.identifier) \(row.region) \(row.zone)"
  }
  static func place(of row: NodeView) -> Place? { .node(row.identifier) }

  /// What a node looks like in one cell: trouble by its sign, load by size and colour.
  static func heat(of row: NodeView, _ glyphs: Glyphs) -> HeatCell? {
    switch row.state {
    case .lost: return HeatCell(row.group, glyphs.lost, .act)
    case .stale: return HeatCell(row.group, glyphs.unknown, .watch)
    case .up: break
    }
    switch row.severity {
    case .act: return HeatCell(row.group, glyphs.act, .act)
    case .watch: return HeatCell(row.group, glyphs.watch, .watch)
    case .ok, .info:
      let load = Double(row.vitals[.cpu].orZero)
      return HeatCell(group: row.group, scalar: glyphs.heat(load), ink: .load(load))
    }
  }
}

/// The busiest processes of a node.
enum ProcessList: ListKind {
  static let identifier = ListID.processes

  static let columns: [ListColumn<ProcessReading>] = [
    ListColumn(
      { _ in "PID" }, .fixed(7), .right, key: { .number(Double($0.pid)) },
      line: { process, _ in String(process.pid).ink(.muted) }),
    ListColumn(
      \.lists.user, .fixed(8), rank: 3, key: { .text($0.user) },
      line: { process, _ in process.user.ink(.muted) }),
    ListColumn(
      { $0.vitals.short(.cpu) }, .fixed(6), .right, startsFalling: true, key: { .number(Double($0.cpu)) },
      line: {
        process, _ in
        Figures.percent(Double(process.cpu), decimals: process.cpu < 0.0995 && process.cpu > 0 ? 1 : 0)
          .ink(process.cpu < 0.005 ? .faint : process.cpu > 0.8 ? .watch : .base)
      }),
    ListColumn(
      { $0.vitals.short(.memory) }, .fixed(8), .right, startsFalling: true, key: { .number($0.memory) },
      line: { process, _ in Figures.bytes(process.memory).ink(process.memory == 0 ? .faint : .base) }),
    ListColumn(
      \.lists.reads, .fixed(10), .right, rank: 2, startsFalling: true, key: { .number(Double($0.read)) },
      line: { process, drawing in rate(process.read, drawing) }),
    ListColumn(
      \.lists.writes, .fixed(10), .right, rank: 2, startsFalling: true,
      key: { .number(Double($0.written)) }, line: { process, drawing in rate(process.written, drawing) }),
    ListColumn(
      \.lists.threads, .fixed(4), .right, rank: 4, key: { .number(Double($0.threads)) },
      line: {
        process, _ in
        String(process.threads).ink(.muted)
      }),
    ListColumn(
      \.lists.state, .fixed(2), rank: 5, key: { .text($0.state) },
      line: { process, _ in
        process.state.ink(
          process.state == "R" ? .ok : process.state == "D" || process.state == "Z" ? .watch : .faint)
      }),
    ListColumn(
      \.lists.running, .fixed(8), .right, rank: 6, key: { .number(-Double($0.startedAt.milliseconds)) },
      line: { process, drawing in Readable(drawing).since(process.startedAt).ink(.muted) }),
    ListColumn(
      \.lists.command, .flexible(12), key: { .text($0.command) },
      line: { process, _ in process.command.ink(process.cpu > 0.005 ? .strong : .base) }),
  ]

  private static func rate(_ rate: Float, _ drawing: Drawing) -> Line {
    if rate.isNaN { return drawing.glyphs.dash.ink(.faint) }
    return rate < 1 ? "0".ink(.faint) : Figures.bytesPerSecond(Double(rate)).ink(.base)
  }

  /// The busiest by processor first, then by memory.
  static func rows(of snapshot: Snapshot, in context: ListContext) -> [ProcessReading] {
    let processes = context.subject.flatMap { snapshot.node($0) }?.processes?.processes ?? []
    return processes.sorted { ($0.cpu, $0.memory, $1.pid) > ($1.cpu, $1.memory, $0.pid) }
  }

  static func identity(of row: ProcessReading) -> String { "\(row.pid) \(row.startedAt.milliseconds)" }
  static func text(of row: ProcessReading, _ drawing: Drawing) -> String {
    "\(row.pid) \(row.user) \(row.command)"
  }
}

/// The parts of a node: cores, disks, filesystems, interfaces.
enum PartList: ListKind {
  /// One part of any kind.
  struct Part {
    let kind: @Sendable (Phrases) -> String
    let name: String
    /// 0 to 1; nil where a part has no share of anything.
    let used: Float?
    let vital: Vital
    let detail: @Sendable (Readable, Phrases) -> Line
  }

  static let identifier = ListID.places

  static let columns: [ListColumn<Part>] = [
    ListColumn(
      \.lists.part, .fixed(6), rank: 1,
      line: { part, drawing in part.kind(drawing.phrases).ink(.muted) }),
    ListColumn(
      \.lists.name, .flexible(8), key: { .text($0.name) }, line: { part, _ in part.name.ink(.base) }),
    ListColumn(
      \.lists.used, .fixed(15), startsFalling: true, key: { .number(Double($0.used ?? -1)) },
      line: {
        part, drawing in
        guard let used = part.used, !used.isNaN else { return .empty }
        let severity = drawing.snapshot.thresholds.severity(of: used, for: part.vital)
        let percent = Figures.percent(Double(used)).padded(to: 5, onLeft: true)
        return drawing.glyphs.gauge(Double(used), columns: 9, ink: Role.load(Double(used))) + " "
          + percent.ink(severity == .ok ? .base : Readable(drawing).role(severity))
      }),
    ListColumn(
      \.lists.detail, .flexible(16), rank: 2,
      line: { part, drawing in part.detail(Readable(drawing), drawing.phrases) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [Part] {
    guard let detail = context.subject.flatMap({ snapshot.node($0) })?.detail else { return [] }
    return filesystems(detail) + disks(detail) + interfaces(detail) + cores(detail)
  }

  private static func filesystems(_ detail: NodeDetail) -> [Part] {
    detail.filesystems.filter { $0.size > 0 }.sorted { $0.used.orZero > $1.used.orZero }.map { filesystem in
      Part(
        kind: { $0.lists.filesystem }, name: filesystem.mountpoint, used: filesystem.used, vital: .fullness
      ) {
        _, phrases in
        phrases.lists.free(Figures.bytes(filesystem.available), Figures.bytes(filesystem.size)).ink(.muted)
          + " \(filesystem.type)\(filesystem.isReadOnly ? " ro" : "")".ink(.faint)
      }
    }
  }

  private static func disks(_ detail: NodeDetail) -> [Part] {
    detail.disks.map { disk in
      Part(kind: { $0.lists.disk }, name: disk.name, used: disk.busy, vital: .diskBusy) { figures, phrases in
        "\(phrases.lists.reads) \(figures.vital(disk.read, .diskRead))  \(phrases.lists.writes) \(figures.vital(disk.written, .diskWrite))"
          .ink(.muted) + "  \(figures.rate(disk.operations)) IOPS".ink(.faint)
      }
    }
  }

  private static func interfaces(_ detail: NodeDetail) -> [Part] {
    detail.interfaces.map { interface in
      Part(kind: { $0.lists.interface }, name: interface.name, used: nil, vital: .netIn) { figures, phrases in
        let faults = interface.errors.orZero + interface.drops.orZero
        return
          "\(phrases.lists.incoming) \(figures.vital(interface.received, .netIn))  \(phrases.lists.outgoing) \(figures.vital(interface.sent, .netOut))"
          .ink(.muted)
          + (faults > 0 ? "  \(phrases.lists.faults(figures.rate(faults)))".ink(.watch) : .empty)
      }
    }
  }

  private static func cores(_ detail: NodeDetail) -> [Part] {
    detail.cores.map { core in
      Part(kind: { $0.lists.core }, name: "cpu\(core.name)", used: core.busy, vital: .cpu) {
        figures, phrases in
        let shares = [
          (phrases.vitals.short(.user), core.user), (phrases.vitals.short(.system), core.system),
          (phrases.vitals.short(.iowait), core.iowait),
        ]
        return shares.map { "\($0.0) \(figures.vital($0.1, .cpu))" }.joined(separator: "  ").ink(.muted)
      }
    }
  }

  static func identity(of row: Part) -> String { "\(row.vital.name) \(row.name)" }
  static func text(of row: Part, _ drawing: Drawing) -> String { "\(row.kind(drawing.phrases)) \(row.name)" }
}

extension Readable {
  /// A rate a second without its unit.
  func rate(_ rate: Float) -> String { rate.isNaN ? "–" : Figures.brief(Double(rate.rounded())) }
}
