import Basics
import Glibc
import Model
import Scratch
import Telemetry
import Testing

@testable import Collectors

/// The same samples in a real Prometheus server and here, asked the same.
@Suite struct RealPrometheusTests {
  /// A real Prometheus that scrapes a real node_exporter, with samples of some seconds.
  /// A class because it owns both.
  private final class Pair {
    static let exporter = "/usr/bin/prometheus-node-exporter"
    static let isThere = RealPrometheus.isThere && access(exporter, X_OK) == 0
    private let folder = Scratch()
    private var exporter: Peer?
    private let prometheus: RealPrometheus
    let server: RemotePrometheus

    init() throws {
      let (page, port) = (FreePort.unused(), FreePort.unused())
      exporter = Peer(
        Self.exporter, ["--web.listen-address=127.0.0.1:\(page)", "--log.level=error"],
        saysInto: folder["log"])
      prometheus = try #require(RealPrometheus(port: port, jobs: ["node": "127.0.0.1:\(page)"]))
      let origin = Origin(name: "peer", kind: .prometheus, address: prometheus.address)
      server = try #require(RemotePrometheus(origin, clock: LoopRun.now))
    }

    /// Ends the exporter, and waits until the server has seen that for some seconds; when that was, nil when it never does.
    func endExporter() -> Instant? {
      exporter = nil
      return time(when: "min(max_over_time(up[3s])) == 0")
    }

    /// Waits until both targets have so many samples; when the latest of the slower one was, nil when they do not come.
    func wait(for count: Int) -> Instant? {
      time(when: "min(count_over_time(up[10m])) >= \(count) and count(up == 1) == 2")
    }

    private func time(when question: String) -> Instant? {
      let deadline = LoopRun.now().uptime + .minutes(3)
      while LoopRun.now().uptime < deadline {
        usleep(200_000)
        do throws(RemoteFault) {
          guard case .vector(let found) = try server.query(question, at: LoopRun.now().wall).value,
            !found.isEmpty,
            case .vector(let times) = try server.query("min(timestamp(up))", at: LoopRun.now().wall).value
          else { continue }
          return times.first.map { Instant(milliseconds: Int64(($0.value * 1_000).rounded())) }
        } catch { continue }
      }
      return nil
    }
  }

  /// The numbers differ by no more than rounding in another order does.
  private static func agree(_ left: Double, _ right: Double) -> Bool {
    if left.isNaN || right.isNaN { return left.isNaN && right.isNaN }
    if left == right { return true }
    return (left - right).magnitude <= 1e-9 * max(left.magnitude, right.magnitude)
  }

  /// What two answers differ in; nil when in nothing.
  private static func difference(_ ours: [Series], _ theirs: [Series]) -> String? {
    let right = Dictionary(theirs.map { ($0.labels, $0.samples) }) { first, _ in first }
    guard Set(ours.map(\.labels)) == Set(right.keys), ours.count == theirs.count else {
      let odd = Set(ours.map(\.labels)).symmetricDifference(right.keys)
      return "\(ours.count) series here, \(theirs.count) there: \(odd.map(\.description).prefix(3))"
    }
    for series in ours {
      let samples = right[series.labels] ?? []
      guard series.samples.map(\.at) == samples.map(\.at) else {
        return "\(series.labels): \(series.samples.count) steps here, \(samples.count) there"
      }
      for (left, right) in zip(series.samples, samples)
      where !agree(left.value, right.value) {
        return "\(series.labels) at \(left.at.milliseconds): \(left.value) here, \(right.value) there"
      }
    }
    return nil
  }

  @Test(.enabled(if: Pair.isThere, "needs prometheus and prometheus-node-exporter, which apt-get installs"))
  func `two hundred range queries come to the same as in a real Prometheus`() throws {
    #expect(PeerQueries.all.count >= 200 && Set(PeerQueries.all).count == PeerQueries.all.count)
    let pair = try Pair()
    // So many that every range of every step begins after the first sample: what is made of a counter that began within
    // a range is not the same in Prometheus 2 and 3.
    let end = try #require(pair.wait(for: 28))
    let everything = Selector(
      metric: nil, matchers: try #require(Matcher("job", .matches, ".+").map { [$0] }))
    let series = try RemoteSeries(pair.server).samples(
      everything, after: end - .minutes(5), upTo: end, ranged(end))
    #expect(series.reduce(0) { $0 + $1.samples.count } > 5_000)
    try compare(pair.server, series, upTo: end)
    try checkListings(pair.server, from: end - .minutes(1), to: end)
    try compareEnd(pair.server, try #require(pair.endExporter()))
  }

  private func compare(_ server: RemotePrometheus, _ series: [Series], upTo end: Instant) throws {
    let (local, remote) = (SeriesList(series), RemoteSeries(server))
    // Some seconds before the end, so that an offset into the future finds what is there, and so that a scrape of a
    // busy machine, which has the time of its beginning, was over when the samples were asked for.
    // Prometheus 2 closes ranges on the left, 3 and this program do not: no step and no range, all of which are whole
    // tenths of a second, may fall upon a sample's time or a step of a subquery.
    let last = Self.clear(of: series, before: end - .milliseconds(4_100))
    let first = last - .milliseconds(8_400)
    var (options, answered) = (QueryOptions(), 0)
    options.interval = .seconds(15)
    for (number, text) in PeerQueries.all.enumerated() {
      let theirs = try server.queryRange(text, from: first, to: last, step: .milliseconds(700)).value
      answered += theirs.isEmpty ? 0 : 1
      // Some are asked of the server's samples too, as they come for that one question.
      let sources: [any SeriesSource] = number % 4 == 0 ? [local, remote] : [local]
      for source in sources {
        let query = RangeQuery(source, from: first, to: last, step: .milliseconds(700), options)
        let ours = try query.series(of: Parser.parse(text))
        if let difference = Self.difference(ours, theirs) { Issue.record("\(text): \(difference)") }
      }
    }
    #expect(answered > PeerQueries.all.count * 9 / 10, "most of the questions are about something")
  }

  /// What the server says beside samples.
  private func checkListings(_ server: RemotePrometheus, from start: Instant, to end: Instant) throws {
    let load = Selector(metric: "node_load1")
    #expect(try server.version().hasPrefix("2.") || server.version().hasPrefix("3."))
    #expect(try server.targets().map(\.health) == ["up", "up"])
    #expect(try server.rules() == [] && server.alerts() == [])
    #expect(try server.metadata()["node_load1"]?.first?.type == "gauge")
    #expect(try server.series(matching: [load], from: start, to: end).value.map(\.metric) == ["node_load1"])
    #expect(try server.labelNames(load).value == ["__name__", "instance", "job"])
    #expect(try server.labelValues(of: "job", nil).value == ["node", "prometheus"])
    #expect(try server.labelValues(of: "job", load).value == ["node"])
    #expect(try server.seriesCount(at: end) > 100)
    #expect(throws: RemoteFault.self) { try server.query("rate(", at: end) }
  }

  /// A series that ends is gone at once here as there, and not after the lookback alone.
  private func compareEnd(_ server: RemotePrometheus, _ end: Instant) throws {
    let (first, step) = (end - .milliseconds(6_300), Span.milliseconds(300))
    for text in ["node_load1", "count({__name__=~\"node_load.*|up\"})"] {
      let theirs = try server.queryRange(text, from: first, to: end, step: step).value
      let query = RangeQuery(RemoteSeries(server), from: first, to: end, step: step)
      #expect(Self.difference(try query.series(of: Parser.parse(text)), theirs) == nil)
    }
    let now = Evaluator(RemoteSeries(server), at: LoopRun.now().wall)
    #expect(try now.value(of: Parser.parse("node_load1")) == .vector([]))
  }

  private func ranged(_ end: Instant) -> SelectionHints {
    var hints = SelectionHints(start: end, end: end)
    hints.range = .minutes(5)
    return hints
  }

  /// The latest time whose millisecond within a tenth of a second no sample has, nor the whole tenth itself.
  private static func clear(of series: [Series], before end: Instant) -> Instant {
    let taken = Set(series.flatMap { $0.samples.map { $0.at.milliseconds % 100 } } + [0])
    var time = end
    while taken.contains(time.milliseconds % 100) { time = time - .milliseconds(1) }
    return time
  }
}
