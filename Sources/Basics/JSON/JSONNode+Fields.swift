extension JSONNode {
  private var kind: String {
    switch value {
    case .null: "null"
    case .flag: "true or false"
    case .number: "a number"
    case .text: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }

  private func expected(_ what: String) -> JSONFault { fault("expected \(what), found \(kind)") }

  public var isNull: Bool {
    if case .null = value { true } else { false }
  }

  /// The members of an object.
  public func members() throws(JSONFault) -> [JSONMember] {
    guard case .object(let members) = value else { throw expected("an object") }
    return members
  }

  /// The elements of a list.
  public func items() throws(JSONFault) -> [JSONNode] {
    guard case .array(let items) = value else { throw expected("a list") }
    return items
  }

  public func text() throws(JSONFault) -> String {
    guard case .text(let text) = value else { throw expected("a text") }
    return text
  }

  public func flag() throws(JSONFault) -> Bool {
    guard case .flag(let flag) = value else { throw expected("true or false") }
    return flag
  }

  public func number() throws(JSONFault) -> Double {
    guard case .number(let text) = value, let number = JSONNumber.double(text) else {
      throw expected("a number")
    }
    return number
  }

  public func integer() throws(JSONFault) -> Int {
    // A floating-point number would lose what lies beyond 53 bits.
    if case .number(let text) = value, let whole = Int(text) { return whole }
    let number = try number()
    guard let whole = Int(exactly: number) else { throw expected("a whole number") }
    return whole
  }

  /// The number as it was written, or a text, for figures that must stay exact.
  public func exactText() throws(JSONFault) -> String {
    switch value {
    case .number(let text), .text(let text): return text
    case .null, .flag, .array, .object: throw expected("a number or a text")
    }
  }

  /// A date written `2025-11-30`.
  public func day() throws(JSONFault) -> Day {
    guard let day = Day(iso: try text()) else { throw fault("expected a date such as 2025-11-30") }
    return day
  }

  /// A duration written as Prometheus does.
  public func span() throws(JSONFault) -> Span {
    guard let span = Span(prometheus: try text()) else {
      throw fault("expected a duration such as 5m or 1h30m")
    }
    return span
  }

  /// Words in every language, `{"en": …, "zh": …}`, or one text that serves all.
  public func bilingual() throws(JSONFault) -> Bilingual {
    if case .text(let text) = value { return Bilingual(text) }
    return Bilingual(english: try required("en").text(), chinese: try required("zh").text())
  }

  /// One of the cases of an enumeration, by its raw value.
  public func choice<Choice: RawRepresentable & CaseIterable>() throws(JSONFault) -> Choice
  where Choice.RawValue == String {
    guard let choice = Choice(rawValue: try text()) else {
      throw fault("expected one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return choice
  }
}

extension JSONNode {
  /// The value under a key; nil when the key is missing or null.
  public func optional(_ key: String) throws(JSONFault) -> JSONNode? {
    let node = try members().first { $0.key == key }?.node
    return node?.isNull == true ? nil : node
  }

  /// The value under the first of some keys that is there.
  public func optional(anyOf keys: [String]) throws(JSONFault) -> JSONNode? {
    for key in keys {
      if let node = try optional(key) { return node }
    }
    return nil
  }

  /// The value under a key that must be there.
  public func required(_ key: String) throws(JSONFault) -> JSONNode {
    guard let node = try members().first(where: { $0.key == key })?.node else {
      throw fault("\"\(key)\" is missing")
    }
    return node
  }

  /// The elements of a list under a key; none when the key is missing.
  public func list(_ key: String) throws(JSONFault) -> [JSONNode] { try optional(key)?.items() ?? [] }

  /// Complains about the first key that nobody reads, so that a slip of the pen is not a silent default.
  public func allow(only keys: Set<String>) throws(JSONFault) {
    guard let stranger = try members().first(where: { !keys.contains($0.key) }) else { return }
    let known = keys.sorted().joined(separator: ", ")
    throw source.fault(at: stranger.offset, "\"\(stranger.key)\" is not known here; known are \(known)")
  }
}

extension JSONNode {
  /// The same value without where it stood, to be written as plain JSON.
  public var plain: JSONValue {
    switch value {
    case .null: .null
    case .flag(let flag): .flag(flag)
    case .number(let text): JSONNumber.double(text).map(JSONValue.number) ?? .null
    case .text(let text): .text(text)
    case .array(let items): .array(items.map(\.plain))
    case .object(let members): .object(members.map { (key: $0.key, value: $0.node.plain) })
    }
  }
}
