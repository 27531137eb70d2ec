import Basics

/// A series as Prometheus's tests write it: `up{job="a"} 0+10x10 _ stale NaN`.
public struct SeriesLine: Sendable {
  /// What stands at one step.
  public enum Value: Equatable, Sendable {
    case nothing
    case number(Double)
    /// A native histogram, whatever is in it.
    case histogram
  }

  /// Why a line is no series.
  public struct Fault: Error {
    public let reason: String
  }

  public let labels: Labels
  public let values: [Value]

  public init(_ line: Substring) throws(Fault) {
    let cut = Self.endOfLabels(in: line)
    do throws(QueryFault) { labels = try Parser.labels(String(line[..<cut])) } catch {
      throw Fault(reason: error.reason)
    }
    var values: [Value] = []
    for word in Self.words(of: line[cut...]) { values += try Self.values(word) }
    self.values = values
  }

  /// A series whose values stand apart from its labels, as in tests of rules.
  public init(labels: String, values: String) throws(Fault) {
    do throws(QueryFault) { self.labels = try Parser.labels(labels) } catch {
      throw Fault(reason: error.reason)
    }
    var read: [Value] = []
    for word in Self.words(of: values[...]) { read += try Self.values(word) }
    self.values = read
  }

  /// Labels end at the brace that closes them, or where the name does.
  private static func endOfLabels(in line: Substring) -> Substring.Index {
    let name = line.prefix { !$0.isWhitespace && $0 != "{" }
    guard line[name.endIndex...].hasPrefix("{") else { return name.endIndex }
    var (quote, isEscaped): (Character?, Bool) = (nil, false)
    for index in line.indices[name.endIndex...] {
      let character = line[index]
      if isEscaped {
        isEscaped = false
      } else if character == "\\", quote != nil {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil }
      } else if character == "}" {
        return line.index(after: index)
      } else if "\"'`".contains(character) {
        quote = character
      }
    }
    return line.endIndex
  }

  /// Words parted by blanks; a histogram in its double braces is one word.
  private static func words(of text: Substring) -> [Substring] {
    var (words, rest) = ([Substring](), text)
    while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
      rest = rest[start...]
      var depth = 0
      let end = rest.firstIndex { character in
        depth += character == "{" ? 1 : character == "}" ? -1 : 0
        return depth == 0 && character.isWhitespace
      }
      words.append(rest[..<(end ?? rest.endIndex)])
      rest = rest[(end ?? rest.endIndex)...]
    }
    return words
  }

  private static let longest = 1_000_000

  private static func values(_ word: Substring) throws(Fault) -> [Value] {
    var (item, times): (Substring, Int?) = (word, nil)
    if let cut = word.lastIndex(of: "x"), let count = Int(word[cut...].dropFirst()), count >= 0 {
      guard count <= longest else { throw Fault(reason: "\"\(word)\" is too long") }
      (item, times) = (word[..<cut], count)
    }
    if item == "_" { return Array(repeating: .nothing, count: times ?? 1) }
    if item == "stale" { return Array(repeating: .number(Staleness.marker), count: (times ?? 0) + 1) }
    if item.hasPrefix("{{") { return Array(repeating: .histogram, count: (times ?? 0) + 1) }
    let (start, step) = try line(item)
    var value = start
    // Added up step by step, as Prometheus does.
    return (0...(times ?? 0)).map { index in
      if index > 0 { value += step }
      return .number(value)
    }
  }

  /// A start and what is added at each step.
  private static func line(_ item: Substring) throws(Fault) -> (start: Double, step: Double) {
    if let number = GoNumber.parsed(item) { return (number, 0) }
    for cut in item.indices.dropFirst() where item[cut] == "+" || item[cut] == "-" {
      if let start = GoNumber.parsed(item[..<cut]), let step = GoNumber.parsed(item[cut...]) {
        return (start, step)
      }
    }
    throw Fault(reason: "\"\(item)\" is no number")
  }
}
