import Basics
import Telemetry

extension Bench {
  static let index = Bench(
    name: "index", about: "finding series among 200,000 by conditions on their labels"
  ) { _ in
    let layout = Layout(
      (0..<200_000).map { number in
        Layout.Column(
          "metric_\(number % 400)",
          ["path": "/api/\(number / 400)", "code": "\(200 + number % 7)", "pod": "pod-\(number / 20)"])
      })
    let building = Stopwatch.time(3) { _ = ColumnIndex(layout) }
    let index = ColumnIndex(layout)
    let questions = [
      "metric_7{pod=\"pod-20\"}", "{pod=\"pod-9999\"}", "metric_7", "metric_7{code!=\"200\"}",
      "metric_7{path=~\"/api/4.*\"}", "{__name__=~\"metric_1.?\",pod=~\"pod-1|pod-2\"}",
      "{code=\"203\",path=\"/api/77\"}", "metric_7{zone=\"\",path!~\"/api/1.*\"}",
    ]
    return [Stopwatch.line("building", building)]
      + questions.map { text in
        do throws(QueryFault) { return try answer(text, index) } catch { return "\(text): \(error)" }
      }
  }

  private static func answer(_ text: String, _ index: ColumnIndex) throws(QueryFault) -> String {
    guard case .vector(let selector) = try Parser.parse(text).form else { return text }
    var found = 0
    let time = Stopwatch.time(51) { found = index.columns(selector.selector, in: ["job": "bench"]).count }
    return Stopwatch.line(text, time, note: "\(found) series")
  }
}
