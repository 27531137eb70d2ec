import Glibc
import Monitoring
import Testing

/// How long stays take, by their distribution.
@Suite struct StayTests {
  @Test func `at a single server a stay is exponential with the mean that waiting gives it`() {
    // M/M/1, 80 % busy: the chance to wait is 0.8, whoever waits does so for 5 services, and all stay for 5.
    let stay = Stay(service: 1, chanceOfWaiting: 0.8, wait: 5)
    for time in [0.5, 1, 3, 10, 40] { #expect(abs(stay.share(within: time) - (1 - exp(-time / 5))) < 1e-12) }
  }

  @Test func `who does not wait stays for the service alone`() {
    let stay = Stay(service: 2, chanceOfWaiting: 0, wait: 0)
    #expect(abs(stay.share(within: 2) - (1 - exp(-1))) < 1e-15 && stay.share(within: -1) == 0)
  }

  @Test func `waits as long as the service are no exception`() {
    let (near, equal) = (
      Stay(service: 1, chanceOfWaiting: 0.5, wait: 1.000_01), Stay(service: 1, chanceOfWaiting: 0.5, wait: 1)
    )
    #expect(abs(near.share(within: 2) - equal.share(within: 2)) < 1e-5)
  }

  @Test func `one class alone waits as all do without classes`() {
    for (servers, utilisation) in [(1, 0.5), (7, 0.8), (300, 0.97)] {
      let chance = QueueingLaws.chanceOfWaiting(servers: servers, utilisation: utilisation)
      let wait = QueueingLaws.waitsWhenBusy(servers: servers, utilisations: [utilisation])[0] * chance
      #expect(abs(wait - QueueingLaws.wait(servers: servers, utilisation: utilisation)) < 1e-12)
    }
  }

  @Test func `a million servers are counted through in no time, and agree with the recursion`() {
    let chance = QueueingLaws.chanceOfWaiting(servers: 1_000_000, utilisation: 0.9995)
    let offered = 999_500.0
    var blocked = 1.0
    for count in 1...1_000_000 { blocked = offered * blocked / (Double(count) + offered * blocked) }
    #expect(abs(chance / (blocked / (1 - 0.9995 * (1 - blocked))) - 1) < 1e-9)
  }
}
