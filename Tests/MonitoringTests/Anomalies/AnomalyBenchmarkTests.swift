import Monitoring
import Testing

/// What finding anomalies in real series is worth. The settings were chosen on every other series, the first, the
/// third and so on in the order of their names; here some of those are judged that were held out.
@Suite struct AnomalyBenchmarkTests {
  private static let heldOut = [
    "artificialWithAnomaly/art_daily_flatmiddle.csv",
    "realAWSCloudwatch/ec2_cpu_utilization_5f5533.csv",
    "realAWSCloudwatch/elb_request_count_8c0756.csv",
    "realAWSCloudwatch/iio_us-east-1_i-a2eb1cd9_NetworkIn.csv",
    "realAWSCloudwatch/rds_cpu_utilization_e47b3b.csv",
  ]

  private func score(
    _ profile: AnomalyBenchmark.Profile, of scores: (AnomalyBenchmark.File) -> [Double]
  ) throws -> Double {
    var benchmark = AnomalyBenchmark(profile)
    for (name, windows) in try LabelledSeries.windows() where Self.heldOut.contains(name) {
      let file = try LabelledSeries.file(name, windows)
      benchmark.add(file, scores: scores(file))
    }
    return benchmark.score
  }

  @Test(.enabled(if: LabelledSeries.areThere, "the labelled series are not beside the package"))
  func `real anomalies are found early and little else is called one`() throws {
    var found: [String: [Double]] = [:]
    func scores(_ file: AnomalyBenchmark.File) -> [Double] {
      if let known = found[file.name] { return known }
      var detector = AnomalyDetector()
      let scores = file.values.map { detector.score($0) }
      found[file.name] = scores
      return scores
    }
    #expect(try score(.standard, of: scores) >= 66)
    #expect(try score(.fewFalse, of: scores) >= 63)
    #expect(try score(.fewMissed, of: scores) >= 68)
  }

  @Test(.enabled(if: LabelledSeries.areThere, "the labelled series are not beside the package"))
  func `who finds all at once scores 100 and who finds nothing 0`() throws {
    let all = try score(.standard) { file in
      file.values.indices.map { place in file.windows.contains { $0.lowerBound == place } ? 1 : 0 }
    }
    #expect((all - 100).magnitude < 1e-9)
    let nothing = try score(.standard) { $0.values.map { _ in 0 } }
    #expect(nothing == 0)
  }
}
