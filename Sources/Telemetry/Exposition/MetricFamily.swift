/// The metrics of one name as an exposition gives them, with what it says about them.
public struct MetricFamily: Hashable, Sendable {
  public var name: String
  public var type: MetricType
  public var help: String
  /// Empty where no unit is named.
  public var unit: String
  /// In the order of the exposition.
  public var samples: [Sample]

  public init(_ name: String, _ type: MetricType, help: String = "", unit: String = "", _ samples: [Sample]) {
    self.name = name
    self.type = type
    self.help = help
    self.unit = unit
    self.samples = samples
  }

  /// One line with a value.
  public struct Sample: Hashable, Sendable {
    /// The whole name, with the ending that its family's type asks for.
    public var name: String
    public var labels: Labels
    public var value: Double
    public var time: Timestamp?
    public var exemplar: Exemplar?

    public init(
      _ name: String, _ labels: Labels, _ value: Double, at time: Timestamp? = nil,
      exemplar: Exemplar? = nil
    ) {
      self.name = name
      self.labels = labels
      self.value = value
      self.time = time
      self.exemplar = exemplar
    }
  }

  /// A case in point for a sample, such as the trace of one request that it counts.
  public struct Exemplar: Hashable, Sendable {
    public var labels: Labels
    public var value: Double
    public var time: Timestamp?

    public init(_ labels: Labels, _ value: Double, at time: Timestamp? = nil) {
      self.labels = labels
      self.value = value
      self.time = time
    }
  }
}
