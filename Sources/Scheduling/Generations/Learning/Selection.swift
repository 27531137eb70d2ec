/// Which way of weighing is begun with, by what the mix is like: that of the nearest mix known, as measured
/// on traces for tuning (nearest centroid; the algorithm selection problem, Rice 1976).
public struct Selection: Sendable {
  public struct Known: Sendable {
    public let context: Context
    public let way: Int
    /// Whether a network chose nodes better there than any weights, with the search beside both.
    public let prefersNetwork: Bool

    public init(context: Context, way: Int, prefersNetwork: Bool = false) {
      (self.context, self.way, self.prefersNetwork) = (context, way, prefersNetwork)
    }
  }

  public let known: [Known]

  public init(_ known: [Known]) { self.known = known }

  public func way(in context: Context) -> Int { nearest(to: context)?.way ?? 0 }

  public func prefersNetwork(in context: Context) -> Bool { nearest(to: context)?.prefersNetwork ?? false }

  private func nearest(to context: Context) -> Known? {
    known.min { $0.context.distance(to: context) < $1.context.distance(to: context) }
  }

  /// The mean mix of each family on the traces for tuning, and the way that cost least there.
  public static let tuned = Selection([
    Known(context: Context([1, 0, 0.33, 0.42]), way: 3, prefersNetwork: true),
    Known(context: Context([1, 1, 0.52, 0.50]), way: 2, prefersNetwork: true),
    Known(context: Context([1, 0, 0.49, 0.33]), way: 3, prefersNetwork: true),
    Known(context: Context([1, 0.38, 0.50, 0.39]), way: 4, prefersNetwork: true),
    Known(context: Context([1, 0, 0.14, 0.28]), way: 5),
  ])
}
