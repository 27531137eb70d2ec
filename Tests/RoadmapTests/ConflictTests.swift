import Basics
import Roadmap
import Testing

/// Where the programmes contradict themselves, each rule on the programmes that come with the program.
@Suite struct ConflictTests {
  private let dualModal: Programme
  private let vSphere: Programme
  private let container: Programme

  init() throws {
    dualModal = try DataFile.programme("dual-modal")
    vSphere = try DataFile.programme("vsphere-docker")
    container = try DataFile.programme("container-benchmark")
  }

  @Test func `phases share month 3 and month 6`() {
    for programme in [dualModal, container] {
      #expect(programme.phaseOverlaps.map(\.months) == [3...3, 6...6], "\(programme.identifier)")
    }
    #expect(vSphere.phaseOverlaps.isEmpty)
  }

  @Test func `a month belongs to one phase by what its milestones say`() {
    let phases = (1...12).map { dualModal.phase(ofMonth: $0)?.identifier }
    #expect(phases == [1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3].map { "A-P\($0)" })
    #expect(dualModal.phase(ofMonth: 0) == nil)
    #expect(dualModal.phase(ofMonth: 13) == nil)
  }

  @Test func `the checkpoints of month 3 ask for work of later months`() {
    #expect(dualModal.earlyCheckpoints.map(\.checkpoint.identifier) == ["A-M1", "A-M2", "A-M3", "A-M4"])
    #expect(dualModal.earlyCheckpoints.map(\.months) == [2, 3, 3, 6])
  }

  @Test func `a checkpoint that was waived is no conflict any more`() throws {
    var plan = Plan(programmes: [dualModal])
    _ = try plan.apply(PlanChange(Address(.checkpoint, "A-M1"), .waiver, "agreed"), on: "2025-11-20")
    #expect(plan.programmes[0].earlyCheckpoints.map(\.checkpoint.identifier) == ["A-M2", "A-M3", "A-M4"])
  }

  @Test func `ticks stand on work that lies in the future, and count for nothing`() {
    let ticks = vSphere.futureTicks
    #expect(ticks.map(\.identifier) == ["B-1.1-t1", "B-1.1-t2", "B-1.1-t3", "B-5.2-d8"])
    #expect(vSphere.milestones.allSatisfy { $0.state.status == .planned })
    #expect(vSphere.completion?.claimed == 0.99)
    #expect(vSphere.computedCompletion == 0)
  }

  @Test func `owner roles are missing from the team, fewer of them under other names`() {
    #expect(Set(container.milestones.compactMap { $0.ownerRole?.english.lowercased() }).count == 18)
    #expect(container.unstaffedRoles().count == 15)
    #expect(dualModal.unstaffedRoles().isEmpty)
  }

  @Test func `a budget of six months leaves the last phase unfunded`() {
    #expect(container.budget?.months == 6)
    #expect(container.unfundedPhases.map(\.phase.identifier) == ["C-P3"])
    #expect(dualModal.unfundedPhases.isEmpty)
  }

  @Test func `the budget's sums are right`() {
    #expect(container.wrongSubtotals.isEmpty)
    #expect(container.budget?.total == Money(decimal: "176800", currency: "USD"))
  }

  @Test func `a programme without a launch day lacks one until it is entered`() throws {
    #expect(dualModal.lacksLaunch)
    #expect(!vSphere.lacksLaunch)
    var plan = Plan(programmes: [dualModal])
    _ = try plan.apply(PlanChange(Address(.programme, "A"), .launch, "2025-01-01"), on: "2025-11-20")
    #expect(!plan.programmes[0].lacksLaunch)
  }

  @Test func `an anchor gives every month its dates, and only an anchor does`() throws {
    let item = try #require(dualModal.item("A-2.1"))
    #expect(dualModal.items.allSatisfy { dualModal.days(of: $0) == nil })
    var anchored = dualModal
    anchored.launch = "2025-01-01"
    #expect(anchored.days(of: item) == "2025-04-01"..."2025-05-31")
    #expect(anchored.milestones.allSatisfy { anchored.days(of: $0) != nil })
  }

  @Test(
    arguments: [
      ("B-1.1", "2025-11-01", "2025-11-14"), ("B-1.2", "2025-11-15", "2025-11-30"),
      ("B-1.4", "2025-12-15", "2025-12-31"),
    ] as [(String, Day, Day)])
  func `the weeks of a month are days by convention`(milestone: String, first: Day, last: Day) throws {
    #expect(try #require(vSphere.item(milestone)).window == .calendar(first...last, byConvention: true))
  }

  @Test func `the milestones without a priority are known and sort last`() {
    #expect(vSphere.milestones.filter { $0.priority == nil }.map(\.identifier) == ["B-4.2", "B-5.2"])
  }

  @Test func `the week plan can only begin on a Monday`() throws {
    let week = try #require(container.week)
    let first = try #require(try week.appointments(from: "2024-12-23").first)
    #expect(first.day == "2024-12-23")
    #expect(first.slot.from == .hours(9) && first.slot.to == .hours(10))
    let wrong = #expect(throws: WeekPlan.WrongStart.self) { try week.appointments(from: "2024-12-19") }
    #expect(wrong?.day == "2024-12-19")
    #expect(wrong?.weekday == 4)
  }
}
