import Basics
import Glibc
import Scratch
import Testing

@testable import binnacle

@Suite struct ObjectiveCommandTests {
  private static let slo = """
    // Kept with its comments.
    {"apiVersion": "openslo/v1", "kind": "SLO", "metadata": {"name": "checkout"},
     "spec": {"service": "shop", "budgetingMethod": "Occurrences", "objectives": [{"target": 0.999}],
      "timeWindow": [{"duration": "28d", "isRolling": true}],
      "indicator": {"spec": {"ratioMetric": {"counter": true,
        "bad": {"metricSource": {"type": "Prometheus", "spec": {"query": "requests_total{code=~\\"5..\\"}"}}},
        "total": {"metricSource": {"type": "Prometheus", "spec": {"query": "requests_total"}}}}}}}}
    """

  @Test func `imported objectives are kept beside the data, listed and watched`() throws {
    let folder = Scratch()
    let path = folder.file("checkout.json", Self.slo)
    let imported = try Run("import", "openslo", path, in: folder)
    #expect(imported.status == 0 && imported.output.contains("1 objectives"), "\(imported.complaints)")
    // Once more: the same file takes its own place.
    #expect(try Run("import", "openslo", path, in: folder).status == 0)
    let listed = try Run("objectives", "--json", in: folder)
    #expect(listed.status == 0, "\(listed.complaints)")
    #expect(listed.output.contains("binnacle/objectives/1") && listed.output.contains("objective/checkout"))
    #expect(listed.output.contains("too_little_data"))
    let rules = try Run("objectives", "--rules", in: folder)
    #expect(rules.output.contains("checkout-burn-fast") && rules.output.contains("objective:error:ratio3d"))
    let written = folder.file("rules.json", rules.output)
    #expect(try Run("check", "rules", written, in: folder).status == 0)
    let exported = folder.file("all.json", try Run("export", "openslo", in: folder).output)
    #expect(try Run("check", "objectives", exported, in: folder).status == 0)
  }

  @Test func `promtool takes the rules that are made`() throws {
    let promtool = "/usr/bin/promtool"
    guard access(promtool, X_OK) == 0 else { return print("skipped: there is no promtool here") }
    let folder = Scratch()
    let written = folder.file("rules.yml", try Run("objectives", "--rules", in: folder).output)
    let run = try Run(["check", "rules", written], in: folder, program: promtool)
    #expect(run.status == 0 && run.output.contains("SUCCESS"), "\(run.output)")
  }

  @Test func `what is wrong with objectives is told with its place, and nothing is kept`() throws {
    let folder = Scratch()
    let path = folder.file("bad.json", Self.slo.replacing("0.999", with: "1.5"))
    for words in [["check", "objectives", path], ["import", "openslo", path]] {
      let run = try Run(words, in: folder)
      #expect(run.status == 1 && run.complaints.contains("\(path):3:"), "\(run.complaints)")
    }
    #expect(!(try Run("objectives", "--json", in: folder)).output.contains("checkout"))
  }

  @Test func `a name that is taken is refused`() throws {
    let folder = Scratch()
    let path = folder.file("other.json", Self.slo.replacing("\"checkout\"", with: "\"nodes-answer\""))
    let run = try Run("import", "openslo", path, in: folder)
    #expect(run.status == 1 && run.complaints.contains("nodes-answer"), "\(run.complaints)")
  }
}
