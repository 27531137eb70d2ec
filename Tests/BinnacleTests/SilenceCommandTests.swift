import Scratch
import Testing

/// Silences by conditions, from the command line.
@Suite struct SilenceCommandTests {
  @Test func `a silence is laid for later, listed and ended`() throws {
    let folder = Scratch()
    let laid = try Run(
      "silence", "add", #"alertname=ProcessorBusy,instance=~"edge-.*""#, "--start", "2099-01-01T02:00:00Z",
      "--end", "2099-01-01T04:00:00Z", "--comment", "kernel update", in: folder)
    #expect(laid.status == 0, "\(laid.complaints)")
    let list = try Run("silence", "list", in: folder)
    #expect(list.output.contains("planned") && list.output.contains("2099-01-01T02:00:00Z"))
    #expect(list.output.contains(#"instance=~"edge-.*""#) && list.output.contains("kernel update"))
    let document = try Run("silence", "list", "--json", in: folder)
    #expect(document.output.contains(#""state": "planned""#), "\(document.output)")
    #expect(try Run("silence", "end", "1", in: folder).status == 0)
    #expect(try !Run("silence", "list", in: folder).output.contains("planned"))
  }

  @Test func `before it is laid one sees what it would catch`() throws {
    let preview = try Run("silence", "add", "alertname=Nothing", "--preview", in: Scratch())
    #expect(preview.status == 0 && preview.output == "would catch 0 alerts, 0 of them not quiet yet\n")
  }

  private static let refused: [(words: [String], sentence: String)] = [
    (["alertname"], "does not fit"), (["alertname=~\"(\""], "does not fit"),
    (["alertname=~\".*\""], "where its label is missing"),
    (["alertname=a", "--for", "soon"], "does not fit"),
    (["alertname=a", "--for", "900d"], "not a duration"),
    (["alertname=a", "--for", "9223372036854775807ms"], "not a duration"),
    (["alertname=a", "--start", "2099-01-02T00:00:00Z", "--end", "2099-01-01T00:00:00Z"], "not a duration"),
  ]

  @Test(arguments: refused)
  func `what makes no sense is refused in a sentence`(words: [String], sentence: String) throws {
    let run = try Run(["silence", "add"] + words, in: Scratch())
    #expect(run.status != 0 && run.complaints.contains(sentence), "\(run.output)\(run.complaints)")
  }

  @Test func `there is nothing to end where there is no such silence`() throws {
    let run = try Run("silence", "end", "77", in: Scratch())
    #expect(run.status != 0 && run.complaints.contains("77"), "\(run.complaints)")
  }
}
