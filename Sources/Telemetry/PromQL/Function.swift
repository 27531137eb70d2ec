import Basics

/// A PromQL function: its types and how it is computed.
public struct Function: Sendable {
  /// The ways a function is computed.
  enum Body: Sendable {
    /// Each sample by itself, with the scalars that follow.
    case sample(@Sendable (_ value: Double, _ scalars: [Double]) -> Double)
    /// Each series of a range by itself, which has at least one sample; nil leaves the series out.
    case range(@Sendable (RangeWindow) -> Double?)
    /// Anything else.
    case whole(@Sendable (Evaluator, Call) throws(QueryFault) -> QueryValue)
  }

  /// What a function on ranges does with native histograms.
  enum HistogramUse: Sendable {
    /// They would have to be reckoned with.
    case refused
    /// They are samples like others, whatever is in them.
    case taken
    case ignored
    /// They would have to be reckoned with; together with numbers they come to nothing.
    case unmixed
  }

  /// A function on ranges as it has been used, for what there is to say against that.
  struct Use {
    let call: Call
    let evaluation: Evaluation
    let scalars: [Double]
    let hadSamples: Bool
    /// The metrics of the series that came to something.
    let metrics: [String]
  }

  public let name: String
  public let parameters: [Expression.Kind]
  /// How many of the last parameters may be left out.
  let optional: Int
  /// Whether the last parameter may be repeated.
  let isVariadic: Bool
  public let result: Expression.Kind
  let body: Body
  /// Whether the result is the very series asked for and keeps its name.
  let keepsName: Bool
  let histograms: HistogramUse
  /// Which ways of coming by the edges of a range make sense.
  let edges: [VectorSelector.Edges]
  /// What there is to note or refuse about a use.
  let noting: (@Sendable (Use) throws(QueryFault) -> Void)?

  init(
    _ name: String, _ parameters: [Expression.Kind], optional: Int = 0, isVariadic: Bool = false,
    result: Expression.Kind = .vector, keepsName: Bool = false, edges: [VectorSelector.Edges] = [],
    histograms: HistogramUse = .refused,
    _ body: Body, noting: (@Sendable (Use) throws(QueryFault) -> Void)? = nil
  ) {
    self.name = name
    self.parameters = parameters
    self.optional = optional
    self.isVariadic = isVariadic
    self.result = result
    self.body = body
    self.keepsName = keepsName
    self.edges = edges
    self.histograms = histograms
    self.noting = noting
  }

  /// How many arguments are wanted, in words.
  var arity: String {
    let most = parameters.count
    let least = most - optional
    if isVariadic { return "at least \(least) argument\(least == 1 ? "" : "s")" }
    return least == most ? "\(most) argument\(most == 1 ? "" : "s")" : "\(least) to \(most) arguments"
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  /// The function of a name.
  static func named(_ name: String) -> Function? { byName[name] }

  /// Every function there is. To add one, add an entry.
  public static let all = [
    rates, overTime, arithmetic, trigonometry, dates, bounds, conversions, orders, labelling, buckets,
  ].flatMap { $0 }
}
