/// Steps along a gradient, each parameter at a pace of its own (Adam; Kingma and Ba, ICLR 2015).
struct Adam: Sendable {
  private var mean = Network()
  private var square = Network()
  private var (meanLeft, squareLeft) = (1.0, 1.0)
  private let rate: Double
  private static let (memory, longMemory, least) = (0.9, 0.999, 1e-8)

  init(rate: Double) { self.rate = rate }

  /// Goes a step up the gradient.
  mutating func ascend(_ network: inout Network, along gradient: Network) {
    let (rate, least) = (rate, Self.least)
    mean.combine(gradient) { $0 * Self.memory + $1 * (1 - Self.memory) }
    square.combine(gradient) { $0 * Self.longMemory + $1 * $1 * (1 - Self.longMemory) }
    meanLeft *= Self.memory
    squareLeft *= Self.longMemory
    let (meanScale, squareScale) = (1 / (1 - meanLeft), 1 / (1 - squareLeft))
    var step = mean
    step.combine(square) { mean, square in
      mean * (meanScale * rate) / ((square * squareScale).squareRoot() + least)
    }
    network.combine(step) { $0 + $1 }
  }
}
