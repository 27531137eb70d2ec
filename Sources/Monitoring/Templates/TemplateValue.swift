import Basics
import Telemetry

/// A value in a template.
enum TemplateValue: Sendable, Equatable {
  case nothing
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case labels(Labels)
  case sample(VectorSample)
  case samples([VectorSample])
  case map([String: TemplateValue])
  case time(Double)
  case span(Double)
  /// What the dot is at the outset.
  case root

  /// Whether `if` takes it for true: it is not the empty value of its kind.
  var isTrue: Bool {
    switch self {
    case .nothing: false
    case .flag(let flag): flag
    case .integer(let number): number != 0
    case .number(let number): number != 0
    case .text(let text): !text.isEmpty
    case .labels(let labels): !labels.isEmpty
    case .samples(let samples): !samples.isEmpty
    case .map(let members): !members.isEmpty
    case .sample, .time, .span, .root: true
    }
  }

  /// The name Go has for its type.
  var type: String {
    switch self {
    case .nothing: "<nil>"
    case .flag: "bool"
    case .integer: "int"
    case .number: "float64"
    case .text: "string"
    case .labels: "map[string]string"
    case .sample: "*template.sample"
    case .samples: "template.queryResult"
    case .map: "map[string]interface {}"
    case .time: "*time.Time"
    case .span: "*time.Duration"
    case .root: "struct"
    }
  }

  /// The value as Go's `%v` writes it.
  var shown: String {
    switch self {
    case .nothing: "<nil>"
    case .flag(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .number(let number): GoFormat.shortest(number)
    case .text(let text): text
    case .labels(let labels): "map[\(labels.map { "\($0.name):\($0.value)" }.joined(separator: " "))]"
    case .sample(let sample): "{\(Self.labels(sample.labels).shown) \(GoFormat.shortest(sample.value))}"
    case .samples(let samples): "[\(samples.map { Self.sample($0).shown }.joined(separator: " "))]"
    case .map(let members):
      "map[\(members.sorted { $0.key < $1.key }.map { "\($0.key):\($0.value.shown)" }.joined(separator: " "))]"
    case .time(let seconds): GoFormat.time(seconds)
    case .span(let seconds): GoFormat.span(seconds)
    case .root: "{}"
    }
  }

  /// The number it is or that its text holds.
  func double() throws(Template.Fault) -> Double {
    switch self {
    case .number(let number), .span(let number): return number
    case .integer(let number): return Double(number)
    case .text(let text):
      guard let number = GoNumber.parsed(text) else {
        throw Template.Fault("\(text.debugDescription) is no number")
      }
      return number
    case .nothing, .flag, .labels, .sample, .samples, .map, .time, .root:
      throw Template.Fault("a \(type) is no number")
    }
  }

  func string() throws(Template.Fault) -> String {
    guard case .text(let text) = self else { throw Template.Fault("expected string, found \(type)") }
    return text
  }
}
