import Canvas
import Glibc
import Testing

@testable import Terminal

/// How eyes that lack one kind of cone see a colour: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A
/// physiologically-based model for simulation of color vision deficiency" (2009), at full severity.
enum ColourVision: CaseIterable {
  case withoutRed, withoutGreen, withoutBlue

  private var rows: [[Double]] {
    switch self {
    case .withoutRed:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .withoutGreen:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .withoutBlue:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }

  func seen(_ colour: Colour) -> Colour {
    let linear = [colour.red, colour.green, colour.blue].map { channel -> Double in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let channels = rows.map { row -> UInt8 in
      let value = min(max(zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 }, 0), 1)
      return UInt8(
        ((value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055) * 255).rounded())
    }
    return Colour(red: channels[0], green: channels[1], blue: channels[2])
  }
}

@Suite struct ColourVisionTests {
  /// The least distance between well, watch and act, as these eyes see them.
  private func distance(in theme: String, seen vision: ColourVision) throws -> Double {
    let theme = try ShippedThemes.theme(theme)
    let seen = try [Role.ok, .watch, .act].map { OKLab(vision.seen(try #require(theme.look(of: $0).ink))) }
    return [(0, 1), (1, 2), (0, 2)].map { seen[$0].distance(to: seen[$1]).squareRoot() }.min() ?? 0
  }

  @Test(arguments: ColourVision.allCases)
  func `Clarity keeps well, watch and act far apart for every kind of eyes`(vision: ColourVision) throws {
    #expect(try distance(in: "clarity", seen: vision) > 0.1)
  }

  @Test(arguments: ColourVision.allCases)
  func `grey looks grey to all eyes`(vision: ColourVision) {
    let seen = vision.seen(Colour(0x808080))
    #expect([seen.red, seen.green, seen.blue].allSatisfy { abs(Int($0) - 0x80) <= 1 })
  }
}
