import Basics

/// Who uses a resource, and what part of all its use that is.
public struct Consumer: Hashable, Sendable {
  public let name: String
  public let share: Double

  public init(_ name: String, share: Double) {
    self.name = name
    self.share = share
  }
}

/// Something that would help, with what it is foreseen to come to.
public struct Suggestion: Hashable, Sendable {
  /// The name of the remedy, unique within a bottleneck.
  public let name: String
  public let title: Bilingual
  public let effect: Effect

  public init(name: String, title: Bilingual, effect: Effect) {
    self.name = name
    self.title = title
    self.effect = effect
  }
}

extension Suggestion {
  /// What doing something is foreseen to come to, and what it came to.
  public struct Effect: Hashable, Sendable {
    /// The measure that tells.
    public let measure: String
    public let unit: Measure.Unit
    /// What is asked of the series to tell, and the value of the label that picks one of several.
    public let expression: String
    public let label: String?
    public let part: String
    public let before: Double
    public let predicted: Double
    /// What becomes of the waiting, as a part of what it was; nil where no law tells.
    public let waiting: Double?
    /// By which formula it is foreseen, figures put in.
    public let formula: String
    /// The mean over as long a time after as was looked at before.
    public var realised: Double?

    public init(
      measure: String, unit: Measure.Unit, expression: String, label: String? = nil, part: String = "",
      before: Double, predicted: Double, waiting: Double?, formula: String, realised: Double? = nil
    ) {
      self.measure = measure
      self.unit = unit
      self.expression = expression
      self.label = label
      self.part = part
      self.before = before
      self.predicted = predicted
      self.waiting = waiting
      self.formula = formula
      self.realised = realised
    }
  }
}

extension Remedy {
  /// What this remedy suggests against a bottleneck; nil where it has nothing to work on.
  /// - Parameters:
  ///   - inside: how many wait or are served on average, where that is measured.
  func suggestion(
    for part: String, of rule: ResourceRule, reading: MeasuredValue, servers: Int, inside: Double?,
    consumer: Consumer?, host: String
  ) -> Suggestion? {
    // How often something fails follows no such law.
    guard reading.measure.aspect == .utilisation || model == .release else { return nil }
    if model == .offload, consumer == nil { return nil }
    // Below a tenth it is not worth the trouble.
    if model == .offload, let consumer, consumer.share < 0.1 { return nil }
    let share = min(consumer?.share ?? 0, 1)
    let (after, formula) = predicted(from: reading.value, share: share)
    let (waiting, law) = waiting(
      from: reading, to: after, rule, servers: servers, inside: inside)
    let effect = Suggestion.Effect(
      measure: reading.measure.name, unit: reading.measure.unit,
      expression: reading.measure.query.text(for: host), label: rule.partLabel, part: part,
      before: reading.value, predicted: after, waiting: waiting,
      formula: law.map { "\(formula); \($0)" } ?? formula)
    return Suggestion(name: name, title: filled(part, consumer?.name), effect: effect)
  }

  private func filled(_ part: String, _ consumer: String?) -> Bilingual {
    func fill(_ text: String) -> String {
      [("{part}", part), ("{consumer}", consumer ?? "")].reduce(text) { text, pair in
        text.split(separator: pair.0, omittingEmptySubsequences: false).joined(separator: pair.1)
      }
    }
    return Bilingual(english: fill(title.english), chinese: fill(title.chinese))
  }

  /// What part of the waiting is left by the M/M/c formula, and how it is worked out.
  private func waiting(
    from reading: MeasuredValue, to after: Double, _ rule: ResourceRule, servers: Int, inside: Double?
  ) -> (part: Double?, law: String?) {
    guard reading.measure.aspect == .utilisation, reading.measure.unit == .ratio, !rule.isCapacity,
      model == .offload || model == .enlarge || model == .divide, rule.waitsAsQueue
    else { return (nil, nil) }
    // A server that is busy all the time does not tell how much more is asked of it; its queue does.
    let queued = inside.map { QueueingLaws.utilisation(inside: $0) }
    let before = min(max(reading.value, servers == 1 ? queued ?? 0 : 0), 0.99)
    let left = before * (reading.value > 0 ? after / reading.value : 0)
    let more = self.servers(from: servers, of: rule.kind)
    let waits = (
      QueueingLaws.wait(servers: servers, utilisation: before),
      // Half as many servers again are accounted for in their number and in what each has to do.
      QueueingLaws.wait(servers: more, utilisation: min(left, 0.99))
    )
    guard waits.0 > 0 else { return (nil, nil) }
    let speed = model == .enlarge && more == servers ? factor : 1
    let law = "M/M/\(servers)\(more == servers ? "" : " -> M/M/\(more)"): W = C(c, ρ) / c(1 - ρ)"
    return (waits.1 / waits.0 / speed, law)
  }
}
