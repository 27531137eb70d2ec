/// Fills what is missing in a series.
struct Gaps {
  let season: Int

  /// The values with every gap filled: from the same place in the seasons beside it, else on a line between its
  /// neighbours.
  func filled(_ values: ArraySlice<Double>) -> [Double] {
    let known = Array(values)
    guard known.contains(where: { !$0.isFinite }) else { return known }
    let lines = Self.interpolated(known)
    return known.indices.map { place in
      known[place].isFinite ? known[place] : seasonal(place, known) ?? lines[place]
    }
  }

  private func seasonal(_ place: Int, _ known: [Double]) -> Double? {
    guard season > 1 else { return nil }
    let near = [place - season, place + season].filter { known.indices.contains($0) }
      .map { known[$0] }.filter(\.isFinite)
    return near.isEmpty ? nil : near.reduce(0, +) / Double(near.count)
  }

  /// After the last reading it is repeated.
  private static func interpolated(_ known: [Double]) -> [Double] {
    var values = known
    var last: Int?
    for place in known.indices where known[place].isFinite {
      if let last {
        let slope = (known[place] - known[last]) / Double(place - last)
        for gap in last..<place { values[gap] = known[last] + slope * Double(gap - last) }
      }
      last = place
    }
    guard let last else { return values }
    for gap in last..<values.count { values[gap] = known[last] }
    return values
  }
}
