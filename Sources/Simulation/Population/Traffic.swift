import Basics
import Glibc

/// More users for a while.
public struct FlashCrowd: Hashable, Sendable {
  /// How many times as many users.
  public let factor: Double
  /// Since the start of the run.
  public let at: Span
  public let length: Span

  public init(factor: Double, at: Span, length: Span) {
    self.factor = factor
    self.at = at
    self.length = length
  }

  /// How long the crowd takes to come, and to go.
  private static let ramp = 300.0

  /// What users are multiplied by at a time.
  func factor(at time: Span) -> Double {
    let (since, left) = ((time - at).seconds, (at + length - time).seconds)
    return 1 + (factor - 1) * max(0, min(1, since / Self.ramp, left / Self.ramp))
  }
}

/// How much users do: so many of them by the hour of the day and the day of the week, as one number a region. A
/// user is never made, so a billion cost what one costs.
public struct Traffic: Sendable {
  let world: World
  let users: Double
  let crowds: [FlashCrowd]
  /// How far each region strays from what is usual, as a logarithm.
  private var stray: [Double]

  init(_ world: World, users: Int, crowds: [FlashCrowd]) {
    self.world = world
    self.users = Double(users)
    self.crowds = crowds
    stray = world.regions.map { _ in 0 }
  }

  /// What the mean is multiplied by at a time since Monday, 00:00 UTC: two harmonics of the day with the top at
  /// 20 o'clock local time, and weekends a seventh above weekdays; 1 on average over a week.
  static func activity(at time: Span, offset: Span) -> Double {
    let local = (time + offset).seconds / 3_600
    let phase = 2 * Double.pi * (local - 20) / 24
    let day = Int((local / 24).rounded(.down))
    let isWeekend = (day % 7 + 7) % 7 >= 5
    return (1 + 0.65 * cos(phase) + 0.1 * cos(2 * phase)) * (isWeekend ? 1.1 : 0.96)
  }

  /// The greatest that `activity` comes to.
  static let peak = 1.75 * 1.1

  /// Requests a second of a region on average at a time.
  func mean(_ region: Int, at time: Span) -> Double {
    let place = world.regions[region]
    let crowd = crowds.reduce(1) { $0 * $1.factor(at: time) }
    return users * place.share * world.requestsPerDay / 86_400 * crowd
      * Self.activity(at: time, offset: place.offset)
  }

  /// Requests a second that came in a minute: about the mean strays what is usual by some per cent for half an hour
  /// or so, and about that single requests come by Poisson.
  mutating func drawn(_ region: Int, at time: Span, _ chance: inout Chance) -> Double {
    // An autoregression with a memory of 1/(1 - 0.97) minutes and a deviation of 0.005/√(1 - 0.97²) = 2 %.
    stray[region] = 0.97 * stray[region] + 0.005 * chance.normal()
    let mean = mean(region, at: time) * exp(stray[region])
    return Double(chance.poisson(mean * 60)) / 60
  }
}

extension Chance {
  /// A number with the standard normal distribution (Box and Muller 1958).
  mutating func normal() -> Double {
    (-2 * log(1 - fraction())).squareRoot() * cos(2 * .pi * fraction())
  }

  /// A count with Poisson's distribution: by multiplying (Knuth) where few are expected, by the normal
  /// distribution where the difference no longer shows.
  mutating func poisson(_ mean: Double) -> Int {
    guard mean < 200 else { return max(0, Int((mean + mean.squareRoot() * normal()).rounded())) }
    var (count, product) = (0, fraction())
    let limit = exp(-mean)
    while product > limit {
      count += 1
      product *= fraction()
    }
    return count
  }
}
