/// A word of an expression as it is shown to who types it: what it is, and where it stands.
public struct QueryWord: Hashable, Sendable {
  /// What a word is. Each can have a look of its own.
  public enum Kind: Sendable {
    case metric, function, aggregation, keyword, label, text, number, duration, sign, comment
    /// From here on the text makes no sense.
    case fault
  }

  public let kind: Kind
  /// Offsets into the UTF-8 text.
  public let place: Range<Int>

  /// The words of a text in their order, however unfinished it is. What lies between them is blank.
  public static func words(of text: String) -> [QueryWord] {
    let (tokens, fault) = readable(text)
    var roles = WordRoles()
    var words: [QueryWord] = []
    for (index, token) in tokens.enumerated() where token.kind != .end {
      let next = index + 1 < tokens.count ? tokens[index + 1] : nil
      words.append(QueryWord(kind: roles.kind(of: token, before: next), place: token.place))
    }
    if let fault { words.append(QueryWord(kind: .fault, place: fault..<text.utf8.count)) }
    return withComments(words, in: Array(text.utf8))
  }

  /// The tokens up to the first place that cannot be one, and that place.
  static func readable(_ text: String) -> (tokens: [Token], fault: Int?) {
    do throws(QueryFault) { return (try Lexer.tokens(of: text), nil) } catch {
      let place = min(error.place.lowerBound, text.utf8.count)
      // What stands before a fault has been read once already, unless the fault is inside a string.
      let before = String(decoding: text.utf8.prefix(place), as: UTF8.self)
      guard place < text.utf8.count else { return ([], 0) }
      let (tokens, earlier) = readable(before)
      return (tokens, earlier ?? place)
    }
  }

  /// Comments lie in the gaps between words.
  private static func withComments(_ words: [QueryWord], in bytes: [UInt8]) -> [QueryWord] {
    var (result, end): ([QueryWord], Int) = ([], 0)
    func gap(upTo start: Int) {
      guard end < start, let mark = bytes[end..<start].firstIndex(of: UInt8(ascii: "#")) else { return }
      result.append(QueryWord(kind: .comment, place: mark..<start))
    }
    for word in words {
      gap(upTo: word.place.lowerBound)
      result.append(word)
      end = word.place.upperBound
    }
    gap(upTo: bytes.count)
    return result
  }
}

/// What each identifier is, told from the brackets around it and the words before it.
struct WordRoles {
  /// Why a bracket was opened.
  enum Bracket {
    /// A selector's, of a metric.
    case selector(metric: String?)
    /// Behind `by` and its like.
    case labels
    /// A function's or aggregation's, by its name.
    case call(String)
    case group
    case range
  }

  private(set) var brackets: [Bracket] = []
  private(set) var last: Token?

  private static let keywords: Set<String> = [
    "by", "without", "on", "ignoring", "group_left", "group_right", "offset", "bool", "and", "or", "unless",
    "atan2", "inf", "nan", "anchored", "smoothed", "fill", "fill_left", "fill_right",
  ]
  private static let beforeLabels: Set<String> = [
    "by", "without", "on", "ignoring", "group_left", "group_right",
  ]

  mutating func kind(of token: Token, before next: Token?) -> QueryWord.Kind {
    defer { last = token }
    switch token.kind {
    case .number: return .number
    case .duration: return .duration
    case .text: return .text
    case .sign(let sign):
      turn(at: sign)
      return .sign
    case .identifier(let name): return kind(of: name, before: next)
    case .end: return .fault
    }
  }

  private func kind(of name: String, before next: Token?) -> QueryWord.Kind {
    switch brackets.last {
    case .selector, .labels: return .label
    case .range: return .function
    case .call, .group, nil: break
    }
    let word = name.lowercased()
    if Self.keywords.contains(word) || last?.isSign("@") == true { return .keyword }
    let isCalled = next?.isSign("(") == true
    let isGrouped = next?.keyword == "by" || next?.keyword == "without"
    if Aggregation.Operator(rawValue: word) != nil, isCalled || isGrouped { return .aggregation }
    return isCalled ? .function : .metric
  }

  private mutating func turn(at sign: String) {
    switch sign {
    case "{": brackets.append(.selector(metric: lastName))
    case "[": brackets.append(.range)
    case "(": brackets.append(opened)
    case ")", "]", "}": _ = brackets.popLast()
    default: break
    }
  }

  private var lastName: String? {
    if case .identifier(let name)? = last?.kind { name } else { nil }
  }

  private var opened: Bracket {
    guard let name = lastName else { return .group }
    let word = name.lowercased()
    if Self.beforeLabels.contains(word) { return .labels }
    return Self.keywords.contains(word) ? .group : .call(name)
  }
}
