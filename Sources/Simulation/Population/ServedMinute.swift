import Monitoring
import Scheduling

/// What becomes of a minute's requests at a pool, class by class, by the closed forms of M/M/c.
struct ServedMinute: Sendable {
  /// What is asked of a pool.
  struct Load: Sendable {
    /// Requests a second of each class, the most urgent first.
    let rates: [Double]
    let treatments: [BrownOut.Treatment]
    /// Mean seconds of service, and what part of it is left without extras.
    let time: Double
    let lean: Double
  }

  /// Of one class, in requests a second.
  struct Part: Sendable {
    let offered: Double
    /// Turned away on purpose.
    let shed: Double
    /// Taken in, and not served for want of servers.
    let lost: Double
    let isLean: Bool
    let stay: Stay

    var served: Double { offered - shed - lost }
  }

  let parts: [Part]
  /// No more of the servers' time is given away: beyond it a queue does not end.
  private static let most = 0.98

  init(_ load: Load, servers: Int) {
    let admitted = zip(load.rates, load.treatments).map { $0 * $1.admitted }
    let times = load.treatments.map { load.time * ($0.isLean ? load.lean : 1) }
    var rest = Double(servers) * Self.most
    let served = zip(admitted, times).map { rate, time in
      let served = rate * time <= rest ? rate : rest / time
      rest -= served * time
      return served
    }
    let stays = Self.stays(served, times, servers)
    parts = served.indices.map { place in
      Part(
        offered: load.rates[place], shed: load.rates[place] - admitted[place],
        lost: admitted[place] - served[place], isLean: load.treatments[place].isLean, stay: stays[place])
    }
  }

  private static func stays(_ rates: [Double], _ times: [Double], _ servers: Int) -> [Stay] {
    let busy = zip(rates, times).map { $0 * $1 }
    let (work, rate) = (busy.reduce(0, +), rates.reduce(0, +))
    guard servers > 0, rate > 0 else {
      return times.map { Stay(service: $0, chanceOfWaiting: 0, wait: 0) }
    }
    let chance = QueueingLaws.chanceOfWaiting(servers: servers, utilisation: work / Double(servers))
    let waits = QueueingLaws.waitsWhenBusy(servers: servers, utilisations: busy.map { $0 / Double(servers) })
    return zip(times, waits).map { time, wait in
      // Below one in a million nobody waits, and stays are alike.
      chance < 1e-6
        ? Stay(service: time, chanceOfWaiting: 0, wait: 0)
        : Stay(service: time, chanceOfWaiting: chance, wait: wait * work / rate)
    }
  }
}
