/// Which way of weighing is begun with, by what the mix is like: that of the nearest mix known, as measured
/// on traces for tuning (nearest centroid; the algorithm selection problem, Rice 1976).
public struct Selection: Sendable {
  public struct Known: Sendable {
    public let context: Context
    public let way: Int
  }

  public let known: [Known]

  public init(_ known: [Known]) { self.known = known }

  public func way(in context: Context) -> Int {
    known.min { $0.context.distance(to: context) < $1.context.distance(to: context) }?.way ?? 0
  }

  /// The mean mix of each family on the traces for tuning, and the way that cost least there.
  public static let tuned = Selection([
    Known(context: Context([1, 0, 0.33, 0.42]), way: 3),
    Known(context: Context([1, 1, 0.52, 0.50]), way: 2),
    Known(context: Context([1, 0, 0.49, 0.33]), way: 3),
    Known(context: Context([1, 0.38, 0.50, 0.39]), way: 4),
    Known(context: Context([1, 0, 0.14, 0.28]), way: 5),
  ])
}
