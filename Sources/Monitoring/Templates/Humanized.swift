/// Numbers as the template functions of Prometheus write them for people.
enum Humanized {
  private static let large = ["k", "M", "G", "T", "P", "E", "Z", "Y"]
  private static let small = ["m", "u", "n", "p", "f", "a", "z", "y"]
  private static let binaries = ["ki", "Mi", "Gi", "Ti", "Pi", "Ei", "Zi", "Yi"]

  /// `humanize`: `1.235M`, `100u`.
  static func decimal(_ value: Double) -> String {
    guard value != 0, value.isFinite else { return GoFormat.short(value) }
    let (scaled, prefix) = value.magnitude >= 1 ? divided(value, 1_000, large) : multiplied(value)
    return GoFormat.short(scaled) + prefix
  }

  /// `humanize1024`: `1.5ki`.
  static func binary(_ value: Double) -> String {
    guard value.magnitude > 1, value.isFinite else { return GoFormat.short(value) }
    let (scaled, prefix) = divided(value, 1_024, binaries)
    return GoFormat.short(scaled) + prefix
  }

  /// `humanizeDuration`: `1h 1m 1s`, `1.5s`, `100us`.
  static func duration(_ value: Double) -> String {
    guard value.isFinite else { return GoFormat.short(value) }
    guard value != 0 else { return "0s" }
    guard value.magnitude >= 1 else {
      let (scaled, prefix) = multiplied(value)
      return "\(GoFormat.short(scaled))\(prefix)s"
    }
    let (sign, size) = (value < 0 ? "-" : "", value.magnitude)
    let whole = Int64(min(size, 9e18))
    let (seconds, minutes, hours, days) = (whole % 60, whole / 60 % 60, whole / 3_600 % 24, whole / 86_400)
    if days != 0 { return "\(sign)\(days)d \(hours)h \(minutes)m \(seconds)s" }
    if hours != 0 { return "\(sign)\(hours)h \(minutes)m \(seconds)s" }
    if minutes != 0 { return "\(sign)\(minutes)m \(seconds)s" }
    return "\(sign)\(GoFormat.short(size))s"
  }

  private static func divided(_ value: Double, _ step: Double, _ prefixes: [String]) -> (Double, String) {
    var (value, prefix) = (value, "")
    for name in prefixes where value.magnitude >= step { (value, prefix) = (value / step, name) }
    return (value, prefix)
  }

  private static func multiplied(_ value: Double) -> (Double, String) {
    var (value, prefix) = (value, "")
    for name in small where value.magnitude < 1 { (value, prefix) = (value * 1_000, name) }
    return (value, prefix)
  }
}
