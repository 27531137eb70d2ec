import Glibc

extension QueueingLaws {
  /// The mean waits, of those who must wait, of classes that share servers and go before one another without
  /// interrupting anybody, as multiples of the time of service: 1 / (c (1 - σ before) (1 - σ with)), the σ being what
  /// those before, and those with the class, keep busy (Cobham 1954; Davis 1966 for several servers). Times
  /// `chanceOfWaiting` it is the mean of all. Infinite from full use on.
  /// - Parameter utilisations: the share of all servers each class keeps busy, the first served first.
  public static func waitsWhenBusy(servers: Int, utilisations: [Double]) -> [Double] {
    var before = 0.0
    return utilisations.map { share in
      let with = before + share
      defer { before = with }
      return with < 1 ? 1 / (Double(max(1, servers)) * (1 - before) * (1 - with)) : .infinity
    }
  }
}

/// How long a stay takes: a service of exponential length, after a wait of exponential length for those who
/// must wait. Exact for M/M/c in the order of arrival; for classes that go before one another the mean is
/// exact and the tail of the wait of all but the first nearly so.
public struct Stay: Hashable, Sendable {
  /// The mean time of service.
  public let service: Double
  public let chanceOfWaiting: Double
  /// The mean wait of those who must.
  public let wait: Double

  public init(service: Double, chanceOfWaiting: Double, wait: Double) {
    self.service = service
    self.chanceOfWaiting = chanceOfWaiting
    self.wait = wait
  }

  /// The share of stays that take no longer than this, in the unit of the service.
  public func share(within time: Double) -> Double {
    guard time > 0 else { return 0 }
    let served = exp(-time / service)
    guard chanceOfWaiting > 0, wait > 0 else { return 1 - served }
    return 1 - (1 - chanceOfWaiting) * served - chanceOfWaiting * tail(time)
  }

  /// The chance that a wait and a service together take longer.
  private func tail(_ time: Double) -> Double {
    let (first, second) = (1 / service, 1 / wait)
    // Of two equal rates the sum has Erlang's distribution.
    guard abs(first - second) > 1e-6 * first else { return (1 + first * time) * exp(-first * time) }
    return (second * exp(-first * time) - first * exp(-second * time)) / (second - first)
  }
}
