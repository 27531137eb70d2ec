import Basics
import Monitoring

extension Bench {
  static let detect = Bench(
    name: "detect", about: "scoring 40 made-up series, 500 points each, once their detectors' memory is full"
  ) { _ in
    var synthetic = SyntheticSeries(count: 40, seed: 7)
    let settings = AnomalySettings()
    let warmUp = settings.memory + settings.rehearsal
    var detectors = [AnomalyDetector](repeating: AnomalyDetector(settings), count: 40)
    func step() {
      for (place, value) in synthetic.next().enumerated() { _ = detectors[place].score(value) }
    }
    for _ in 0..<warmUp { step() }
    let points = 500
    let time = Stopwatch.time(5) { for _ in 0..<points { step() } }
    let each = Figures.fixed(time.median / Double(points * detectors.count), 2)
    return [Stopwatch.line("scoring", time, note: "\(each) µs a point")]
  }
}
