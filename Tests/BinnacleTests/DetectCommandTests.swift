import Basics
import Scratch
import Testing

@testable import binnacle

/// `binnacle detect` as a script uses it.
@Suite struct DetectCommandTests {
  private func run(_ text: String, _ options: String..., name: String = "series.csv") throws -> Run {
    let folder = Scratch()
    let path = "\(folder.path)/\(name)"
    #expect(Files.write(text, to: path) == nil)
    return try Run(["detect", path] + options, in: folder)
  }

  private func series(_ count: Int, spike: Int) -> String {
    var chance = Chance(seed: 5)
    let rows = (0..<count).map { place in
      "2014-04-01 00:\(Figures.padded(place, to: 4)),\(place == spike ? 90 : 10 + chance.fraction())\n"
    }
    return "timestamp,value\n" + rows.joined()
  }

  @Test func `every value is given back with a score, timestamps as they came`() throws {
    let run = try run(series(400, spike: 380))
    #expect(run.status == 0, "\(run.complaints)")
    let rows = try CSV.rows(Array(run.output.utf8), name: "output").map(\.fields)
    #expect(rows.count == 401 && rows[0] == ["timestamp", "value", "score"])
    #expect(rows[381][0] == "2014-04-01 00:0380" && rows[381][1] == "90.0")
    let scores = rows.dropFirst().compactMap { Double($0[2]) }
    #expect(scores.count == 400 && scores.allSatisfy { (0...1).contains($0) })
    #expect(scores[380] >= 0.5)
  }

  @Test func `columns go by their names, and missing values score nothing`() throws {
    let run = try run("value,note,timestamp\n1,a,t1\n,b,t2\nNaN,c,t3\n")
    #expect(run.output == "timestamp,value,score\r\nt1,1,0.000000\r\nt2,,0.000000\r\nt3,NaN,0.000000\r\n")
  }

  @Test func `without a head the first two columns count`() throws {
    let run = try run("1396310400,20\n1396310700,21\n")
    #expect(run.output == "timestamp,value,score\r\n1396310400,20,0.000000\r\n1396310700,21,0.000000\r\n")
  }

  @Test func `as JSON it has a schema and says where anomalies begin`() throws {
    let run = try run(series(400, spike: 380), "--json", "--at", "2026-03-14T09:26:00Z")
    let root = try JSONReader.read(Array(run.output.utf8), name: "output")
    #expect(try root.required("schema").text() == "binnacle/detect/1")
    #expect(try root.required("at").text() == "2026-03-14T09:26:00Z")
    let items = try root.required("items").items()
    #expect(items.count == 400)
    #expect(try items[380].required("anomaly").flag() && items[380].required("value").number() == 90)
  }

  @Test(arguments: [
    ("timestamp,value\nt1,1\nt2,many\n", "series.csv:3: \"many\" is no number"),
    ("timestamp,value\nt1\n", "series.csv:2: expected a timestamp and a value"),
    ("timestamp,value\n,7\n", "series.csv:2: expected a timestamp and a value"),
    ("timestamp,value\nt1,\"7\n", "series.csv:2: the quote that opens here is never closed"),
    ("timestamp,value\n", "series.csv: there are no values in it"),
    ("", "series.csv: there are no values in it"),
  ])
  func `what is wrong with a file is said with its line`(text: String, complaint: String) throws {
    let run = try run(text, "--lang", "en")
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.complaints.hasSuffix("\(complaint)\n"), "\(run.complaints)")
  }

  @Test func `a file that is not there and words too few are told apart`() throws {
    let folder = Scratch()
    #expect(try Run("detect", "/nowhere.csv", in: folder).status == 1)
    #expect(try Run("detect", in: folder).status == 2)
  }
}
