import Basics

/// A word of PromQL.
struct Token {
  enum Kind: Equatable {
    case identifier(String)
    case number(Double)
    case duration(Span)
    case text(String)
    case sign(String)
    case end
  }

  let kind: Kind
  let place: Range<Int>

  /// The identifier as a keyword is compared, or nil.
  var keyword: String? {
    if case .identifier(let name) = kind { name.lowercased() } else { nil }
  }

  func isSign(_ sign: String) -> Bool { kind == .sign(sign) }

  /// The token as a complaint names it.
  var shown: String {
    switch kind {
    case .identifier(let name): "\"\(name)\""
    case .number(let number): "number \(Figures.plain(number))"
    case .duration(let span): "duration \(span.prometheus)"
    case .text: "a string"
    case .sign(let sign): "\"\(sign)\""
    case .end: "the end"
    }
  }
}
