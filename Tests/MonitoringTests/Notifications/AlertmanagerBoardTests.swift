import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct AlertmanagerBoardTests {
  private static let start = Scene.start

  @Test func `what fires is given at once and every minute, what is over for a quarter of an hour`() {
    var board = AlertmanagerBoard()
    let alert = Scene.alert(["alertname": "a"], at: Self.start)
    var given: [String] = []
    for second in 0..<1_200 {
      let now = Self.start + .seconds(Int64(second))
      let due = board.due(second < 150 ? [alert] : [], at: now)
      board.note(due, at: now)
      given += due.map { "\(second) \($0.state.rawValue)" }
    }
    #expect(given.prefix(5) == ["0 firing", "60 firing", "120 firing", "150 resolved", "210 resolved"])
    #expect(given.last == "1050 resolved")
  }

  @Test func `what could not be given is due again`() {
    var board = AlertmanagerBoard()
    let alert = Scene.alert(["alertname": "a"], at: Self.start)
    for second in 0..<3 { #expect(board.due([alert], at: Self.start + .seconds(Int64(second))).count == 1) }
  }

  @Test func `an alert that is back is given as firing at once`() {
    var board = AlertmanagerBoard()
    let alert = Scene.alert(["alertname": "a"], at: Self.start)
    for (second, firing) in [(0, [alert]), (1, []), (2, [alert])] {
      let now = Self.start + .seconds(Int64(second))
      let due = board.due(firing, at: now)
      #expect(due.map(\.state) == [firing.isEmpty ? .resolved : .firing])
      board.note(due, at: now)
    }
  }
}
