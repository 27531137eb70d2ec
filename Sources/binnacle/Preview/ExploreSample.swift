import Basics
import Canvas
import Console
import Engine
import Glibc
import Model
import Telemetry

/// What somebody has typed on a screen, or saved from it, so that there is something to look at.
enum ExploreSample: String, CaseIterable {
  case graph = "explore-graph"
  case table = "explore-table"
  case heat = "explore-heat"
  case typing = "explore-typing"
  case fault = "explore-fault"
  case panels = "bridge-panels"
  case question = "what-if-form"
  case answer = "what-if"

  var place: Place {
    switch self {
    case .panels: .screen(.bridge)
    case .question, .answer: .screen(.scheduler)
    case .graph, .table, .heat, .typing, .fault: .screen(.explore)
    }
  }

  /// The keys that lead there.
  var keys: [Key] {
    switch self {
    case .graph:
      [.named(.f2), .character("+")] + typed("max(node_load1)") + [.named(.enter), .character("C")]
    case .table: [.named(.f3), .character("v")]
    case .heat:
      [.named(.enter)] + typed("sum by (le) (gateway_request_duration_seconds_bucket)")
        + [.named(.enter), .character("v"), .character("v")]
    case .typing: [.named(.f4), .character("+")] + typed("sum by (instance) (rate(node_net")
    case .fault:
      [.named(.f2), .character("+")] + typed("rate(node_load1{region=\"华东\"}[5m) * 8") + [.named(.enter)]
    case .panels: []
    case .question: [.character("w")] + typed("lose region=eu-west; add 20 units like text-003")
    case .answer: Self.question.keys + [.named(.enter)]
    }
  }

  private func typed(_ text: String) -> [Key] { text.unicodeScalars.map { Key.character($0) } }

  /// What has been saved by then.
  var saved: [SavedPanel] {
    guard self == .panels || self == .table else { return [] }
    return [
      SavedPanel(
        title: "Network in", screen: ScreenID.bridge.rawValue,
        expressions: ["topk(3, sum by (instance) (rate(node_network_receive_bytes_total[1m])))"],
        isStacked: true),
      SavedPanel(
        title: "入口延迟 p99", screen: ScreenID.bridge.rawValue,
        expressions: [0.5, 0.99].map {
          "histogram_quantile(\($0), sum by (le) (rate(gateway_request_duration_seconds_bucket[1m])))"
        }),
    ]
  }
}

/// A histogram such as a gateway has, for pictures: most requests are fast, and slower ones come in waves.
struct SampleHistogram {
  private static let bounds: [Double] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5]
  private static let layout = Layout(
    (bounds.map { Figures.decimal($0) } + ["+Inf"]).map {
      Layout.Column("gateway_request_duration_seconds_bucket", ["le": $0])
    })

  /// What an engine has, and the histogram with it.
  static func beside(_ engine: Engine, at now: Instant) -> any SeriesSource {
    var recent = engine.recent
    for scrape in scrapes(upTo: now) { recent.head.append(scrape) }
    return QuerySource.live(recent)
  }

  /// Its scrapes up to a time, 15 seconds apart.
  static func scrapes(upTo end: Instant, count: Int = 48) -> [Scrape] {
    var totals = [Double](repeating: 0, count: bounds.count + 1)
    return (0..<count).map { step in
      let wave = 1 + sin(Double(step) / 7)
      for (place, bound) in (bounds + [10]).enumerated() {
        let distance = log10(bound) + 1.6 - wave * 0.45
        totals[place] += (400 * exp(-distance * distance * 6)).rounded()
      }
      var sum = 0.0
      let values = totals.map { total in
        sum += total
        return sum
      }
      return Scrape(
        source: ["instance": "gateway-1", "job": "gateway"],
        at: end - .seconds(15) * Int64(count - 1 - step), layout: layout, values: values)
    }
  }
}
