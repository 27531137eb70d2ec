/// The laws that tie utilisation, rates and waiting together. Units go through unchanged: rates in each second want
/// times in seconds.
public enum QueueingLaws {
  /// The share of its time a server works: arrivals times the time each is served (the utilisation law; Denning and
  /// Buzen, The Operational Analysis of Queueing Network Models, 1978).
  public static func utilisation(arrivals: Double, service: Double) -> Double { arrivals * service }

  /// How many are inside on average: arrivals times how long each stays, L = λW (Little, 1961).
  public static func inside(arrivals: Double, stay: Double) -> Double { arrivals * stay }

  /// The utilisation of one server at which so many are inside on average, from L = ρ / (1 - ρ) (M/M/1).
  public static func utilisation(inside: Double) -> Double { inside / (1 + inside) }

  /// The chance that who arrives must wait, with `servers` alike and each busy for a share of its time (Erlang's C,
  /// by way of his B as 1/B = 1 + c/a + c(c-1)/a² + …, Cooper 1981: no term is negative, and the sum is broken off where
  /// the rest does not count, so that a million servers take some thousands of steps).
  public static func chanceOfWaiting(servers: Int, utilisation: Double) -> Double {
    guard utilisation > 0 else { return 0 }
    guard utilisation < 1 else { return 1 }
    let servers = max(1, servers)
    let offered = utilisation * Double(servers)
    var (term, sum) = (1.0, 1.0)
    for count in 0..<servers {
      term *= Double(servers - count) / offered
      sum += term
      if term < sum * 1e-17 || sum > 1e300 { break }
    }
    let blocked = 1 / sum
    return blocked / (1 - utilisation * (1 - blocked))
  }

  /// The mean wait before service begins, as a multiple of the time of service (M/M/c). Infinite from full use on.
  public static func wait(servers: Int, utilisation: Double) -> Double {
    guard utilisation < 1 else { return .infinity }
    return chanceOfWaiting(servers: servers, utilisation: utilisation)
      / (Double(max(1, servers)) * (1 - utilisation))
  }

  /// How many times as long as its service a stay takes: 1 on an idle server, 10 on a single one 90 % busy (M/M/c).
  public static func stretch(servers: Int, utilisation: Double) -> Double {
    1 + wait(servers: servers, utilisation: utilisation)
  }

  /// The utilisation from which on a stay takes more than twice the service: the knee of the curve.
  public static func knee(servers: Int) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let middle = (low + high) / 2
      if stretch(servers: servers, utilisation: middle) < 2 { low = middle } else { high = middle }
    }
    return low
  }
}
