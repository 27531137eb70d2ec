import Basics
import Community
import Testing

@Suite struct BoardTests {
  @Test func `an empty board has no indicators`() {
    #expect(Board().indicators.isEmpty)
    #expect(Board().gaps.isEmpty)
    #expect(Board().newest("nobody") == nil)
  }

  @Test func `the newest day counts, and of one day the entry made last`() {
    let readings: [Reading] = [
      .sample(1, on: "2026-01-01", entered: 9), .sample(2, on: "2026-02-01", entered: 1),
      .sample(3, on: "2026-02-01", entered: 2),
      .sample(4, on: nil, entered: 99),
    ]
    #expect(Board(indicators: [.sample()], readings: readings).newest("i")?.value == 3)
    #expect(Indicator.newest([.sample(4, on: nil, entered: 1), .sample(5, on: nil, entered: 2)])?.value == 5)
    #expect(Indicator.newest([]) == nil)
  }

  @Test func `a reading is added and taken back by when it was entered`() {
    var board = Board(indicators: [.sample()], readings: [.sample(1, on: "2026-01-01", entered: 1)])
    board.add(.sample(2, on: "2026-02-01", entered: 2))
    #expect(board.newest("i")?.value == 2)
    let removals = [("i", 3), ("j", 2), ("i", 2)].map {
      board.remove($0, enteredAt: Instant(milliseconds: $1))
    }
    #expect(removals == [false, false, true])
    #expect(board.newest("i")?.value == 1)
  }

  @Test func `a formula is computed from the newest readings, or not while one is missing`() {
    let mean = Indicator.sample(formula: .mean(["a", "b"]))
    var board = Board(indicators: [mean], readings: [.sample(80, on: nil, of: "a")])
    #expect(board.computed(mean) == nil)
    board.add(.sample(90, on: nil, of: "b"))
    #expect(board.computed(mean) == 85)
    board.add(.sample(100, on: "2026-01-01", of: "b", entered: 1))
    #expect(board.computed(mean) == 90)
    #expect(board.computed(.sample()) == nil)
    #expect(board.computed(.sample(formula: .mean([]))) == nil)
  }
}

/// The board of the indicators that come with the program, right after loading.
@Suite struct ShippedBoardTests {
  private let board: Board

  init() throws { board = try DataFile.board() }

  @Test func `three printed gaps contradict their own rows`() {
    let gaps = board.gaps.filter { $0.printed != nil && $0.indicator.benchmark?.name == "Wikipedia" }
    #expect(gaps.map(\.computed) == [5, -5, -5, -5, -15, -5, -25])
    #expect(gaps.filter(\.isContradicted).map(\.printed) == [5, 5, 5])
  }

  @Test func `a stated 90 percent is not the mean of what it is said of`() throws {
    let indicator = try #require(board.indicator("C-K01"))
    let mean = try #require(board.computed(indicator))
    #expect(abs(mean - 87.142_857) < 1e-6)
    #expect(board.newest("C-K01")?.value == 90)
  }

  @Test func `everything that is known was claimed by someone, and says where`() {
    for reading in board.readings.values.joined() {
      #expect(reading.provenance == .claimed)
      #expect(!reading.source.isEmpty, "\(reading.indicator)")
    }
  }

  @Test func `at the review in November the fourth quarter is still open`() {
    let end = Day(stringLiteral: "2025-12-31")
    let open = board.indicators.filter { $0.target(on: "2025-11-30")?.end == end }
    #expect(open.count >= 9)
    for indicator in open {
      #expect(board.outlook(of: indicator, on: "2025-11-30").verdict != .missed, "\(indicator.identifier)")
    }
    #expect(end - Day(stringLiteral: "2025-11-30") == 31)
  }
}
