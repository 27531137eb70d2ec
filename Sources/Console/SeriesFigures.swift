/// What a series comes to over a window. Not-a-number where there is nothing.
public struct SeriesFigures: Hashable, Sendable {
  public private(set) var last = Double.nan
  public private(set) var least = Double.nan
  public private(set) var most = Double.nan
  public private(set) var mean = Double.nan

  public init(_ values: some Sequence<Double>) {
    var (sum, count) = (0.0, 0)
    for value in values where !value.isNaN {
      last = value
      least = least.isNaN ? value : min(least, value)
      most = most.isNaN ? value : max(most, value)
      sum += value
      count += 1
    }
    if count > 0 { mean = sum / Double(count) }
  }
}
