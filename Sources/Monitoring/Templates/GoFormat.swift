import Basics
import Glibc

/// Values as Go's package fmt writes them.
enum GoFormat {
  /// `%v` of a number: the shortest text that reads back the same; with an exponent below 1e-4 and from 1e6 on
  /// (strconv.FormatFloat, 'g', -1).
  static func shortest(_ value: Double) -> String {
    guard value.isFinite, value != 0 else {
      return value == 0 ? (value.sign == .minus ? "-0" : "0") : Figures.fixed(value, 0)
    }
    let (digits, exponent) = significant(value.magnitude)
    guard exponent < -4 || exponent >= 6 else { return Figures.decimal(value) }
    let (sign, rest) = (value < 0 ? "-" : "", digits.dropFirst())
    let mantissa = digits.prefix(1) + (rest.isEmpty ? "" : "." + rest)
    return "\(sign)\(mantissa)e\(exponent < 0 ? "-" : "+")\(Figures.padded(Int(exponent.magnitude), to: 2))"
  }

  /// The digits of a number without trailing zeros, and the exponent of the first.
  private static func significant(_ value: Double) -> (digits: String, exponent: Int) {
    let text = Figures.decimal(value)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let (whole, fraction) = (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    let all = whole + fraction
    let leading = all.prefix { $0 == "0" }.count
    var digits = String(all.dropFirst(leading))
    while digits.hasSuffix("0") { digits.removeLast() }
    return (digits, whole.utf8.count - 1 - leading)
  }

  /// A number by one of C's formats, which are Go's but for what is not finite.
  static func number(_ value: Double, _ verb: Character, flags: String = "", precision: Int) -> String {
    guard value.isFinite else {
      return value.isNaN ? (flags.contains("+") ? "+NaN" : "NaN") : value < 0 ? "-Inf" : "+Inf"
    }
    let format = "%\(flags).\(min(precision, 300))\(verb)"
    return withVaList([value]) { arguments in
      withUnsafeTemporaryAllocation(of: CChar.self, capacity: 700) { buffer in
        _ = vsnprintf(buffer.baseAddress!, buffer.count, format, arguments)
        return String(cString: buffer.baseAddress!)
      }
    }
  }

  /// `%.4g`, as Prometheus writes what is meant for people.
  static func short(_ value: Double) -> String { number(value, "g", precision: 4) }

  /// A time in UTC as Go prints it: `2017-07-14 02:40:00 +0000 UTC`.
  static func time(_ seconds: Double) -> String {
    let whole = (seconds * 1_000).rounded(.towardZero)
    let instant = Instant(milliseconds: Int64(whole))
    let text = instant.rounded(downTo: .seconds(1)).rfc3339
    let thousandths = instant.milliseconds - instant.rounded(downTo: .seconds(1)).milliseconds
    var fraction = thousandths == 0 ? "" : "." + Figures.padded(Int(thousandths), to: 3)
    while fraction.hasSuffix("0") { fraction.removeLast() }
    return text.replacing("T", with: " ").replacing("Z", with: "") + fraction + " +0000 UTC"
  }

  /// A duration as Go prints it: `1h30m0s`, `1.5s`.
  static func span(_ seconds: Double) -> String {
    let sign = seconds < 0 ? "-" : ""
    let size = seconds.magnitude
    if size == 0 { return "0s" }
    if size < 1 {
      let (scaled, unit) = size < 1e-3 ? (size * 1e6, "µs") : (size * 1e3, "ms")
      return "\(sign)\(shortest(scaled))\(unit)"
    }
    let minutes = Int64(min(size / 60, 1e15))
    let rest = shortest(((size - Double(minutes) * 60) * 1e9).rounded() / 1e9)
    if minutes == 0 { return "\(sign)\(rest)s" }
    return minutes < 60 ? "\(sign)\(minutes)m\(rest)s" : "\(sign)\(minutes / 60)h\(minutes % 60)m\(rest)s"
  }
}
