// What stands behind a backslash, and between square brackets.
extension PatternParser {
  mutating func escaped() throws(Pattern.Fault) -> PatternNode {
    switch next {
    case "A": return assertion(.textStart)
    case "z": return assertion(.textEnd)
    case "b": return assertion(.wordEdge)
    case "B": return assertion(.noWordEdge)
    default: break
    }
    if let item = try classItem() {
      return .one(of: ScalarClass(items: [item], ignoresCase: flags.ignoresCase))
    }
    return literal(try escapedScalar())
  }

  private mutating func assertion(_ assertion: PatternAssertion) -> PatternNode {
    position += 1
    return .assertion(assertion)
  }

  /// A class that a letter behind a backslash means, if it does.
  private mutating func classItem() throws(Pattern.Fault) -> ScalarClass.Item? {
    guard let scalar = next else { return nil }
    if scalar == "p" || scalar == "P" { return try category(isNegated: scalar == "P") }
    let letter = Character(scalar)
    if let ranges = ScalarClass.perl[letter] {
      position += 1
      return ranges.count == 1 ? .range(ranges[0]) : .matching(ranges)
    }
    guard scalar.isASCII, scalar.properties.isUppercase,
      let ranges = ScalarClass.perl[Character(String(letter).lowercased())]
    else { return nil }
    position += 1
    return .unlike(ranges)
  }

  private mutating func category(isNegated: Bool) throws(Pattern.Fault) -> ScalarClass.Item {
    let start = position - 1
    position += 1
    var name = ""
    if take("{") {
      while let scalar = next, scalar != "}" { name.unicodeScalars.append(takeScalar()) }
      guard take("}") else { throw fault("invalid character class range", at: start) }
    } else if next != nil {
      name.unicodeScalars.append(takeScalar())
    }
    let isTurned = name.hasPrefix("^")
    if isTurned { name.removeFirst() }
    if name == "Any" { return isNegated != isTurned ? .matching([]) : .unlike([]) }
    guard Self.categories.contains(name) else {
      throw fault("\\p{\(name)} is no class that is known here", at: start)
    }
    return .category(name, isNegated: isNegated != isTurned)
  }

  private static let categories: Set<String> = [
    "L", "Lu", "Ll", "Lt", "Lm", "Lo", "M", "Mn", "Mc", "Me", "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Ps",
    "Pe", "Pi", "Pf", "Po", "S", "Sm", "Sc", "Sk", "So", "Z", "Zs", "Zl", "Zp", "C", "Cc", "Cf", "Cs", "Co",
  ]

  private static let controls: [Unicode.Scalar: Unicode.Scalar] = [
    "a": "\u{7}", "f": "\u{C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{B}",
  ]

  /// The scalar that an escape stands for.
  private mutating func escapedScalar() throws(Pattern.Fault) -> Unicode.Scalar {
    let start = position - 1
    guard next != nil else { throw fault("trailing backslash at end of expression", at: start) }
    let scalar = takeScalar()
    if let control = Self.controls[scalar] { return control }
    if scalar == "x" { return try hexadecimal(from: start) }
    if ("0"..."7").contains(scalar), let octal = octal(scalar) { return octal }
    let isWord = ScalarClass.perl["w"]?.contains { $0.contains(scalar.value) } == true
    guard scalar.isASCII, scalar == "_" || !isWord else {
      throw fault("invalid escape sequence: \\\(scalar)", at: start)
    }
    return scalar
  }

  /// `\0` with two more digits at most, or three digits; a single other digit would refer back, which RE2 does not.
  private mutating func octal(_ first: Unicode.Scalar) -> Unicode.Scalar? {
    guard first == "0" || next.map({ ("0"..."7").contains($0) }) == true else { return nil }
    var value = first.value - 0x30
    for _ in 0..<2 {
      guard let digit = next, ("0"..."7").contains(digit) else { break }
      value = value * 8 + takeScalar().value - 0x30
    }
    return Unicode.Scalar(value)
  }

  private mutating func hexadecimal(from start: Int) throws(Pattern.Fault) -> Unicode.Scalar {
    var digits = ""
    let isBraced = take("{")
    while let scalar = next, isBraced ? scalar != "}" : digits.utf8.count < 2 {
      digits.unicodeScalars.append(takeScalar())
    }
    let isClosed = !isBraced || take("}")
    guard isClosed, isBraced || digits.utf8.count == 2, digits.utf8.first != UInt8(ascii: "+"),
      let value = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(value)
    else { throw fault("invalid escape sequence: \\x", at: start) }
    return scalar
  }

  /// What stands behind an opening square bracket.
  mutating func bracket() throws(Pattern.Fault) -> ScalarClass {
    let start = position - 1
    var found = ScalarClass(isNegated: take("^"), ignoresCase: flags.ignoresCase)
    var isFirst = true
    while isFirst || !at("]") {
      guard next != nil else { throw fault("missing closing ]", at: start) }
      isFirst = false
      found.items.append(try bracketItem())
    }
    position += 1
    return found
  }

  private mutating func bracketItem() throws(Pattern.Fault) -> ScalarClass.Item {
    let start = position
    if at("[:"), let item = try posixItem() { return item }
    if take("\\") {
      if let item = try classItem() { return item }
      position -= 1
    }
    let low = try bracketScalar()
    guard at("-"), position + 1 < scalars.count, scalars[position + 1] != "]" else {
      return .range(low.value...low.value)
    }
    position += 1
    let high = try bracketScalar()
    guard low <= high else { throw fault("invalid character class range", at: start) }
    return .range(low.value...high.value)
  }

  private mutating func bracketScalar() throws(Pattern.Fault) -> Unicode.Scalar {
    guard next != nil else { throw fault("missing closing ]") }
    return take("\\") ? try escapedScalar() : takeScalar()
  }

  private mutating func posixItem() throws(Pattern.Fault) -> ScalarClass.Item? {
    let start = position
    let rest = scalars[(position + 2)...]
    guard
      let end = rest.indices.first(where: { rest[$0] == ":" && $0 + 1 < rest.endIndex && rest[$0 + 1] == "]" }
      )
    else { return nil }
    var name = String(String.UnicodeScalarView(rest[..<end]))
    let isNegated = name.hasPrefix("^")
    if isNegated { name.removeFirst() }
    guard let ranges = ScalarClass.posix[name] else {
      throw fault("invalid character class range", at: start)
    }
    position = end + 2
    return isNegated ? .unlike(ranges) : .matching(ranges)
  }
}
