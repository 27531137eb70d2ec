import Basics

extension PromTestCase {
  /// Takes in one line of what is expected.
  mutating func expect(_ line: Substring) throws(SeriesLine.Fault) {
    var rest = line
    let word = rest.nextWord()
    switch word {
    case "expect": try expect(rest.nextWord(), rest)
    case "expected_fail_message": failures = [Wording(text: String(rest))]
    case "expected_fail_regexp": failures = [try Self.wording(pattern: rest)]
    default:
      if let value = GoNumber.parsed(line) {
        number = .number(value)
      } else if line.hasPrefix("{{") {
        number = .histogram
      } else {
        let read = try SeriesLine(line)
        series.append(ExpectedSeries(labels: read.labels, values: read.values))
      }
    }
  }

  private mutating func expect(_ kind: Substring, _ rest: Substring) throws(SeriesLine.Fault) {
    switch kind {
    case "fail": failures.append(try Self.wording(rest))
    case "warn": warnings.append(try Self.wording(rest))
    case "info": infos.append(try Self.wording(rest))
    case "no_warn": isWithoutWarnings = true
    case "no_info": isWithoutInfos = true
    case "ordered": isOrdered = true
    case "string": text = try Self.quoted(rest)
    case "range":
      var words = rest
      guard words.nextWord() == "vector" else { throw SeriesLine.Fault(reason: "expected \"vector\"") }
      let (from, _, step) = try PromTestReader.range(&words)
      matrix = (from, step)
    default: throw SeriesLine.Fault(reason: "unknown expectation \"\(kind)\"")
    }
  }

  private static func wording(_ rest: Substring) throws(SeriesLine.Fault) -> Wording {
    if rest.isEmpty { return Wording() }
    if rest.hasPrefix("msg:") { return Wording(text: String(rest.dropFirst(4).trimmed)) }
    guard rest.hasPrefix("regex:") else { throw SeriesLine.Fault(reason: "expected msg: or regex:") }
    return try wording(pattern: rest.dropFirst(6).trimmed)
  }

  private static func wording(pattern: Substring) throws(SeriesLine.Fault) -> Wording {
    do throws(Pattern.Fault) { return Wording(pattern: try Pattern(String(pattern))) } catch {
      throw SeriesLine.Fault(reason: "\"\(pattern)\" is not a regular expression")
    }
  }

  private static func quoted(_ text: Substring) throws(SeriesLine.Fault) -> String {
    do throws(QueryFault) {
      if case .text(let text) = try Parser.parse(String(text)).form { return text }
    } catch { throw SeriesLine.Fault(reason: error.reason) }
    throw SeriesLine.Fault(reason: "expected a string")
  }
}
