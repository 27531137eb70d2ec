import Basics
import Telemetry

/// A text with actions in it, as the annotations and labels of Prometheus's rules have them: Go's text/template
/// with the functions of Prometheus (`{{ $labels.instance }}`, `{{ $value | humanize }}`, `{{ range query "up" }}`).
public struct Template: Sendable {
  /// Why a text is no template, or came to nothing.
  public struct Fault: Error, Hashable {
    /// An offset into the text's UTF-8.
    public let place: Int
    public let reason: String

    init(at place: Int = 0, _ reason: String) {
      self.place = place
      self.reason = reason
    }
  }

  public let text: String
  let nodes: [TemplateNode]
  /// The templates defined within, by name.
  let definitions: [String: [TemplateNode]]
  /// The words the text uses: variables, fields and functions.
  let words: Set<String>
  /// The labels the text names.
  public let labels: Set<String>

  public init(_ text: String) throws(Fault) {
    var parser = TemplateParser(try TemplateLexer.pieces(of: text))
    self.text = text
    nodes = try parser.whole()
    definitions = parser.definitions
    words = parser.words
    labels = parser.labels
  }

  /// Whether there is nothing to fill in.
  public var isPlain: Bool {
    nodes.allSatisfy { if case .text = $0 { true } else { false } }
  }

  /// Whether the outcome depends on the labels alone.
  public var dependsOnLabelsOnly: Bool {
    !words.contains { ["$value", ".Value", "query", "now", "$", "."].contains($0) }
  }

  /// Whether the outcome can change though labels and value stay.
  public var looksFurther: Bool { words.contains("query") || words.contains("now") }

  /// The text with everything filled in.
  public func expanded(in context: TemplateContext) throws(Fault) -> String {
    var run = TemplateRun(context, definitions)
    return try run.text(of: nodes)
  }

  /// The text with everything filled in; where that fails, what Prometheus shows then.
  public func shown(in context: TemplateContext) -> String {
    if case .text(let text)? = nodes.first, nodes.count == 1 { return text }
    do throws(Fault) { return try expanded(in: context) } catch {
      return "<error expanding template: \(error.reason)>"
    }
  }

  /// The text for one alert.
  public func expanded(labels: Labels, value: Double) -> String {
    shown(in: TemplateContext(labels: labels, value: value))
  }
}

/// What a template is filled in with.
public struct TemplateContext {
  /// The labels of the sample, its metric's name among them.
  public var labels: Labels
  public var value: Double
  public var surroundings: Surroundings

  /// What is the same for all alerts at a time.
  public struct Surroundings {
    public var externalLabels = Labels()
    public var externalURL = ""
    public var now = Instant.epoch
    /// Answers the questions of templates; nil where none can be put.
    public var query: ((String) throws(QueryFault) -> [VectorSample])?

    public init(
      externalLabels: Labels = [:], externalURL: String = "", now: Instant = .epoch,
      query: ((String) throws(QueryFault) -> [VectorSample])? = nil
    ) {
      self.externalLabels = externalLabels
      self.externalURL = externalURL
      self.now = now
      self.query = query
    }
  }

  public init(labels: Labels, value: Double, _ surroundings: Surroundings = Surroundings()) {
    self.labels = labels
    self.value = value
    self.surroundings = surroundings
  }
}
