import Basics
import Testing

@testable import Telemetry

@Suite("Columns")
struct ColumnCodecTests {
  @Test("come back bit for bit", arguments: Shape.allCases)
  func roundTrip(_ shape: Shape) {
    for count in [1, 2, 3, 17, 360] {
      let values = shape.values(count, seed: UInt64(count))
      #expect(decoded(encoded(values), count: count)?.map(\.bitPattern) == values.map(\.bitPattern))
    }
  }

  @Test("give their first values by themselves", arguments: Shape.allCases)
  func prefix(_ shape: Shape) {
    let values = shape.values(360, seed: 5)
    for count in [0, 1, 2, 17, 180, 359] {
      let first = decoded(encoded(values), count: count, of: 360)
      #expect(first?.map(\.bitPattern) == values.prefix(count).map(\.bitPattern), "\(count)")
    }
  }

  @Test("of decimals take few bytes")
  func decimals() {
    #expect(encoded(Shape.constant.values(360, seed: 1)).count <= 4)
    #expect(encoded(Shape.pages.values(360, seed: 1)).count < 450)
    #expect(encoded(Shape.gauge.values(360, seed: 1)).count < 450)
    #expect(encoded(Shape.thousandths.values(360, seed: 1)).count < 450)
    #expect(encoded(Shape.sparse.values(360, seed: 1)).count < 60)
  }

  @Test("without values are no bytes to speak of")
  func empty() {
    #expect(decoded(encoded([]), count: 0) == [])
  }

  @Test("of times come back")
  func times() {
    var encoder = ColumnEncoder()
    let times = (0..<360).map { (place: Int64) -> Int64 in 1_795_317_079_577 + place * 5_000 + place % 7 }
    let bytes = encoder.encoded(times)
    #expect(bytes.count < 200)
    #expect(numbers(bytes, count: 360) == times)
  }

  @Test("that are cut short are refused")
  func cut() {
    for shape in Shape.allCases where shape != .constant {
      let bytes = encoded(shape.values(200, seed: 3))
      #expect(decoded(Array(bytes.dropLast(bytes.count / 2)), count: 200) == nil, "\(shape)")
    }
  }

  @Test("of any bytes are read or refused, never more")
  func noise() {
    var chance = Chance(seed: 11)
    for _ in 0..<20_000 {
      let length = Int.random(in: 0..<40, using: &chance)
      let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
      let count = Int.random(in: 0..<400, using: &chance)
      _ = decoded(bytes, count: count)
      _ = decoded(bytes, count: count, of: count + Int.random(in: 0..<400, using: &chance))
    }
  }

  @Test("with a byte changed are read or refused, never more")
  func damage() {
    var chance = Chance(seed: 12)
    for round in 0..<4_000 {
      let shape = Shape.allCases[round % Shape.allCases.count]
      var bytes = encoded(shape.values(100, seed: UInt64(round)))
      bytes[Int.random(in: 0..<bytes.count, using: &chance)] = UInt8(truncatingIfNeeded: chance.next())
      _ = decoded(bytes, count: 100)
    }
  }

  private func encoded(_ values: [Double]) -> [UInt8] {
    var encoder = ColumnEncoder()
    return values.withUnsafeBufferPointer { encoder.encoded($0) }
  }

  private func decoded(_ bytes: [UInt8], count: Int, of whole: Int? = nil) -> [Double]? {
    var values = [Double](repeating: 7, count: count)
    let padded = bytes + [UInt8](repeating: 0xA5, count: BitReader.margin)
    let isRead = padded.withUnsafeBufferPointer { padded in
      values.withUnsafeMutableBufferPointer {
        ColumnDecoder.decode(padded.baseAddress!, 0..<bytes.count, into: $0, of: whole ?? count)
      }
    }
    return isRead ? values : nil
  }

  private func numbers(_ bytes: [UInt8], count: Int) -> [Int64]? {
    let padded = bytes + [UInt8](repeating: 0xA5, count: BitReader.margin)
    return padded.withUnsafeBufferPointer {
      ColumnDecoder.numbers($0.baseAddress!, 0..<bytes.count, count: count)
    }
  }
}

/// What columns look like.
enum Shape: CaseIterable {
  case constant, counter, gauge, pages, thousandths, twiceDivided, sparse, fullPrecision, clock, gaps,
    extremes

  func values(_ count: Int, seed: UInt64) -> [Double] {
    var chance = Chance(seed: seed)
    var sum = 0.0
    return (0..<count).map { (place: Int) -> Double in
      let step = Double(Int.random(in: 0..<100, using: &chance))
      sum += step
      switch self {
      case .constant: return 12.5
      case .counter: return sum
      case .gauge: return (sum - 50 * Double(place)).rounded() / 100
      case .pages: return (1_000 + step) * 4_096
      case .thousandths: return (8_000 + sum) * 0.001
      case .twiceDivided: return (423_000_000 + sum) / 1_000 / 1_000
      case .sparse: return place % 40 == 39 ? 3 : 2
      case .fullPrecision: return chance.fraction() * 2 - 1
      case .clock: return 1.7953170795917976e9 + Double(place) * 5 + step / 1e7
      case .gaps: return Self.gap(place, step)
      case .extremes: return Self.extreme[Int.random(in: 0..<Self.extreme.count, using: &chance)]
      }
    }
  }

  private static func gap(_ place: Int, _ step: Double) -> Double {
    switch place % 9 {
    case 3, 4: Staleness.marker
    case 5: Absence.marker
    case 6: .infinity
    case 7: .nan
    default: step
    }
  }

  private static let extreme: [Double] = [
    0, -0.0, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, .leastNonzeroMagnitude, .ulpOfOne, 1e300,
    -1e-300, 9_007_199_254_740_992, 1_125_899_906_842_624, 0.1, 1 / 3, .infinity, -.infinity, .nan,
    .signalingNaN,
  ]
}
