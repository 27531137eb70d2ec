/// What may follow where somebody types: the kind of word, and the part of the text that it would take the place of.
public struct QueryCompletion: Hashable, Sendable {
  /// What is looked for.
  public enum Subject: Hashable, Sendable {
    /// A metric, a function, an aggregation.
    case expression
    /// An operator or a modifier, behind an expression.
    case continuation
    case labelNames(Selector?)
    case labelValues(String, Selector?)
    case durations
  }

  public let subject: Subject
  /// What has been typed of the word so far.
  public let typed: String
  /// Offsets into the UTF-8 text.
  public let place: Range<Int>
  /// The function or aggregation whose brackets the place is in.
  public let call: String?

  /// What may stand at a place of a text; nil inside a comment or behind a fault.
  public init?(in text: String, at cursor: Int) {
    let before = String(decoding: text.utf8.prefix(cursor), as: UTF8.self)
    let (tokens, fault) = QueryWord.readable(before)
    let open = fault.map { String(decoding: before.utf8.dropFirst($0), as: UTF8.self) }
    if let open, !Self.isOpenString(open) { return nil }
    let isCommented = QueryWord.words(of: before).last.map { $0.kind == .comment } ?? false
    if isCommented { return nil }
    var words = tokens.filter { $0.kind != .end }
    let word = open == nil ? Self.unfinished(&words, endingAt: cursor) : nil
    var walk = SelectorWalk()
    for (index, token) in words.enumerated() {
      walk.take(token, before: index + 1 < words.count ? words[index + 1] : nil)
    }
    typed = open.map { String($0.dropFirst()) } ?? word?.typed ?? ""
    place = open != nil ? (cursor - typed.utf8.count)..<cursor : word?.place ?? cursor..<cursor
    call = walk.call
    guard let subject = walk.subject(inString: open != nil) else { return nil }
    self.subject = subject
  }

  private static func isOpenString(_ text: String) -> Bool {
    text.utf8.first.map { [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`")].contains($0) } ?? false
  }

  /// Takes the word that ends at the cursor off the tokens: it is what is being typed.
  private static func unfinished(_ words: inout [Token], endingAt cursor: Int) -> (
    typed: String, place: Range<Int>
  )? {
    guard let last = words.last, last.place.upperBound == cursor else { return nil }
    switch last.kind {
    case .identifier(let name):
      words.removeLast()
      return (name, last.place)
    case .duration, .number, .text, .sign, .end: return nil
    }
  }
}

/// The matchers of the selectors around a place, as tokens are walked through.
private struct SelectorWalk {
  private var roles = WordRoles()
  private var matchers: [Matcher] = []
  private var label: String?
  private var test: Matcher.Test?
  /// The metric named last: what the labels behind `by` most likely belong to.
  private var metric: String?
  private var last: Token?

  mutating func take(_ token: Token, before next: Token?) {
    let kind = roles.kind(of: token, before: next)
    defer { last = token }
    switch (token.kind, kind) {
    case (.identifier(let name), .metric): metric = name
    case (.identifier(let name), .label): label = name
    case (.sign("{"), _): (matchers, label, test) = ([], nil, nil)
    case (.sign(","), _): (label, test) = (nil, nil)
    case (.sign(let sign), _): test = Matcher.Test(rawValue: sign) ?? test
    case (.text(let value), _):
      if let label, let test, let matcher = Matcher(label, test, value) { matchers.append(matcher) }
      (label, test) = (nil, nil)
    case (.identifier, _), (.number, _), (.duration, _), (.end, _): break
    }
  }

  var call: String? {
    for case .call(let name) in roles.brackets.reversed() { return name }
    return nil
  }

  func subject(inString: Bool) -> QueryCompletion.Subject? {
    switch roles.brackets.last {
    case .selector(let metric):
      let selector = metric == nil && matchers.isEmpty ? nil : Selector(metric: metric, matchers: matchers)
      if inString { return label.flatMap { test == nil ? nil : .labelValues($0, selector) } }
      return last?.isSign("{") == true || last?.isSign(",") == true ? .labelNames(selector) : nil
    case .labels: return inString ? nil : .labelNames(metric.map { Selector(metric: $0) })
    case .range: return inString ? nil : .durations
    case .call, .group, nil: break
    }
    if inString { return nil }
    return last?.keyword == "offset" ? .durations : endsOperand ? .continuation : .expression
  }

  /// Whether what stands before is whole, so that an operator or a modifier follows.
  private var endsOperand: Bool {
    switch last?.kind {
    case .sign(let sign)?: [")", "]", "}"].contains(sign)
    case .number?, .text?, .duration?: true
    case .identifier(let name)?: !["by", "on", "and", "or", "unless", "bool", "atan2"].contains(name)
    case .end?, nil: false
    }
  }
}
