import Basics
import Testing

@testable import Scheduling

/// Which waiting units may be placed.
@Suite struct AdmissionTests {
  /// Units of so many cores in the queue, with a priority each.
  private static func workload(_ lines: [(queue: String, cores: Int32, priorities: [Int16])]) -> Workload {
    var workload = Workload()
    for line in lines {
      for priority in line.priorities {
        var demand = Demand(cpu: line.cores * 1_000, memory: 1)
        (demand.queue, demand.priority) = (line.queue, priority)
        workload.add("\(line.queue)-\(workload.count)", demand)
      }
    }
    return workload
  }

  private static var cluster: Cluster {
    var cluster = Cluster()
    cluster.add("node", NodeKind(cpu: 100_000, memory: 65_536))
    return cluster
  }

  @Test func `a queue gets up to its quota, the most urgent first, and the rest are told why`() {
    let workload = Self.workload([("a", 4, [1, 3, 2])])
    let admission = Admission(
      0..<3, of: workload, to: [Queue("a", quota: [.cpu: 9_000])], in: Self.cluster)
    #expect(admission.admitted == [1, 2])
    #expect(admission.held == [MovePlan.Held(unit: 0, refusal: .quota("a", .cpu, 3_000))])
  }

  @Test func `what units of a queue have already counts`() {
    var workload = Self.workload([("a", 4, [1, 1])])
    workload.settle(0, on: 0, devices: 0)
    let admission = Admission([1], of: workload, to: [Queue("a", quota: [.cpu: 6_000])], in: Self.cluster)
    #expect(admission.admitted.isEmpty && admission.held.count == 1)
  }

  @Test func `queues take turns by what they have, for their weight`() {
    let workload = Self.workload([("a", 2, [1, 1, 1, 1]), ("b", 2, [1, 1, 1, 1])])
    let admission = Admission(0..<8, of: workload, to: [Queue("a"), Queue("b", weight: 3)], in: Self.cluster)
    #expect(admission.admitted.map { $0 < 4 ? "a" : "b" }.joined() == "abbbabaa")
  }

  @Test func `a unit that is too great lets a smaller one of its queue go ahead`() {
    let workload = Self.workload([("a", 8, [5]), ("a", 2, [1])])
    let admission = Admission(0..<2, of: workload, to: [Queue("a", quota: [.cpu: 4_000])], in: Self.cluster)
    #expect(admission.admitted == [1])
  }
}
