import Basics
import Glibc

/// A made-up series: a level, noise, a season, and what a test does to it.
struct SeriesSketch {
  private(set) var values: [Double]

  /// Noise is about normally distributed; the season is a sine with this many points.
  init(
    count: Int, level: Double = 100, noise: Double = 1, season: (points: Int, height: Double)? = nil,
    seed: UInt64 = 1
  ) {
    var chance = Chance(seed: seed)
    values = (0..<count).map { place in
      let bell = (0..<4).reduce(-2.0) { sum, _ in sum + chance.fraction() } * 1.73
      let wave = season.map { $0.height * sin(Double(place) / Double($0.points) * 2 * .pi) } ?? 0
      return level + noise * bell + wave
    }
  }

  /// Changes some of the values.
  func changed(_ places: Range<Int>, _ change: (Double) -> Double) -> [Double] {
    var values = values
    for place in places { values[place] = change(values[place]) }
    return values
  }
}
