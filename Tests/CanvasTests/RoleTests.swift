import Canvas
import Testing

@Suite struct RoleTests {
  @Test func `every role has a name, and a letter that is no other's`() {
    #expect(Role.allCases.allSatisfy { Role(name: $0.name) == $0 })
    #expect(Set(Role.allCases.map(\.letter)).count == Role.allCases.count)
    #expect(Role(name: "nothing") == nil)
  }

  @Test(arguments: Role.allCases) func `fallbacks lead to an end`(role: Role) {
    let steps = sequence(first: role) { $0.fallback }.prefix(Role.allCases.count + 1)
    #expect(Array(steps).count <= Role.allCases.count)
  }

  @Test(arguments: [
    (-.infinity, Role.load0), (-1, .load0), (0, .load0), (0.124, .load0), (0.125, .load1), (0.5, .load4),
    (1, .load7), (7, .load7), (.infinity, .load7),
    (1e300, .load7), (.nan, .load0),
  ])
  func `any ratio has a step of the gradient`(ratio: Double, role: Role) {
    #expect(Role.load(ratio) == role)
    #expect(Role.flow(ratio).rawValue - Role.flow0.rawValue == role.rawValue - Role.load0.rawValue)
  }

  @Test func `the lines of a graph take turns`() {
    #expect(
      (0..<7).map(Role.series) == [.series1, .series2, .series3, .series4, .series5, .series6, .series1])
  }

  @Test func `a line is runs of one meaning`() {
    let line = "ab".ink(.act, bold: true) + "漢" + Line.empty
    #expect((line.text, line.columns, line.isEmpty) == ("ab漢", 4, false))
    #expect(line.inked(.ok).runs.map(\.ink) == [.ok, .ok])
    #expect(line.inked(.ok).runs[0].isBold)
    #expect([Line("a"), "b", "c"].joined(by: ", ").text == "a, b, c")
    #expect(Line("").isEmpty && Line([Run("")]).isEmpty)
  }

  @Test func `a golden frame shows glyphs, inks and grounds`() {
    var painter = Painter(size: Size(width: 4, height: 2), glyphs: .unicode)
    painter.write("ab".ink(.act) + "c", in: Rect(x: 1, y: 0, width: 3, height: 1))
    painter.lay(.selection, under: Rect(x: 1, y: 0, width: 2, height: 1))
    let rows = [" abc", "", "====", " XX.", "", "====", "0:  SS", ""]
    #expect(painter.frame.golden == rows.joined(separator: "\n"))
  }
}
