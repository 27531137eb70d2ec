import Basics
import Telemetry

extension Bench {
  static let codec = Bench(
    name: "codec", about: "packing 720 scrapes of 1,000 made-up series into a block, and reading them"
  ) { _ in
    var synthetic = SyntheticSeries(count: 1_000, seed: 7)
    let scrapes = (0..<720).map { row in
      Scrape(
        source: ["instance": "bench"], at: .epoch + .seconds(10 * row), layout: synthetic.layout,
        values: synthetic.next())
    }
    let samples = Double(720 * synthetic.layout.columns.count)
    let block = Block(scrapes)
    let bytes = block.pages.map(\.stored.count).reduce(block.storedTimes.count, +)
    let packing = Stopwatch.time(5) { _ = Block(scrapes) }
    var values = [Double](repeating: 0, count: 720)
    let reading = Stopwatch.time(11) {
      for column in block.layout.columns.indices { _ = block.decode(column, into: &values, at: 0..<720) }
    }
    func each(_ time: (least: Double, median: Double)) -> String {
      "\(Figures.fixed(time.median * 1_000 / samples, 1)) ns a sample"
    }
    return [
      Stopwatch.line("packing", packing, note: each(packing)),
      Stopwatch.line("reading", reading, note: each(reading)),
      "bytes a sample  \(Figures.fixed(Double(bytes) / samples, 3))",
    ]
  }
}
