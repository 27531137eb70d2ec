import Monitoring
import Testing

@Suite struct CapacityChangeTests {
  private static let size = NodeSize(cores: 8, memory: 32)

  /// What becomes of a resource of which 40 % is in use.
  private func question(of vital: Vital, size: NodeSize = size, _ change: (inout CapacityChange) -> Void)
    -> CapacityQuestion?
  {
    var asked = CapacityChange()
    change(&asked)
    return asked.question(of: vital, use: 0.4, size: size)
  }

  private func isNear(_ value: Double?, _ expected: Double) -> Bool {
    value.map { abs($0 - expected) < 1e-9 } ?? false
  }

  @Test(arguments: [Vital.cpu, .memory, .fullness])
  func `where nothing is to change, nothing does`(vital: Vital) {
    let question = question(of: vital) { _ in }
    #expect(isNear(question?.utilisationThen, 0.4))
    #expect(isNear(question?.utilisation(reachingThen: 1), 1))
  }

  @Test func `twice the users use twice the processor and the memory, and fill a disk twice as fast`() {
    for vital in [Vital.cpu, .memory] {
      let question = question(of: vital) { $0.users = 2 }
      #expect(isNear(question?.utilisationThen, 0.8) && isNear(question?.utilisation(reachingThen: 1), 0.5))
    }
    let disk = question(of: .fullness) { $0.users = 2 }
    #expect(isNear(disk?.utilisationThen, 0.4))
    // Of the 60 % that are free, half would have been written by then.
    #expect(isNear(disk?.utilisation(reachingThen: 1), 0.7))
  }

  @Test func `a third replica for two takes a third of the load off`() {
    let question = question(of: .cpu) { ($0.replicas, $0.replicasThen) = (2, 3) }
    #expect(isNear(question?.utilisationThen, 0.8 / 3) && isNear(question?.utilisation(reachingThen: 1), 1.5))
  }

  @Test func `a larger node has more of what is larger, and of that alone`() {
    func node(_ change: inout CapacityChange) { (change.cores, change.memory) = (16, 128) }
    #expect(isNear(question(of: .cpu, node)?.utilisationThen, 0.2))
    #expect(isNear(question(of: .memory, node)?.utilisationThen, 0.1))
    #expect(isNear(question(of: .fullness, node)?.utilisationThen, 0.4))
  }

  @Test func `without its size now a node cannot be compared with a larger one`() {
    let unknown = NodeSize(cores: 0, memory: .nan)
    #expect(question(of: .cpu, size: unknown) { $0.cores = 16 } == nil)
    #expect(question(of: .memory, size: unknown) { $0.memory = 64 } == nil)
    #expect(question(of: .memory, size: unknown) { $0.users = 2 } != nil)
  }

  @Test func `no use of now fills what nobody uses any more`() {
    #expect(question(of: .cpu) { $0.users = 0 }?.utilisation(reachingThen: 1) == .infinity)
    #expect(isNear(question(of: .fullness) { $0.users = 0 }?.utilisationThen, 0.4))
  }

  @Test func `work waits longer for busier cores, and less where there are more of them`() throws {
    var change = CapacityChange()
    change.users = 2
    let busier = try #require(change.question(of: .cpu, use: 0.4, size: NodeSize(cores: 1, memory: .nan)))
    // One queue with one server: the share in use over what is free.
    let waits = try #require(change.waits(busier, size: NodeSize(cores: 1, memory: .nan)))
    #expect(isNear(waits.now, 0.4 / 0.6) && isNear(waits.then, 4))
    change.cores = 2
    let larger = try #require(change.question(of: .cpu, use: 0.4, size: NodeSize(cores: 1, memory: .nan)))
    // Two servers at 40 %: ρ² / (1 - ρ²) (Erlang).
    #expect(isNear(change.waits(larger, size: NodeSize(cores: 1, memory: .nan))?.then, 0.16 / 0.84))
    change.users = 10
    let endless = try #require(change.question(of: .cpu, use: 0.4, size: Self.size))
    #expect(change.waits(endless, size: Self.size)?.then == .infinity)
    #expect(change.waits(endless, size: NodeSize(cores: 0, memory: .nan)) == nil)
  }
}
