import Basics
import Model
import Telemetry

/// Answers in the form of Prometheus's HTTP API, so that whatever reads that reads this.
enum PrometheusJSON {
  static func text(of answer: QueryAnswer) -> String {
    switch answer.outcome {
    case .failure(let failure): return text(of: failure)
    case .words(let words): return success(.array(words.map(JSONValue.text)), [], [])
    case .value(let value):
      var time = Instant.epoch
      var expression = ""
      switch answer.request.subject {
      case .instant(let text, let at): (expression, time) = (text, at)
      case .range(let text, _, _, _): expression = text
      case .labelNames, .labelValues: break
      }
      let (type, result) = result(of: value, at: time)
      let data = JSONValue.object([("resultType", .text(type)), ("result", result)])
      let notes = Dictionary(grouping: answer.notes, by: \.severity).mapValues { notes in
        notes.map { $0.text(in: expression) }
      }
      return success(data, notes[.warning] ?? [], notes[.info] ?? [])
    }
  }

  static func text(of failure: QueryFailure) -> String {
    JSONValue.object([
      ("status", "error"), ("errorType", .text(failure.kind.rawValue)), ("error", .text(failure.sentence)),
    ]).compact + "\n"
  }

  private static func success(_ data: JSONValue, _ warnings: [String], _ infos: [String]) -> String {
    var members: [(key: String, value: JSONValue)] = [("status", "success"), ("data", data)]
    if !warnings.isEmpty { members.append(("warnings", .array(warnings.map(JSONValue.text)))) }
    if !infos.isEmpty { members.append(("infos", .array(infos.map(JSONValue.text)))) }
    return JSONValue.object(members).compact + "\n"
  }

  private static func result(of value: QueryValue, at time: Instant) -> (String, JSONValue) {
    switch value {
    case .scalar(let number): return ("scalar", sample(time, number))
    case .text(let text): return ("string", .array([.number(time.seconds), .text(text)]))
    case .vector(let samples):
      let elements = samples.map { sample in
        JSONValue.object([("metric", metric(sample.labels)), ("value", self.sample(time, sample.value))])
      }
      return ("vector", .array(elements))
    case .matrix(let series):
      let elements = series.map { series in
        let values = series.samples.map { sample($0.at, $0.value) }
        return JSONValue.object([("metric", metric(series.labels)), ("values", .array(values))])
      }
      return ("matrix", .array(elements))
    }
  }

  private static func metric(_ labels: Labels) -> JSONValue {
    .object(labels.map { (key: $0.name, value: .text($0.value)) })
  }

  private static func sample(_ time: Instant, _ value: Double) -> JSONValue {
    .array([.number(time.seconds), .text(number(value))])
  }

  /// As the API writes a value: shortest, with an exponent only below 1e-6 and from 1e21 on.
  static func number(_ value: Double) -> String {
    guard value.isFinite, value != 0, value.magnitude < 1e-6 || value.magnitude >= 1e21 else {
      return value == 0 ? (value.sign == .minus ? "-0" : "0") : Figures.decimal(value)
    }
    let parts = "\(value)".split(separator: "e")
    let digits = parts[0].hasSuffix(".0") ? parts[0].dropLast(2) : parts[0]
    return "\(digits)e\(parts[1].hasPrefix("-") ? "" : "+")\(parts[1].drop { $0 == "+" })"
  }
}

extension QueryFailure {
  /// The reason with its place in the expression, as one sentence.
  var sentence: String {
    guard kind == .badData, let place else { return reason }
    return "invalid parameter \"query\": 1:\(place.lowerBound + 1): parse error: \(reason)"
  }
}
