import Basics
import Glibc

/// How a node is at a moment: what of the demand it serves, and what waits.
struct NodeMoment: Sendable {
  /// Cores that each unit uses, and the part of its periods in which it was held back.
  var used: [Double] = []
  var throttled: [Double?] = []
  var quotas: [Double?] = []
  var memories: [Double] = []
  /// Cores spent in each mode.
  var user = 0.0
  var system = 0.0
  var softirq = 0.0
  var iowait = 0.0
  var steal = 0.0
  /// A core that one thread keeps busy.
  var hotCore = 0.0
  /// Runnable ones, those running with them, and those that wait for the disk.
  var runnable = 1.0
  var blocked = 0.0
  var load = 0.5
  var switches = 0.0
  var interrupts = 0.0
  /// Bytes in use, and of the swap.
  var memory = 0.0
  var swapped = 0.0
  var pagesIn = 0.0
  var pagesOut = 0.0
  var majorFaults = 0.0
  var kills = 0.0
  /// Requests a second done, bytes a second, the part of the time with any, how many at once.
  var requests = 0.0
  var requestsOf: [Double] = []
  var busy = 0.0
  var queue = 0.0
  var diskBytes = 0.0
  var sent = 0.0
  var sentOf: [Double] = []
  var received = 0.0
  var dropped = 0.0
  var resent = 0.0
  var cpuPressure = 0.0
  var memoryPressure = (some: 0.0, full: 0.0)
  var diskPressure = (some: 0.0, full: 0.0)

  init() {}

  init(
    under demand: Demand, on machine: StressedNode.Machine, before: NodeMoment, for span: Span,
    _ chance: inout Chance
  ) {
    memories = demand.memories
    page(demand, machine, before, span, &chance)
    serveDisk(demand, machine, &chance)
    send(demand, machine, &chance)
    run(demand, machine, &chance)
    count(machine, &chance)
    let weight = min(1, span.seconds / 60)
    load = before.load + (runnable + blocked - before.load) * weight
  }

  /// What does not fit into memory is read and written again and again.
  private mutating func page(
    _ demand: Demand, _ machine: StressedNode.Machine, _ before: NodeMoment, _ span: Span,
    _ chance: inout Chance
  ) {
    let wanted = demand.memory / machine.memory
    // The kernel keeps some per cent free by giving pages up.
    let held = min(wanted, 0.945 + 0.03 * min(1, max(0, wanted - 0.945) / 0.3))
    memory = machine.memory * held
    majorFaults = chance.number(in: 0...12)
    let excess = max(0, wanted - 0.94)
    guard excess > 0 else {
      swapped = before.swapped * 0.999
      return
    }
    let storm = min(1, excess / 0.25)
    swapped = min(machine.swap * 0.99, before.swapped + machine.memory * excess * min(1, span.seconds / 90))
    // A page that comes in must push another out; pages come in clusters, a fault for each.
    pagesIn = (2_000 + 16_000 * storm) * chance.number(in: 0.85...1.15)
    pagesOut = pagesIn * chance.number(in: 0.7...1)
    majorFaults += pagesIn / chance.number(in: 2...5)
    memoryPressure = (min(0.95, 0.12 + 0.7 * storm), min(0.8, 0.04 + 0.5 * storm))
    kills = storm > 0.9 && chance.happens(span.seconds / 600) ? 1 : 0
  }

  /// One line of requests before the disk; swapping stands in it too.
  private mutating func serveDisk(
    _ demand: Demand, _ machine: StressedNode.Machine, _ chance: inout Chance
  ) {
    let swapping = (pagesIn + pagesOut) / 6 + majorFaults / 4
    let wanted = demand.requests.reduce(0, +) + swapping
    let capacity = machine.disk / demand.slowness
    let share = min(1, capacity * 0.995 / max(wanted, 1))
    requests = wanted * share
    requestsOf = demand.requests.map { $0 * share }
    busy = min(0.999, requests / capacity)
    let patience = demand.patience + (swapping > 0 ? 30 * memoryPressure.some : 0)
    queue = min(busy / max(1 - wanted / capacity, 0.001), patience)
    if wanted >= capacity { queue = patience * chance.number(in: 0.85...1.1) }
    // Of those who stand in line some do other things meanwhile: write-back has no thread waiting.
    blocked = queue > 2 ? queue * 0.55 : queue * 0.1
    let pressing = min(0.98, busy * busy * 0.25 + (queue > 4 ? min(0.65, queue / 40) : 0))
    diskPressure = (pressing, pressing * (busy > 0.95 ? 0.6 : 0.2))
    diskBytes = requestsOf.reduce(0, +) * 24_000 + (pagesIn + pagesOut) * 4_096
  }

  /// What the line cannot take is dropped, and sent again.
  private mutating func send(_ demand: Demand, _ machine: StressedNode.Machine, _ chance: inout Chance) {
    // Who waits for memory or the disk has less to send.
    let able = (1 - memoryPressure.full) * (1 - 0.5 * diskPressure.full)
    let wanted = demand.sent.reduce(0, +) * able
    let use = min(wanted / machine.line, 0.985)
    sent = use * machine.line
    sentOf = demand.sent.map { $0 * able * min(1, sent / max(wanted, 1)) }
    received = min(sent * demand.received, machine.line * 0.9)
    let excess = max(0, wanted / machine.line - 0.93)
    dropped = min(0.02, excess * 0.03) * chance.number(in: 0.8...1.2)
    resent = 0.0004 + min(0.06, excess * 0.06) * chance.number(in: 0.8...1.2)
  }
}

extension NodeMoment {
  /// What is left of the processors is shared out; small ones get what they want, great ones the rest.
  fileprivate mutating func run(
    _ demand: Demand, _ machine: StressedNode.Machine, _ chance: inout Chance
  ) {
    let count = Double(machine.cores)
    // Who waits for disk, memory or line does not ask for a processor.
    let congestion = max(0, demand.sent.reduce(0, +) / machine.line - 1)
    let able =
      (1 - memoryPressure.full) * (1 - 0.6 * diskPressure.full) * (1 - min(0.4, congestion * 0.5))
    let wanted = demand.cores.map { $0 * able }
    quotas = demand.quotas
    let allowed = zip(wanted, demand.quotas).map { want, quota in min(want, quota ?? .infinity) }
    throttled = zip(wanted, demand.quotas).map { want, quota in
      quota.map { limit in
        want > limit ? min(1, 0.55 + (want / limit - 1) * 0.5) : max(0, want / limit - 0.6) * 0.1
      }
    }
    softirq = (sent + received) / 1_500 * 1.1e-6
    let kernel = softirq + (pagesIn + pagesOut) * 9e-6
    steal = demand.steal * count
    let free = max(0.1, count - steal - kernel)
    used = Self.shared(allowed, free)
    if let single = demand.single { used[single] = min(used[single], 0.995) }
    let work = used.reduce(0, +)
    let spinning = max(0.22, demand.spinning)
    (user, system) = (work * (1 - spinning), work * spinning + kernel - softirq)
    hotCore = demand.single.map { used[$0] } ?? 0
    wait(
      for: allowed.reduce(0, +), among: free, held: zip(wanted, allowed).map { $0 - $1 }.reduce(0, +),
      machine, &chance)
    switches = demand.contention * count
    iowait = min(max(0, count - work - kernel - steal), blocked)
  }

  /// Each gets what it asks for, as long as all others get as much (max-min fairness, as the scheduler's weights do).
  private static func shared(_ wanted: [Double], _ free: Double) -> [Double] {
    guard wanted.reduce(0, +) > free else { return wanted }
    var (left, given) = (free, [Double](repeating: 0, count: wanted.count))
    for (rank, place) in wanted.indices.sorted(by: { wanted[$0] < wanted[$1] }).enumerated() {
      given[place] = min(wanted[place], left / Double(wanted.count - rank))
      left -= given[place]
    }
    return given
  }

  /// How many stand in line for a processor, and for what part of the time any does.
  private mutating func wait(
    for wanted: Double, among free: Double, held: Double, _ machine: StressedNode.Machine,
    _ chance: inout Chance
  ) {
    let use = wanted / free
    let count = Double(machine.cores)
    // The chance of having to wait in M/M/c, nearly (Sakasegawa, 1977).
    let exponent = (2 * (count + 1)).squareRoot() - 1
    let waiting = use < 1 ? pow(use, exponent) : 1
    let line = use < 0.97 ? waiting * use / (1 - use) * 0.6 : max(wanted * 1.5 - free, count * 0.6)
    runnable = (min(wanted, free) + line) * chance.number(in: 0.9...1.1)
    let pressure = use < 1 ? waiting * 0.75 : min(0.97, 0.75 + (use - 1) * 0.3)
    // Those that are held back by a quota want to run all the same.
    let heldBack = held > 0.05 ? min(0.7, 0.2 + held * 0.25) : 0
    cpuPressure = min(0.98, max(pressure, heldBack) * chance.number(in: 0.92...1.05))
  }

  fileprivate mutating func count(_ machine: StressedNode.Machine, _ chance: inout Chance) {
    let packets = (sent + received) / 1_400
    let work = used.reduce(0, +)
    switches +=
      (work * 1_800 + requests * 2.2 + packets * 0.12 + pagesIn * 0.3) * chance.number(in: 0.9...1.1)
    interrupts = Double(machine.cores) * 250 + packets * 0.1 + requests + switches * 0.3
  }
}
