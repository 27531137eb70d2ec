import Basics
import Scratch
import Testing

@testable import binnacle

/// `binnacle forecast` as a script uses it.
@Suite struct ForecastCommandTests {
  /// A file with these lines.
  private func file(_ lines: String..., in folder: Scratch) -> String {
    let path = "\(folder.path)/series.csv"
    #expect(Files.write(lines.joined(separator: "\n") + "\n", to: path) == nil)
    return path
  }

  private static let flat = "flat" + String(repeating: ",5", count: 20)
  private static let line = "line," + (1...20).map(String.init).joined(separator: ",")

  @Test func `a row comes for every row, with its name and as many values as asked for`() throws {
    let folder = Scratch()
    let path = file("V1,V2,V3", Self.flat + ",,", Self.line, in: folder)
    let run = try Run("forecast", path, "--horizon", "3", in: folder)
    #expect(run.status == 0 && run.complaints.isEmpty, "\(run.complaints)")
    let rows = try CSV.rows(Array(run.output.utf8), name: "output").map(\.fields)
    #expect(rows.map(\.count) == [4, 4] && rows.map { $0[0] } == ["flat", "line"])
    #expect(rows[0].dropFirst().allSatisfy { $0 == "5" })
    #expect(zip(rows[1].dropFirst(), [21.0, 22, 23]).allSatisfy { abs((Double($0) ?? 0) - $1) < 0.5 })
  }

  @Test func `a level brings the ends of the intervals in rows of their own`() throws {
    let folder = Scratch()
    let run = try Run("forecast", file(Self.flat, in: folder), "--horizon", "2", "--level", "95", in: folder)
    let rows = try CSV.rows(Array(run.output.utf8), name: "output").map(\.fields)
    #expect(rows == [["flat", "5", "5"], ["flat:low", "5", "5"], ["flat:high", "5", "5"]])
  }

  @Test func `as JSON a forecast says what it was made of`() throws {
    let folder = Scratch()
    let run = try Run("forecast", file(Self.line, in: folder), "--horizon", "2", "--json", in: folder)
    let document = try JSONReader.read(Array(run.output.utf8), name: "output")
    #expect(try document.required("schema").text() == "binnacle/forecast/1")
    #expect(run.output.contains("\"drift\"") && run.output.contains("\"provenance\": \"forecast\""))
  }

  @Test func `a cell that is no number is named with its line`() throws {
    let folder = Scratch()
    let path = file(Self.flat, "bad,1,2,x,4", in: folder)
    let run = try Run("forecast", path, "--horizon", "2", in: folder)
    #expect(run.status == 1 && run.output.isEmpty)
    #expect(run.complaints.contains("\(path):2: cell 4, \"x\", is not a number"), "\(run.complaints)")
  }

  @Test func `a series that is too short is told of, and the others are forecast`() throws {
    let folder = Scratch()
    let path = file("short,1,2,3", Self.flat, in: folder)
    let run = try Run("forecast", path, "--horizon", "1", in: folder)
    #expect(run.status == 1 && run.output.hasPrefix("flat,5"))
    #expect(run.complaints.contains("\(path):1: short: 3 values are too few"), "\(run.complaints)")
  }

  @Test(arguments: [
    ["forecast"], ["forecast", "x.csv"], ["forecast", "x.csv", "--horizon", "many"],
    ["forecast", "x.csv", "--horizon", "0"], ["forecast", "x.csv", "--horizon", "2", "--season", "0"],
    ["forecast", "x.csv", "--horizon", "2", "--level", "100"],
  ])
  func `wrong words are refused as such`(words: [String]) throws {
    #expect(try Run(words, in: Scratch()).status == 2)
  }

  @Test func `a file that is not there or has nothing in it is named`() throws {
    let folder = Scratch()
    let missing = try Run("forecast", "\(folder.path)/none.csv", "--horizon", "2", in: folder)
    #expect(missing.status == 1 && missing.complaints.contains("none.csv"))
    let empty = try Run("forecast", file("", in: folder), "--horizon", "2", in: folder)
    #expect(empty.status == 1 && empty.complaints.contains("no series"))
  }
}
