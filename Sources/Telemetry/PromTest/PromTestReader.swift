import Basics

/// Reads the commands of a test file.
struct PromTestReader {
  private let lines: [Substring]
  private var position = 0
  private(set) var commands: [PromTestCommand] = []

  /// The commands of a file, in their order.
  static func commands(of text: String) -> [PromTestCommand] {
    var reader = PromTestReader(text)
    while reader.position < reader.lines.count { reader.readCommand() }
    return reader.commands
  }

  /// A comment ends a block as an empty line does.
  private init(_ text: String) {
    lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
      let trimmed = line.trimmed
      return trimmed.hasPrefix("#") ? "" : trimmed
    }
  }

  private mutating func readCommand() {
    let start = position
    position += 1
    let line = lines[start]
    let words = line.split(maxSplits: 1, whereSeparator: \.isWhitespace)
    guard let word = words.first else { return }
    let rest = words.count > 1 ? words[1] : ""
    do throws(SeriesLine.Fault) {
      switch word {
      case "clear": commands.append(.clear)
      case "load", "load_with_nhcb":
        commands.append(try load(rest, asHistograms: word == "load_with_nhcb"))
      case _ where word == "eval" || word.hasPrefix("eval_"):
        commands.append(.evaluate(try evaluation(word, rest, at: start)))
      default: throw SeriesLine.Fault(reason: "unknown command \"\(word)\"")
      }
    } catch {
      commands.append(
        .unreadable(line: position, text: String(lines[position - 1]), reason: error.reason))
      skipBlock()
    }
  }

  private mutating func skipBlock() { while nextLine() != nil {} }

  /// The next line of the block at hand.
  private mutating func nextLine() -> Substring? {
    guard position < lines.count, !lines[position].isEmpty else { return nil }
    position += 1
    return lines[position - 1]
  }

  private mutating func load(_ step: Substring, asHistograms: Bool) throws(SeriesLine.Fault)
    -> PromTestCommand
  {
    let span = try Self.span(step)
    var series: [SeriesLine] = []
    while let line = nextLine() {
      series.append(try SeriesLine(line))
      guard Double(span.milliseconds) * Double(series[series.count - 1].values.count) < 9e15 else {
        throw SeriesLine.Fault(reason: "the series goes beyond all times")
      }
    }
    return .load(step: span, series, asHistograms: asHistograms)
  }

  private mutating func evaluation(_ command: Substring, _ rest: Substring, at start: Int)
    throws(SeriesLine.Fault) -> PromTestCase
  {
    let (times, expression) = try Self.question(rest)
    var test = PromTestCase(line: start + 1, times: times, expression: String(expression))
    switch command {
    case "eval": break
    case "eval_fail": test.failures.append(.init())
    case "eval_warn": test.warnings.append(.init())
    case "eval_info": test.infos.append(.init())
    case "eval_ordered": test.isOrdered = true
    default: throw SeriesLine.Fault(reason: "unknown command \"\(command)\"")
    }
    while let line = nextLine() { try test.expect(line) }
    return test
  }

  private static func question(_ text: Substring) throws(SeriesLine.Fault) -> (
    PromTestCase.Times, Substring
  ) {
    var rest = text
    switch rest.nextWord() {
    case "instant":
      let whole = rest
      guard rest.nextWord() == "at" else { return (.instant(.epoch), whole) }
      return (.instant(try instant(rest.nextWord())), rest)
    case "range":
      let (from, to, step) = try range(&rest)
      guard step > .zero, from <= to else { throw SeriesLine.Fault(reason: "a range goes forward in steps") }
      return (.range(from: from, to: to, step: step), rest)
    default: throw SeriesLine.Fault(reason: "expected \"instant\" or \"range\"")
    }
  }

  /// `from A to B step S`.
  static func range(_ rest: inout Substring) throws(SeriesLine.Fault) -> (Instant, Instant, Span) {
    var values: [Span] = []
    for word in ["from", "to", "step"] {
      guard rest.nextWord() == word else { throw SeriesLine.Fault(reason: "expected \"\(word)\"") }
      values.append(try span(rest.nextWord()))
    }
    return (.epoch + values[0], .epoch + values[1], values[2])
  }

  private static func instant(_ word: Substring) throws(SeriesLine.Fault) -> Instant {
    .epoch + (try span(word))
  }

  /// A duration, or a number of seconds.
  private static func span(_ word: Substring) throws(SeriesLine.Fault) -> Span {
    let (isNegative, body) = (word.hasPrefix("-"), word.hasPrefix("-") ? word.dropFirst() : word)
    if let span = Span(prometheus: body), span.seconds < 9e12 { return isNegative ? -span : span }
    guard let seconds = GoNumber.parsed(word), seconds.magnitude < 9e12 else {
      throw SeriesLine.Fault(reason: "\"\(word)\" is no duration")
    }
    return .milliseconds(Int64((seconds * 1_000).rounded()))
  }
}

extension Substring {
  /// Takes the next word, and the blanks behind it.
  mutating func nextWord() -> Substring {
    let word = prefix { !$0.isWhitespace }
    self = self[word.endIndex...].drop { $0.isWhitespace }
    return word
  }

  /// Without the blanks around it.
  var trimmed: Substring {
    let start = drop { $0.isWhitespace }
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...last]
  }
}
