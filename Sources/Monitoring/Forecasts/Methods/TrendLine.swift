/// A straight line through all that was seen (least squares), and what each place of a season lies above or below it on
/// average.
struct TrendLine: ForecastMethod {
  let season: Int

  func paths(_ backtest: Backtest) -> Paths {
    var fit = Fit(backtest.history.prefix(0), season: season)
    return Paths(backtest) { origin, step in
      if fit.count != origin { fit = Fit(backtest.history.prefix(origin), season: season) }
      return fit.value(at: origin + step)
    }
  }

  /// The line and the season of what lies before an origin.
  private struct Fit {
    let count: Int
    private let start: Double
    private let slope: Double
    private let places: [Double]

    init(_ history: ArraySlice<Double>, season: Int) {
      count = history.count
      // Whole seasons, so that the time of day does not pass for a slope.
      let whole = history.suffix(history.count / season * season)
      let middle = Double(whole.startIndex + whole.endIndex - 1) / 2
      let mean = whole.isEmpty ? 0 : whole.reduce(0, +) / Double(whole.count)
      var (product, square) = (0.0, 0.0)
      for place in whole.indices {
        let distance = Double(place) - middle
        product += distance * whole[place]
        square += distance * distance
      }
      let slope = square > 0 ? product / square : 0
      let start = mean - slope * middle
      (self.slope, self.start) = (slope, start)
      var sums = [Double](repeating: 0, count: season)
      for place in whole.indices { sums[place % season] += whole[place] - start - slope * Double(place) }
      places = sums.map { $0 / Double(max(1, whole.count / season)) }
    }

    func value(at place: Int) -> Double { start + slope * Double(place) + places[place % places.count] }
  }
}
