import Basics

/// What only ever grows on a node.
struct NodeCounters: Sendable {
  /// Seconds of each core in each mode.
  var cores: [CoreSeconds]
  var switches = 0.0
  var interrupts = 0.0
  var pagesIn = 0.0
  var pagesOut = 0.0
  var majorFaults = 0.0
  var kills = 0.0
  var reads = 0.0
  var writes = 0.0
  var readBytes = 0.0
  var writtenBytes = 0.0
  var readSeconds = 0.0
  var writeSeconds = 0.0
  var busySeconds = 0.0
  var weightedSeconds = 0.0
  var sent = 0.0
  var received = 0.0
  var packetsSent = 0.0
  var packetsReceived = 0.0
  var dropped = 0.0
  var segments = 0.0
  var resent = 0.0
  var cpuWaiting = 0.0
  var memoryWaiting = 0.0
  var memoryStalled = 0.0
  var diskWaiting = 0.0
  var diskStalled = 0.0
  var units: [UnitTotals]

  /// The seconds of one core in each mode.
  struct CoreSeconds: Sendable {
    var user = 0.0
    var system = 0.0
    var softirq = 0.0
    var iowait = 0.0
    var steal = 0.0
    var idle = 0.0
  }

  /// What one unit has used.
  struct UnitTotals: Sendable {
    var seconds = 0.0
    var periods = 0.0
    var throttled = 0.0
    var read = 0.0
    var written = 0.0
    var sent = 0.0
  }

  init(cores: Int, units: Int) {
    self.cores = Array(repeating: CoreSeconds(), count: cores)
    self.units = Array(repeating: UnitTotals(), count: units)
  }

  mutating func add(
    _ moment: NodeMoment, for seconds: Double, _ machine: StressedNode.Machine, _ chance: inout Chance
  ) {
    addCores(moment, seconds, &chance)
    switches += moment.switches * seconds
    interrupts += moment.interrupts * seconds
    pagesIn += moment.pagesIn * seconds
    pagesOut += moment.pagesOut * seconds
    majorFaults += moment.majorFaults * seconds
    kills += moment.kills
    addDisk(moment, seconds)
    sent += moment.sent * seconds
    received += moment.received * seconds
    packetsSent += moment.sent / 1_400 * seconds
    packetsReceived += moment.received / 1_400 * seconds
    dropped += moment.sent / 1_400 * moment.dropped * seconds
    segments += moment.sent / 1_400 * seconds
    resent += moment.sent / 1_400 * moment.resent * seconds
    cpuWaiting += moment.cpuPressure * seconds
    memoryWaiting += moment.memoryPressure.some * seconds
    memoryStalled += moment.memoryPressure.full * seconds
    diskWaiting += moment.diskPressure.some * seconds
    diskStalled += moment.diskPressure.full * seconds
    addUnits(moment, seconds)
  }

  private mutating func addDisk(_ moment: NodeMoment, _ seconds: Double) {
    reads += moment.requests * 0.55 * seconds
    writes += moment.requests * 0.45 * seconds
    readBytes += moment.diskBytes * 0.5 * seconds
    writtenBytes += moment.diskBytes * 0.5 * seconds
    // All requests together are inside for as many seconds as there are inside, each second.
    readSeconds += moment.queue * 0.5 * seconds
    writeSeconds += moment.queue * 0.5 * seconds
    weightedSeconds += moment.queue * seconds
    busySeconds += moment.busy * seconds
  }

  private mutating func addCores(_ moment: NodeMoment, _ seconds: Double, _ chance: inout Chance) {
    let count = Double(cores.count)
    // The thread that never sleeps keeps its core; the others share what is left.
    let hot = moment.hotCore
    let work = max(0, moment.user + moment.system + moment.softirq - hot)
    let sum = max(moment.user + moment.system + moment.softirq, 0.001)
    let others = hot > 0 ? max(1, count - 1) : count
    for place in cores.indices {
      let isHot = hot > 0 && place == 0
      let own = isHot ? hot : min(1, work / others * chance.number(in: 0.93...1.07))
      let taken = moment.steal / count
      let busy = min(own, 1 - taken)
      let waiting = min(moment.iowait / count, max(0, 1 - busy - taken))
      cores[place].user += seconds * busy * moment.user / sum
      cores[place].system += seconds * busy * moment.system / sum
      cores[place].softirq += seconds * busy * moment.softirq / sum
      cores[place].steal += seconds * taken
      cores[place].iowait += seconds * waiting
      cores[place].idle += seconds * max(0, 1 - busy - taken - waiting)
    }
  }

  private mutating func addUnits(_ moment: NodeMoment, _ seconds: Double) {
    for place in units.indices {
      units[place].seconds += moment.used[place] * seconds
      if let throttled = moment.throttled[place] {
        units[place].periods += 10 * seconds
        units[place].throttled += 10 * throttled * seconds
      }
      units[place].read += moment.requestsOf[place] * 12_000 * seconds
      units[place].written += moment.requestsOf[place] * 12_000 * seconds
      units[place].sent += moment.sentOf[place] * seconds
    }
  }
}
