import Monitoring
import Testing

@Suite struct QueueingLawsTests {
  @Test func `by the utilisation law 388 requests a second of 2.5 ms keep a disk 97 % busy`() {
    #expect(abs(QueueingLaws.utilisation(arrivals: 388, service: 0.0025) - 0.97) < 1e-12)
  }

  @Test func `by Little's law 460 requests a second that stay for 31 ms are 14.26 at once`() {
    #expect(abs(QueueingLaws.inside(arrivals: 460, stay: 0.031) - 14.26) < 1e-12)
  }

  @Test func `a single server with 9 inside is 90 % busy`() {
    #expect(abs(QueueingLaws.utilisation(inside: 9) - 0.9) < 1e-12)
  }

  @Test(arguments: [(1, 0.9, 0.9), (2, 0.75, 4.5 / 7), (1, 0, 0), (3, 1, 1)])
  func `the chance of waiting is Erlang's`(servers: Int, utilisation: Double, chance: Double) {
    #expect(abs(QueueingLaws.chanceOfWaiting(servers: servers, utilisation: utilisation) - chance) < 1e-12)
  }

  @Test(arguments: [(1, 0.5, 1.0), (1, 0.9, 9), (2, 0.75, 4.5 / 7 / 0.5)])
  func `the wait before service has a closed form`(servers: Int, utilisation: Double, wait: Double) {
    #expect(abs(QueueingLaws.wait(servers: servers, utilisation: utilisation) - wait) < 1e-9)
  }

  @Test func `a stay at a single server 90 % busy takes ten times its service`() {
    #expect(abs(QueueingLaws.stretch(servers: 1, utilisation: 0.9) - 10) < 1e-9)
  }

  @Test func `the knee of one server lies at one half, and that of many nearer to full use`() {
    #expect(abs(QueueingLaws.knee(servers: 1) - 0.5) < 1e-6)
    #expect(QueueingLaws.knee(servers: 16) > 0.9)
  }

  @Test func `who is always busy makes others wait for ever`() {
    #expect(QueueingLaws.wait(servers: 4, utilisation: 1) == .infinity)
  }

  @Test func `a thousand servers do not overflow`() {
    let chance = QueueingLaws.chanceOfWaiting(servers: 1_000, utilisation: 0.99)
    #expect(chance > 0.5 && chance < 1)
  }
}
