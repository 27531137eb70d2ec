/// Reads a regular expression as RE2 does.
struct PatternParser {
  /// The flags that hold from a place on.
  struct Flags {
    var ignoresCase = false
    var isMultiline = false
    /// Prometheus puts every pattern into `(?s:…)`.
    var dotTakesNewlines = true
    var isUngreedy = false
  }

  let scalars: [Unicode.Scalar]
  var position = 0
  var flags = Flags()
  private(set) var groupCount = 0
  private(set) var names: [String: Int] = [:]
  private var depth = 0
  private static let deepest = 200
  /// As in RE2.
  private static let mostRepeats = 1_000

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  func at(_ text: String) -> Bool {
    scalars[position...].starts(with: text.unicodeScalars)
  }

  mutating func take(_ text: String) -> Bool {
    guard at(text) else { return false }
    position += text.unicodeScalars.count
    return true
  }

  func fault(_ reason: String, at place: Int? = nil) -> Pattern.Fault {
    let before = scalars[..<min(place ?? position, scalars.count)]
    return Pattern.Fault(place: before.reduce(0) { $0 + UTF8.width($1) }, reason: reason)
  }

  mutating func pattern() throws(Pattern.Fault) -> PatternNode {
    let node = try choice()
    guard next == nil else { throw fault("unexpected )") }
    return node
  }

  private mutating func choice() throws(Pattern.Fault) -> PatternNode {
    guard depth < Self.deepest else { throw fault("nested deeper than \(Self.deepest) levels") }
    depth += 1
    defer { depth -= 1 }
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(Pattern.Fault) -> PatternNode {
    var parts: [PatternNode] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      if take("\\Q") {
        while next != nil, !at("\\E") { parts.append(literal(takeScalar())) }
        _ = take("\\E")
      } else if let part = try atom() {
        parts.append(try repeated(part))
      }
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  mutating func takeScalar() -> Unicode.Scalar {
    position += 1
    return scalars[position - 1]
  }

  func literal(_ scalar: Unicode.Scalar) -> PatternNode {
    .one(of: ScalarClass(items: [.range(scalar.value...scalar.value)], ignoresCase: flags.ignoresCase))
  }

  /// One part without what repeats it; nil where only flags were set.
  private mutating func atom() throws(Pattern.Fault) -> PatternNode? {
    let start = position
    let scalar = takeScalar()
    switch scalar {
    case "(": return try group()
    case "[": return .one(of: try bracket())
    case ".": return .one(of: flags.dotTakesNewlines ? .any : .notNewline)
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "\\": return try escaped()
    case "*", "+", "?": throw fault("missing argument to repetition operator: \(scalar)", at: start)
    default: return literal(scalar)
    }
  }

  private mutating func repeated(_ part: PatternNode) throws(Pattern.Fault) -> PatternNode {
    guard let (least, most) = try repetition() else { return part }
    let isLazy = take("?")
    let again = position
    if try repetition() != nil {
      throw fault("invalid nested repetition operator", at: again)
    }
    return .repeated(part, least: least, most: most, isGreedy: isLazy == flags.isUngreedy)
  }

  /// `*`, `+`, `?` or numbers in braces; braces around anything else stand for themselves.
  private mutating func repetition() throws(Pattern.Fault) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = position
    guard take("{") else { return nil }
    guard let least = number(), let most = upperBound(least), take("}") else {
      position = start
      return nil
    }
    guard least <= Self.mostRepeats, most ?? 0 <= Self.mostRepeats, most ?? least >= least else {
      throw fault("invalid repeat count", at: start)
    }
    return (least, most)
  }

  /// What stands behind the least number of repetitions; nothing where it is no number.
  private mutating func upperBound(_ least: Int) -> Int?? {
    guard take(",") else { return .some(least) }
    if at("}") { return .some(nil) }
    return number().map { .some($0) }
  }

  private mutating func number() -> Int? {
    var digits = ""
    while let scalar = next, ("0"..."9").contains(scalar) { digits.unicodeScalars.append(takeScalar()) }
    return digits.isEmpty ? nil : Int(digits) ?? Int.max
  }
}

// Groups.
extension PatternParser {
  private mutating func group() throws(Pattern.Fault) -> PatternNode? {
    let start = position - 1
    let outer = flags
    guard take("?") else { return try captured(from: start, outer) }
    if take("P<") || take("<") {
      if at("=") || at("!") { throw fault("invalid or unsupported Perl syntax", at: start) }
      return try named(from: start, outer)
    }
    guard try setFlags(from: start) else { return nil }
    return try closed(try choice(), from: start, outer)
  }

  private mutating func closed(_ inner: PatternNode, from start: Int, _ outer: Flags) throws(Pattern.Fault)
    -> PatternNode
  {
    guard take(")") else { throw fault("missing closing )", at: start) }
    flags = outer
    return inner
  }

  private mutating func captured(from start: Int, _ outer: Flags) throws(Pattern.Fault) -> PatternNode {
    groupCount += 1
    let number = groupCount
    return .group(try closed(try choice(), from: start, outer), number)
  }

  private mutating func named(from start: Int, _ outer: Flags) throws(Pattern.Fault) -> PatternNode {
    var name = ""
    while let scalar = next, scalar != ">" { name.unicodeScalars.append(takeScalar()) }
    let isWord =
      !name.isEmpty
      && name.utf8.allSatisfy { byte in
        ScalarClass.perl["w"]?.contains { $0.contains(UInt32(byte)) } == true
      }
    guard take(">"), isWord, names[name] == nil else { throw fault("invalid named capture", at: start) }
    names[name] = groupCount + 1
    return try captured(from: start, outer)
  }

  /// Takes flags; whether a group follows them.
  private mutating func setFlags(from start: Int) throws(Pattern.Fault) -> Bool {
    var (isOn, count) = (true, 0)
    while next != nil {
      let scalar = takeScalar()
      count += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiline = isOn
      case "s": flags.dotTakesNewlines = isOn
      case "U": flags.isUngreedy = isOn
      case "-" where isOn: (isOn, count) = (false, 0)
      case ":" where isOn || count > 1: return true
      case ")" where count > 1: return false
      default: throw fault("invalid or unsupported Perl syntax", at: start)
      }
    }
    throw fault("missing closing )", at: start)
  }
}
