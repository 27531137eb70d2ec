import Basics
import Costs
import Testing

@Suite struct TargetPathTests {
  private func stop(_ label: String, _ due: String?, _ users: Double?, _ reduction: Double) -> TargetPath.Stop
  {
    TargetPath.Stop(
      label: Bilingual(label), due: due.flatMap { Day(iso: $0) }, users: users, reduction: reduction)
  }

  /// The programme's own way: users in millions and the reduction it claims for each.
  private var path: TargetPath {
    TargetPath([
      stop("now", "2024-03-31", 96, 0.85), stop("Q2", "2024-06-30", 200, 0.9),
      stop("Q4", "2024-12-31", 500, 0.92),
      stop("2025", "2025-12-31", 1_000, 0.95), stop("end", nil, nil, 0.98),
    ])
  }

  @Test func `a path without stops has none`() {
    #expect(TargetPath([]).stops.isEmpty)
    #expect(TargetPath([]).steps.isEmpty)
  }

  @Test func `a bill is the users that are paid for`() {
    #expect(stop("", nil, 100, 0.85).bill.map { ($0 * 1e9).rounded() / 1e9 } == 15)
    #expect(stop("", nil, nil, 0.85).bill == nil)
  }

  @Test func `every added user still costs something, so zero added cost is not reached`() throws {
    let steps = path.steps
    #expect(steps.count == 5)
    let marginals = try steps[1...3].map { try #require($0.marginal) }
    #expect(marginals.allSatisfy { $0 > 0 })
    #expect(abs(marginals[0] - (20 - 14.4) / 104) < 1e-9)
  }

  @Test func `the reduction at which the bill would not grow`() throws {
    let flat = try #require(path.steps[1].flatReduction)
    #expect(abs(flat - (1 - 14.4 / 200)) < 1e-9)
    #expect(flat > path.stops[1].reduction)
  }

  @Test func `a hundred at first and fifteen after is a reduction of 85 percent and not free`() {
    let ledger = TargetPath([stop("before", nil, 100, 0), stop("after", nil, 200, 0.4)])
    #expect((ledger.steps[1].marginal ?? 0) > 0)
    #expect(ledger.steps[1].flatReduction == 0.5)
  }

  @Test func `the first stop, and one that adds no users, has no added cost`() {
    #expect(path.steps[0].marginal == nil)
    #expect(path.steps[4].marginal == nil)
    let shrinking = TargetPath([stop("a", nil, 100, 0.1), stop("b", nil, 100, 0.2), stop("c", nil, 50, 0.3)])
    #expect(shrinking.steps.allSatisfy { $0.marginal == nil && $0.flatReduction == nil })
  }

  @Test(
    arguments: [
      ("2024-01-01", nil, "now"), ("2024-03-31", nil, "now"), ("2024-04-01", "now", "Q2"),
      ("2025-12-31", "Q4", "2025"),
      ("2026-01-01", "2025", nil),
    ] as [(String, String?, String?)])
  func `a day lies between the stop that has passed and the next`(day: String, passed: String?, next: String?)
    throws
  {
    let position = path.position(on: try #require(Day(iso: day)))
    #expect(position.passed?.label.english == passed)
    #expect(position.next?.label.english == next)
  }
}
