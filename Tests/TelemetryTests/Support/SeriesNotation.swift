import Basics
import Telemetry

/// A line of series as Prometheus's own tests write it: `up{job="a"} 0+10x10 _ stale NaN`.
struct SeriesNotation {
  let labels: Labels
  /// One value a step; nil where there is no sample.
  let values: [Double?]

  init(_ line: String) throws {
    let cut = line.lastIndex(of: "}") ?? line.firstIndex(of: " ") ?? line.endIndex
    let end = line[cut...].firstIndex(of: " ") ?? line.endIndex
    guard case .vector(let vector) = try Parser.parse(String(line[..<end])).form else {
      preconditionFailure("a line begins with a series")
    }
    let named = vector.selector.matchers.map { Label($0.label, $0.value) }
    labels = Labels(named).setting(Labels.metricName, to: vector.selector.metric ?? "")
    values = line[end...].split(separator: " ").flatMap(Self.expanded)
  }

  private static func expanded(_ word: Substring) -> [Double?] {
    if word == "_" { return [nil] }
    if word == "stale" { return [Staleness.marker] }
    let parts = word.split(separator: "x")
    guard parts.count == 2, let times = Int(parts[1]) else { return [number(word)] }
    if parts[0] == "_" { return Array(repeating: nil, count: times) }
    let cut = parts[0].dropFirst().lastIndex { $0 == "+" || $0 == "-" }
    guard let cut else { return Array(repeating: number(parts[0]), count: times + 1) }
    let (start, step) = (number(parts[0][..<cut]), number(parts[0][cut...]))
    return (0...times).map { start + Double($0) * step }
  }

  private static func number(_ text: Substring) -> Double {
    guard let number = Double(text) else { preconditionFailure("\(text) is no number") }
    return number
  }
}
