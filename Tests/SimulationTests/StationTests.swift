import Basics
import Monitoring
import Simulation
import Testing

/// The engine against closed forms: customers followed one by one come to what the formulas say.
@Suite struct StationTests {
  /// Long enough that a millisecond does not count.
  private static let service = Span.seconds(1_000)

  private func run(_ servers: Int, _ utilisations: [Double], seed: UInt64, events: Int) -> Station {
    let setting = Station.Setting(servers: servers, service: Self.service, utilisations: utilisations)
    var station = Station(setting, seed: seed)
    station.run(events: events, leavingOut: events / 20)
    return station
  }

  @Test(arguments: [(1, 0.5), (1, 0.8), (2, 0.6), (5, 0.7)])
  func `the mean wait is Erlang's within two per cent, and L = λW within one`(
    servers: Int, utilisation: Double
  ) {
    let station = run(servers, [utilisation], seed: 7, events: 600_000)
    let (inside, arrivals, stay) = station.little
    // By the load that came, which chance makes a little more or less than was meant.
    let service = stay - station.meanWait
    let load = QueueingLaws.utilisation(arrivals: arrivals, service: service) / Double(servers)
    let wait = QueueingLaws.wait(servers: servers, utilisation: load) * service
    #expect(abs(station.meanWait / wait - 1) < 0.02, "\(station.meanWait) instead of \(wait)")
    #expect(abs(inside / QueueingLaws.inside(arrivals: arrivals, stay: stay) - 1) < 0.01)
    #expect(abs(arrivals * Self.service.seconds / Double(servers) / utilisation - 1) < 0.01)
  }

  @Test func `classes wait as Cobham says, the first the least`() {
    let shares = [0.3, 0.3, 0.25]
    let station = run(10, shares, seed: 5, events: 600_000)
    let chance = QueueingLaws.chanceOfWaiting(servers: 10, utilisation: 0.85)
    let waits = QueueingLaws.waitsWhenBusy(servers: 10, utilisations: shares).map { $0 * chance * 1_000 }
    for (seen, wait) in zip(station.seen, waits) {
      #expect(abs(seen.meanWait / wait - 1) < 0.03, "\(seen.meanWait) instead of \(wait)")
    }
    #expect(waits[0] < waits[1] && waits[1] < waits[2])
  }

  @Test func `the same seed gives the same customers, another seed others`() {
    let (one, same) = (run(3, [0.8], seed: 1, events: 5_000), run(3, [0.8], seed: 1, events: 5_000))
    #expect(one.meanWait == same.meanWait && one.little == same.little)
    #expect(run(3, [0.8], seed: 2, events: 5_000).meanWait != one.meanWait)
  }

  @Test func `a message on a line takes the way, and stands in line as at a single server`() {
    // 1,500 km of fibre and messages that take a millisecond on average at 70 % of the line.
    let (bits, rate) = (1e6, 700.0)
    let link = Link(length: 1_500, bandwidth: 1e9)
    let station = run(1, [rate * link.serialisation(bits)], seed: 11, events: 400_000)
    // The station's service stands for a millisecond.
    let scale = link.serialisation(bits) / Self.service.seconds
    let simulated = link.propagation + station.little.stay * scale
    #expect(abs(simulated / link.delay(bits: bits, rate: rate) - 1) < 0.02)
    #expect(abs(link.propagation - 0.007345) < 1e-6)
    #expect(link.delay(bits: bits, rate: 1_000) == .infinity)
  }

  @Test func `a great circle is as long as it is on a globe`() {
    let (greenwich, antimeridian) = (Coordinates(0, 0), Coordinates(0, 180))
    #expect(abs(greenwich.distance(to: antimeridian) - .pi * 6_371) < 1e-6)
    #expect(abs(Coordinates(90, 0).distance(to: Coordinates(0, 77)) - .pi / 2 * 6_371) < 1e-6)
  }
}
