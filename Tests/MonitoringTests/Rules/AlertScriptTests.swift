import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct AlertScriptTests {
  private static let prometheus = AlertScript.withoutWaiting + AlertScript.waiting + AlertScript.keeping
  private static let beyond = AlertScript.restarts + AlertScript.lackOfData + AlertScript.errors

  @Test(arguments: prometheus) func `alerts come and go as Prometheus has it`(line: String) throws {
    let script = try AlertScript(line)
    #expect(script.played().sorted() == script.told.sorted())
  }

  @Test(arguments: beyond)
  func `restarts, gaps and failures come to what is written down`(line: String) throws {
    let script = try AlertScript(line)
    #expect(script.played().sorted() == script.told.sorted())
  }

  @Test(arguments: prometheus)
  func `a restart between any two evaluations changes nothing`(line: String) throws {
    let script = try AlertScript(
      line.split(separator: "|", omittingEmptySubsequences: false).enumerated().map { place, part in
        place == 1 ? part.map { "R\($0)" }.joined() : String(part)
      }.joined(separator: "|"))
    #expect(script.played().sorted() == script.told.sorted())
  }

  @Test func `there are enough scripts, and no two are the same`() {
    let all = (Self.prometheus + Self.beyond).map { $0.split(separator: "|").prefix(2).joined() }
    #expect(Set(all).count == all.count && all.count >= 300)
  }
}
