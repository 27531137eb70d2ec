/// How the numbers of a column are whole numbers in disguise: decimals with so many places, as a program came to them,
/// or else the bits of the numbers themselves.
struct Scaling: Hashable {
  /// How a program makes the decimal of its whole number. The last bits tell these apart.
  enum Kind: UInt64 {
    case divided
    case multiplied
    /// By a thousand and by a thousand again.
    case dividedTwice
    case bits
  }

  let kind: Kind
  /// How many decimal places.
  let places: Int

  static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
  private static let inverses: [Double] = [
    1, 1e-1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8, 1e-9, 1e-10, 1e-11, 1e-12, 1e-13, 1e-14, 1e-15,
  ]
  /// Added to a number below `limit` and taken off again it leaves the nearest whole number.
  private static let rounder = 6_755_399_441_055_744.0
  private static let limit = 1_125_899_906_842_624.0

  static let bits = Scaling(kind: .bits, places: 0)

  /// What makes all these finite numbers whole. Of several ways the one with the fewest places.
  static func fitting(_ values: UnsafeBufferPointer<Double>) -> Scaling {
    if let places = places(of: values, .divided) { return Scaling(kind: .divided, places: places) }
    if let places = places(of: values, .multiplied) { return Scaling(kind: .multiplied, places: places) }
    let twice = Scaling(kind: .dividedTwice, places: 6)
    return values.allSatisfy { twice.fits($0) } ? twice : .bits
  }

  private static func places(of values: UnsafeBufferPointer<Double>, _ kind: Kind) -> Int? {
    var (scaling, hasGrown, most) = (Scaling(kind: kind, places: 0), false, 0.0)
    for value in values {
      most = max(most, value.magnitude)
      while !scaling.fits(value) {
        guard scaling.places + 1 < powers.count, value.magnitude * powers[scaling.places] < limit else {
          return nil
        }
        scaling = Scaling(kind: kind, places: scaling.places + 1)
        hasGrown = true
      }
    }
    guard hasGrown else { return scaling.places }
    // A decimal is the same with a zero behind it if only it is not too large; a product may be rounded otherwise.
    let fitsAll = kind == .divided ? scaling.fits(most) : values.allSatisfy { scaling.fits($0) }
    return fitsAll ? scaling.places : nil
  }

  @inline(__always)
  private func fits(_ value: Double) -> Bool {
    let scaled = value * Self.powers[places]
    guard scaled.magnitude < Self.limit else { return false }
    return decimal((scaled + Self.rounder) - Self.rounder).bitPattern == value.bitPattern
  }

  @inline(__always)
  func whole(_ value: Double) -> Int64 {
    kind == .bits
      ? Int64(bitPattern: value.bitPattern)
      : Int64((value * Self.powers[places] + Self.rounder) - Self.rounder)
  }

  /// Makes values of the whole numbers that lie in their places.
  func turn(_ values: UnsafeMutableBufferPointer<Double>) {
    let (power, inverse) = (Self.powers[places], Self.inverses[places])
    switch kind {
    case .divided: Self.turn(values) { $0 / power }
    case .multiplied: Self.turn(values) { $0 * inverse }
    case .dividedTwice: Self.turn(values) { $0 / 1_000 / 1_000 }
    case .bits: break
    }
  }

  @inline(__always)
  private static func turn(_ values: UnsafeMutableBufferPointer<Double>, _ decimal: (Double) -> Double) {
    for place in values.indices {
      values[place] = decimal(Double(Int64(bitPattern: values[place].bitPattern)))
    }
  }

  @inline(__always)
  private func decimal(_ whole: Double) -> Double {
    switch kind {
    case .divided: whole / Self.powers[places]
    case .multiplied: whole * Self.inverses[places]
    case .dividedTwice: whole / 1_000 / 1_000
    case .bits: whole
    }
  }
}
