import Basics
import Telemetry

/// A condition that becomes an alert when it has held long enough, as a Prometheus rule file states it.
public struct AlertRule: Sendable {
  public let name: String
  /// Tells the rule from others of the same name: its name with its labels.
  public let identity: String
  /// The text of the expression; every series it yields is one alert.
  public let expression: String
  let query: Expression
  /// How long the condition must hold before the alert fires.
  public let holdFor: Span
  /// How long the alert keeps firing after the condition is gone.
  public let keepFiringFor: Span
  /// As they are written, templates unfilled.
  public let labels: Labels
  /// The labels that are to be filled in.
  let labelTemplates: [LabelTemplate]
  /// Texts by name; `summary_zh` is the Chinese of `summary`.
  public let annotations: [String: Template]
  /// What becomes of an alert whose series is gone, and of the rule when it measures nothing.
  public let onNoData: OnNoData
  /// What becomes of the alerts while the rule cannot be worked out.
  public let onError: OnError

  /// What is done when a series that was measured is there no more; the raw value is the word in a rule file.
  public enum OnNoData: String, CaseIterable, Sendable {
    /// As in Prometheus: what is not there holds no condition.
    case ok
    /// An alert stays as it is, marked.
    case keep
    /// An alert stays, and a series that held no condition becomes an alert when it goes.
    case alert
  }

  /// What is done while the expression cannot be worked out; the raw value is the word in a rule file.
  public enum OnError: String, CaseIterable, Sendable {
    /// The alerts end.
    case ok
    /// As in Prometheus: everything stays as it is.
    case keep
    /// Everything stays as it is, and that the rule fails is an alert.
    case alert
  }

  /// A label whose value is filled in for every alert.
  struct LabelTemplate: Sendable {
    let name: String
    let template: Template
  }

  public var severity: Severity { Severity(label: labels["severity"]) }

  /// Rules that are evaluated together, in their order.
  public struct Group: Sendable {
    public let name: String
    public let interval: Span
    /// How many alerts a rule may have and how many series it may record; zero for any number.
    public var limit = 0
    /// Rules of either kind.
    public let steps: [Rule]

    /// The rules that make alerts.
    public var rules: [AlertRule] {
      steps.compactMap { if case .alert(let rule) = $0 { rule } else { nil } }
    }
  }

  /// The labels of the alert that a sample makes.
  public func labels(of sample: VectorSample) -> Labels {
    labels(of: sample, TemplateContext.Surroundings())
  }

  /// The labels of the alert that a sample makes; the rule's own are filled in with the sample's.
  func labels(of sample: VectorSample, _ surroundings: TemplateContext.Surroundings) -> Labels {
    guard !labelTemplates.isEmpty else {
      return sample.labels.withoutName.merging(labels).setting(Labels.alertName, to: name)
    }
    let context = TemplateContext(labels: sample.labels, value: sample.value, surroundings)
    var result = sample.labels.withoutName.merging(labels)
    for label in labelTemplates { result = result.setting(label.name, to: label.template.shown(in: context)) }
    return result.setting(Labels.alertName, to: name)
  }

  /// Whether a sample with the same labels always makes an alert with the same labels.
  var hasSteadyLabels: Bool { labelTemplates.allSatisfy(\.template.dependsOnLabelsOnly) }

  /// Whether the texts can change though labels and value stay.
  var hasRestlessTexts: Bool { annotations.values.contains(where: \.looksFurther) }
}

extension Labels {
  static let alertName = "alertname"
  static let alertState = "alertstate"
}
