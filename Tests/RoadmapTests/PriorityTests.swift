import Roadmap
import Testing

@Suite struct PriorityTests {
  @Test(arguments: [
    ("P0", 1), ("P1", 2), ("high", 2), ("1", 2), ("P2", 3), ("medium", 3), ("2", 3), ("P3", 4), ("low", 4),
    ("urgent", 5), ("", 5),
  ])
  func `four notations have one order`(given: String, rank: Int) { #expect(Priority(given).rank == rank) }

  @Test func `an unknown priority sorts last and is not dropped`() {
    let sorted = ["low", "whenever", "P0", "medium", "high"].map { Priority($0) }.sorted().map(\.given)
    #expect(sorted == ["P0", "high", "medium", "low", "whenever"])
  }

  @Test func `the milestones of all programmes have a place each`() throws {
    let milestones = try DataFile.names.flatMap { try DataFile.programme($0).milestones }
    let ranks = milestones.map { $0.priority?.rank ?? Priority.none }
    #expect(ranks.count == 43)
    #expect(ranks.allSatisfy { (1...5).contains($0) })
  }
}
