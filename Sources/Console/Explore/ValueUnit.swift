import Basics
import Telemetry

/// What the values of an expression are measured in, as far as its metrics' names tell.
enum ValueUnit: Hashable {
  case plain, bytes, bytesPerSecond, seconds, perSecond, ratio

  /// The unit of an expression's values.
  static func of(_ text: String) -> ValueUnit {
    do throws(QueryFault) { return of(try Parser.parse(text)) } catch { return .plain }
  }

  private static func of(_ expression: Expression) -> ValueUnit {
    switch expression.form {
    case .group(let inner), .negation(let inner): return of(inner)
    case .vector(let selector), .matrix(let selector, _): return named(selector.selector.metric ?? "")
    case .subquery(let subquery): return of(subquery.expression)
    case .aggregation(let aggregation): return of(aggregation)
    case .binary(let binary): return of(binary)
    case .call(let call): return of(call)
    case .number, .text: return .plain
    }
  }

  private static func named(_ metric: String) -> ValueUnit {
    let ends = ["_total", "_bucket", "_sum"]
    let name = ends.first(where: metric.hasSuffix).map { String(metric.dropLast($0.utf8.count)) } ?? metric
    if name.hasSuffix("_bytes") { return .bytes }
    if name.hasSuffix("_seconds") { return .seconds }
    return name.hasSuffix("_ratio") ? .ratio : .plain
  }

  private static func of(_ aggregation: Aggregation) -> ValueUnit {
    switch aggregation.sign {
    case .count, .group, .countValues: .plain
    case .sum, .avg, .min, .max, .stddev, .stdvar, .topk, .bottomk, .quantile, .limitk, .limitRatio:
      of(aggregation.expression)
    }
  }

  private static func of(_ binary: Binary) -> ValueUnit {
    let (left, right) = (of(binary.left), of(binary.right))
    switch binary.sign {
    case .plus, .minus, .modulo: return left == .plain ? right : left
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      return binary.returnsBool ? .plain : left
    case .and, .or, .unless: return left
    case .divided where left == right && left != .plain: return .ratio
    case .divided, .times, .power, .arctangent: return .plain
    }
  }

  private static let rates: Set<String> = ["rate", "irate", "deriv"]
  private static let same: Set<String> = [
    "abs", "ceil", "floor", "round", "clamp", "clamp_min", "clamp_max", "sort", "sort_desc", "increase",
    "delta", "idelta", "avg_over_time", "min_over_time", "max_over_time", "sum_over_time", "last_over_time",
    "quantile_over_time", "predict_linear", "label_replace", "label_join",
  ]

  private static func of(_ call: Call) -> ValueUnit {
    guard let first = call.arguments.last(where: { $0.kind == .vector || $0.kind == .matrix }) else {
      return .plain
    }
    // What is observed is measured in what the bounds are.
    if call.function.name == "histogram_quantile" { return named(first.metric ?? "") }
    if same.contains(call.function.name) { return of(first) }
    guard rates.contains(call.function.name) else { return .plain }
    switch of(first) {
    case .bytes: return .bytesPerSecond
    // Seconds of work in a second are a share.
    case .seconds: return .ratio
    case .plain, .perSecond, .bytesPerSecond, .ratio: return .perSecond
    }
  }

  /// A value as people read it, with its unit.
  func text(_ value: Double, in language: Language = .english) -> String {
    guard value.isFinite else { return value.isNaN ? "–" : value > 0 ? "+∞" : "-∞" }
    switch self {
    case .bytes: return Figures.bytes(value)
    case .bytesPerSecond: return Figures.bytesPerSecond(value)
    case .seconds: return Self.duration(value)
    case .ratio: return Figures.percent(value, decimals: value.magnitude < 0.1 && value != 0 ? 1 : 0)
    case .plain: return Self.number(value, language)
    case .perSecond: return Self.number(value, language) + " /s"
    }
  }

  /// Three significant digits, whatever the size.
  private static func number(_ value: Double, _ language: Language) -> String {
    guard value != value.rounded(), value.magnitude < 999.5 else { return Figures.count(value, in: language) }
    guard value.magnitude < 0.1 else {
      return Figures.fixed(value, value.magnitude < 9.995 ? 2 : value.magnitude < 99.95 ? 1 : 0)
    }
    if value.magnitude >= 0.000_1 {
      let decimals = value.magnitude >= 0.01 ? 3 : value.magnitude >= 0.001 ? 4 : 5
      return Figures.fixed(value, decimals)
    }
    let parts = "\(value)".split(separator: "e")
    guard parts.count == 2 else { return Figures.plain(value) }
    return "\(parts[0].prefix(4))e\(parts[1])"
  }

  private static func duration(_ seconds: Double) -> String {
    switch seconds.magnitude {
    case 0: "0 s"
    case ..<0.001: "\(Figures.fixed(seconds * 1_000_000, 0)) µs"
    case ..<1: "\(Figures.brief(seconds * 1_000)) ms"
    case ..<120: "\(Figures.brief(seconds)) s"
    case ..<7_200: "\(Figures.brief(seconds / 60)) min"
    case ..<172_800: "\(Figures.brief(seconds / 3_600)) h"
    case ..<63_072_000: "\(Figures.brief(seconds / 86_400)) d"
    default: "\(Figures.brief(seconds / 31_536_000)) y"
    }
  }
}

extension Expression {
  /// The first metric that is named in it.
  fileprivate var metric: String? {
    switch form {
    case .vector(let selector), .matrix(let selector, _): selector.selector.metric
    case .group(let inner), .negation(let inner): inner.metric
    case .subquery(let subquery): subquery.expression.metric
    case .aggregation(let aggregation): aggregation.expression.metric
    case .binary(let binary): binary.left.metric ?? binary.right.metric
    case .call(let call): call.arguments.lazy.compactMap(\.metric).first
    case .number, .text: nil
    }
  }
}
