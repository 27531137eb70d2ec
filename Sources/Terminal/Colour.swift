import Glibc

/// A colour of the screen in red, green and blue.
public struct Colour: Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#1b1d26`; nil for anything else.
  public init?(_ text: some StringProtocol) {
    let digits = text.dropFirst()
    // Swift's own reading would take a sign as well.
    guard text.utf8.count == 7, text.hasPrefix("#"), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let value = UInt32(digits, radix: 16)
    else { return nil }
    self.init(value)
  }

  /// From 0xRRGGBB.
  public init(_ value: UInt32) {
    self.init(
      red: UInt8(value >> 16 & 0xFF), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
  }

  public var value: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }
}

/// A colour by how the eye sees it: lightness and two opponent axes. Björn Ottosson, "A perceptual color space for
/// image processing" (2020).
struct OKLab {
  var lightness: Double
  var a: Double
  var b: Double

  init(_ colour: Colour) {
    func linear(_ channel: UInt8) -> Double {
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    let (red, green, blue) = (linear(colour.red), linear(colour.green), linear(colour.blue))
    let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  /// The colour so far on the way to another.
  func mixed(with other: OKLab, _ share: Double) -> OKLab {
    var result = self
    result.lightness += (other.lightness - lightness) * share
    result.a += (other.a - a) * share
    result.b += (other.b - b) * share
    return result
  }

  func distance(to other: OKLab) -> Double {
    let (first, second, third) = (lightness - other.lightness, a - other.a, b - other.b)
    return first * first + second * second + third * third
  }

  var colour: Colour {
    func cubed(_ value: Double) -> Double { value * value * value }
    let long = cubed(lightness + 0.3963377774 * a + 0.2158037573 * b)
    let medium = cubed(lightness - 0.1055613458 * a - 0.0638541728 * b)
    let short = cubed(lightness - 0.0894841775 * a - 1.2914855480 * b)
    func channel(_ value: Double) -> UInt8 {
      let bounded = min(max(value, 0), 1)
      let curved = bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * pow(bounded, 1 / 2.4) - 0.055
      return UInt8((curved * 255).rounded())
    }
    return Colour(
      red: channel(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
      green: channel(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
      blue: channel(-0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short))
  }
}

extension Colour {
  /// The place in the 256-colour palette that looks most alike: its cube or its grey ramp.
  var nearestOf256: Int {
    let wanted = OKLab(self)
    let distances = Self.palette.map { wanted.distance(to: $0) }
    return 16 + distances.indices.min { distances[$0] < distances[$1] }!
  }

  /// The cube and the grey ramp as the eye sees them.
  private static let palette = (16...255).map { OKLab(of256($0)) }

  /// A colour of the cube (16 to 231) or the grey ramp (232 to 255).
  static func of256(_ index: Int) -> Colour {
    if index >= 232 {
      let grey = UInt8(8 + 10 * (index - 232))
      return Colour(red: grey, green: grey, blue: grey)
    }
    func level(_ step: Int) -> UInt8 { step == 0 ? 0 : UInt8(55 + 40 * step) }
    let cube = index - 16
    return Colour(red: level(cube / 36), green: level(cube / 6 % 6), blue: level(cube % 6))
  }

  /// How much two colours differ in brightness, 1 to 21; WCAG 2.1, "contrast ratio".
  public func contrast(with other: Colour) -> Double {
    let (brighter, darker) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (brighter + 0.05) / (darker + 0.05)
  }

  /// Relative luminance, 0 to 1 (WCAG 2.1).
  public var luminance: Double {
    func linear(_ channel: UInt8) -> Double {
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}
