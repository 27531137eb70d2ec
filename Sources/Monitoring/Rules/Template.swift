import Basics
import Telemetry

/// A text with places for an alert's labels and value: `{{ $labels.instance }}`, `{{ $value | humanize }}`.
public struct Template: Sendable {
  /// What a place in the text shows.
  enum Source: Equatable, Sendable {
    case label(String)
    case value
  }

  /// The ways a value can be written; the raw value is the name in the template.
  enum Filter: String, CaseIterable, Sendable {
    case humanize, humanize1024, humanizePercentage, humanizeDuration
  }

  enum Part: Sendable {
    case text(String)
    case place(Source, Filter?)
  }

  /// Why a text is not a template.
  public struct Fault: Error { public let reason: String }

  private let parts: [Part]

  public init(_ text: String) throws(Fault) {
    var (parts, bytes): ([Part], ArraySlice<UInt8>) = ([], Array(text.utf8)[...])
    while let open = Self.pair(UInt8(ascii: "{"), in: bytes) {
      parts.append(.text(String(decoding: bytes[..<open], as: UTF8.self)))
      let rest = bytes[(open + 2)...]
      guard let close = Self.pair(UInt8(ascii: "}"), in: rest) else {
        throw Fault(reason: "\"{{\" is never closed")
      }
      parts.append(try Self.place(String(decoding: rest[..<close], as: UTF8.self)))
      bytes = bytes[(close + 2)...]
    }
    self.parts = parts + [.text(String(decoding: bytes, as: UTF8.self))]
  }

  /// Where a byte first stands twice in a row.
  private static func pair(_ byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
    bytes.indices.first { bytes[$0] == byte && $0 + 1 < bytes.endIndex && bytes[$0 + 1] == byte }
  }

  private static func place(_ text: String) throws(Fault) -> Part {
    let words = text.split(separator: "|").map { $0.filter { $0 != " " } }
    guard let name = words.first, words.count <= 2 else {
      throw Fault(reason: "\"{{\(text)}}\" is not understood")
    }
    let filter = try words.dropFirst().first.map { word throws(Fault) in try Self.filter(word) }
    if name == "$value" { return .place(.value, filter) }
    guard name.hasPrefix("$labels."), name.utf8.count > 8 else {
      throw Fault(reason: "\"\(name)\" is neither $value nor $labels.NAME")
    }
    return .place(.label(String(name.dropFirst(8))), filter)
  }

  private static func filter(_ word: String) throws(Fault) -> Filter {
    if let filter = Filter(rawValue: word) { return filter }
    let known = Filter.allCases.map(\.rawValue).joined(separator: ", ")
    throw Fault(reason: "there is no \"\(word)\"; there are \(known)")
  }

  /// The text for one alert.
  public func expanded(labels: Labels, value: Double) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .place(.label(let name), let filter):
        filter.flatMap { filter in Double(labels[name]).map { filter.written($0) } } ?? labels[name]
      case .place(.value, let filter): filter?.written(value) ?? Self.written(value)
      }
    }.joined()
  }

  private static func written(_ value: Double) -> String {
    value.isFinite ? Figures.plain(value) : Figures.fixed(value, 0)
  }
}

extension Template.Filter {
  func written(_ value: Double) -> String {
    switch self {
    case .humanize: Figures.count(value)
    case .humanize1024: Figures.bytes(value)
    case .humanizePercentage: Figures.percent(value, decimals: value.magnitude < 0.1 ? 1 : 0)
    case .humanizeDuration:
      // Beyond this no count of milliseconds holds it.
      value.magnitude < 9e15
        ? Span.milliseconds(Int64(value.rounded()) * 1_000).prometheus : Figures.fixed(value, 0)
    }
  }
}
