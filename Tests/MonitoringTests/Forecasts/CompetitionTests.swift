import Glibc
import Testing

@testable import Monitoring

/// The forecasts against series of the M4 competition that lie beside the repository; nothing without them.
/// The error is the competition's: the mean of the symmetric percentage error and of the absolute scaled error, each
/// over that of a naive method (Makridakis, Spiliotis and Assimakopoulos 2020).
@Suite struct CompetitionTests {
  @Test(
    .enabled(if: access("\(Competition.folder)/Hourly-train.csv", R_OK) == 0, "the M4 series are not here"),
    arguments: [("Hourly", 24), ("Weekly", 1)])
  func `series of a competition are forecast far better than by repeating their last season`(
    name: String, season: Int
  ) throws {
    let known = Competition.series("\(name)-train")
    let came = Competition.series("\(name)-test")
    var (ours, naive) = (Competition.Errors(), Competition.Errors())
    // Every eighth, for the time it takes.
    for place in stride(from: 3, to: known.count, by: 8) {
      let forecast = try Forecaster(horizon: came[place].count, season: season).forecast(known[place])
      ours.add(forecast.values, came[place], after: known[place], season: season)
      let last = known[place].suffix(season)
      let repeated = came[place].indices.map { last[last.startIndex + $0 % season] }
      naive.add(repeated, came[place], after: known[place], season: season)
    }
    let overall = (ours.percentage / naive.percentage + ours.scaled / naive.scaled) / 2
    #expect(overall < 0.8, "\(overall)")
  }
}

/// The competition's series and errors.
enum Competition {
  static let folder =
    "/" + #filePath.split(separator: "/").dropLast(5).joined(separator: "/") + "/shared/m4"

  static func series(_ name: String) -> [[Double]] {
    guard let file = fopen("\(folder)/\(name).csv", "r") else { return [] }
    defer { fclose(file) }
    var (text, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
    while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { text += buffer[..<count] }
    return text.split { $0 == 10 || $0 == 13 }.map { line in
      line.split(separator: 44).dropFirst().compactMap { Double(String(decoding: $0, as: UTF8.self)) }
    }
  }

  /// The sums of the competition's two errors over series.
  struct Errors {
    private(set) var percentage = 0.0
    private(set) var scaled = 0.0

    mutating func add(_ forecast: [Double], _ came: [Double], after known: [Double], season: Int) {
      let errors = zip(came, forecast).map { abs($0 - $1) }
      let sizes = zip(came, forecast).map { abs($0) + abs($1) }
      let steps = (season..<known.count).map { abs(known[$0] - known[$0 - season]) }
      let step = steps.reduce(0, +) / Double(steps.count)
      let count = Double(came.count)
      percentage += zip(errors, sizes).map { 200 * $0 / $1 }.reduce(0, +) / count
      scaled += errors.reduce(0, +) / count / step
    }
  }
}
