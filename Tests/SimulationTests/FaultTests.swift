import Basics
import Scheduling
import Testing

@testable import Simulation

/// What goes wrong, and what is done about it.
@Suite struct FaultTests {
  private func run(
    _ faults: [Fault], users: Int = 30_000_000, _ length: Span = .hours(4)
  ) throws -> PopulationRun {
    var setting = PopulationRun.Setting(users: users, length: length)
    setting.faults = faults
    var run = try PopulationRun(setting) { _, _ in BestFit() }
    run.run()
    return run
  }

  private func said(_ run: PopulationRun, _ kind: RunLog.Kind, _ words: String) -> Span? {
    run.log.entries.first { $0.kind == kind && $0.words.english.contains(words) }?.at
  }

  @Test func `the units of a lost zone are loaded in the zones that are left`() throws {
    let run = try run([Fault(.zone, "eu-west-a", at: .hours(1), length: .hours(3))])
    #expect(run.tally.moves > 0)
    for unit in run.fleet.states.indices {
      guard let node = run.fleet.workload.node(of: unit) else { continue }
      let kind = run.fleet.cluster.kind(of: node)
      #expect(kind.region != "eu-west" || kind.zone != "a")
    }
    #expect(run.tally.classes[0].isKept == true)
  }

  @Test func `others serve the users of a lost region, until it has units enough again`() throws {
    let run = try run([Fault(.region, "eu-west", at: .hours(1), length: .hours(1))])
    #expect(said(run, .failover, "others serve the users of eu-west") == .hours(1))
    let back = try #require(said(run, .failover, "eu-west serves its users again"))
    #expect(back > .hours(2) && back < .hours(2) + .minutes(30))
    #expect(run.tally.served > 0.99 * run.tally.offered)
    // Some of it came from across the sea, and took longer.
    let usual = try self.run([])
    let (far, near) = (run.tally.classes[0].latency, usual.tally.classes[0].latency)
    #expect(try #require(far.quantile(0.5)) > #require(near.quantile(0.5)))
  }

  @Test func `when no region is left all is lost, and nothing stops`() throws {
    let faults = ["ap-east", "eu-west", "us-east", "us-west"].map {
      Fault(.region, $0, at: .minutes(30), length: .minutes(30))
    }
    let run = try run(faults, .hours(3))
    let (lost, offered) = (run.tally.classes[0].lost, run.tally.classes[0].offered)
    #expect(lost > 0.1 * offered && lost < 0.5 * offered)
    #expect(run.conditions.isOpen.allSatisfy { $0 })
  }

  @Test func `nodes that flap go and come back every two minutes, and are back in the end`() throws {
    let run = try run([Fault(.flapping, "us-east-b", at: .minutes(10), length: .minutes(21))], .hours(1))
    #expect(run.fleet.cluster.rooms.allSatisfy { $0.state == .ready } && run.tally.moves > 0)
  }

  @Test func `nothing is loaded onto nodes whose disk is full, and what is there stays`() throws {
    // Users of the west of America wake up meanwhile and want more units.
    let run = try run([Fault(.fullDisk, "us-west", at: .zero, length: .hours(4))])
    let start = try self.run([], .minutes(1))
    let count = { (run: PopulationRun) in
      run.fleet.pools.filter { $0.region == 3 }.reduce(0) { $0 + $1.ready }
    }
    #expect(count(run) == count(start) && count(run) > 0)
    #expect(said(run, .limit, "in us-west: no node has room") != nil)
    #expect(try count(self.run([])) > count(start))
  }

  @Test func `a slow link takes longer, and lets in no more than it carries`() throws {
    let (run, usual) = (
      try run([Fault(.slowLink, "ap-east", at: .minutes(10), length: .hours(3))]), try run([])
    )
    #expect(said(run, .brownOut, "in ap-east") != nil)
    #expect(run.tally.classes[2].shed > 0 && run.tally.classes[0].shed == 0)
    let slow = try #require(run.tally.classes[0].latency.share(within: 0.1))
    #expect(try slow < #require(usual.tally.classes[0].latency.share(within: 0.1)))
  }

  @Test func `a slow clock has the region scale later`() throws {
    let crowd = FlashCrowd(factor: 2, at: .hours(1), length: .hours(1))
    let first = try [[], [Fault(.clockSkew, "us-east", at: .minutes(40), length: .hours(2))]].map { faults in
      var setting = PopulationRun.Setting(users: 30_000_000, length: .hours(2))
      (setting.faults, setting.crowds) = (faults, [crowd])
      var run = try PopulationRun(setting) { _, _ in BestFit() }
      run.run()
      return try #require(
        run.log.entries.first {
          $0.kind == .scaling && $0.at >= .hours(1) && $0.words.english.contains("text in us-east")
            && !$0.words.english.contains("only")
        }?.at)
    }
    #expect(first[1] >= first[0] + .minutes(4), "\(first.map(\.prometheus))")
  }

  @Test func `a fault of something that is not there is refused with what there is`() throws {
    for (fault, known) in [
      (Fault(.region, "mars", at: .zero, length: .hours(1)), "eu-west"),
      (Fault(.zone, "eu-west", at: .zero, length: .hours(1)), "eu-west-a"),
      (Fault(.node, "eu-west-a", at: .zero, length: .hours(1)), "ap-east-a-0"),
      (Fault(.clockSkew, "eu-west-a", at: .zero, length: .hours(1)), "us-west"),
    ] {
      let error = #expect(throws: UnknownTarget.self) { try run([fault], .minutes(5)) }
      #expect(error?.known.contains(known) == true)
    }
  }
}
