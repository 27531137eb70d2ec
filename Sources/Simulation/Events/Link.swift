import Basics
import Glibc
import Monitoring

/// A line between two places: how far, and how much goes through.
public struct Link: Hashable, Sendable {
  /// Kilometres of fibre.
  public let length: Double
  /// Bits a second.
  public let bandwidth: Double

  public init(length: Double, bandwidth: Double) {
    self.length = length
    self.bandwidth = bandwidth
  }

  /// Kilometres a second in fibre: light in vacuum by a refractive index of 1.468 (ITU-T G.652 fibre at 1550 nm).
  public static let speed = 299_792.458 / 1.468

  /// Seconds for the way.
  public var propagation: Double { length / Self.speed }

  /// Seconds to put so many bits on the line.
  public func serialisation(_ bits: Double) -> Double { bits / bandwidth }

  /// Seconds that messages of so many bits on average take one way when so many come a second: propagation, and
  /// waiting and serialisation as a server with exponential lengths has them (M/M/1). Infinite when the line is full.
  public func delay(bits: Double, rate: Double) -> Double {
    let service = serialisation(bits)
    let utilisation = QueueingLaws.utilisation(arrivals: rate, service: service)
    return propagation + service * QueueingLaws.stretch(servers: 1, utilisation: utilisation)
  }
}

/// A place on the globe.
public struct Coordinates: Hashable, Sendable {
  /// Degrees north and east.
  public let latitude: Double
  public let longitude: Double

  public init(_ latitude: Double, _ longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// Kilometres along the great circle (haversine formula; mean radius of the Earth 6,371.0 km, IUGG).
  public func distance(to other: Coordinates) -> Double {
    let radians = Double.pi / 180
    let (north, east) = (
      (other.latitude - latitude) * radians / 2, (other.longitude - longitude) * radians / 2
    )
    let part =
      sin(north) * sin(north)
      + cos(latitude * radians) * cos(other.latitude * radians) * sin(east) * sin(east)
    return 2 * 6_371.0 * asin(min(1, part.squareRoot()))
  }
}
