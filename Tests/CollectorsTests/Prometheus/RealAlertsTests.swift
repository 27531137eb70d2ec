import Basics
import Glibc
import Model
import Monitoring
import Scratch
import Telemetry
import Testing

@testable import Collectors

/// The same rules on the same series, by a real Prometheus and here.
@Suite struct RealAlertsTests {
  /// Conditions that come and go by the clock, and one on what the server scrapes of itself. The first rule tells when
  /// the group was evaluated.
  private static let rules = """
    {"groups": [{"name": "g", "interval": "1s", "rules": [
      {"record": "tick", "expr": "vector(time())"},
      {"alert": "Toggles", "expr": "vector(time() % 6) >= 3"},
      {"alert": "Waits", "expr": "vector(time() % 7) >= 2", "for": "2s", "labels": {"severity": "page"}},
      {"alert": "Keeps", "expr": "vector(time() % 8) < 2", "keep_firing_for": "2s"},
      {"alert": "WaitsAndKeeps", "expr": "vector(time() % 9) < 5", "for": "1s", "keep_firing_for": "3s"},
      {"alert": "Changes", "expr": "vector(time() % 5) > 1", "labels": {"level": "{{ if gt $value 3.0 }}high{{ else }}low{{ end }}"}},
      {"alert": "Up", "expr": "up == 1", "for": "3s", "labels": {"page": "{{ $labels.job | toUpper }}"}},
      {"alert": "Alerts", "expr": "count(ALERTS{alertstate=\\"firing\\", alertname!=\\"Alerts\\"}) >= 3"}
    ]}]}
    """

  /// What both said: when rules were evaluated, which alerts there were then, and what was scraped.
  private struct Record {
    var ticks: [Instant] = []
    var alerts: [Instant: Set<String>] = [:]
    var scraped: [Series] = []
  }

  private func record() throws -> Record {
    let port = FreePort.unused()
    let prometheus = try #require(RealPrometheus(port: port, jobs: [:], rules: Self.rules))
    let origin = Origin(name: "peer", kind: .prometheus, address: prometheus.address)
    let server = try #require(RemotePrometheus(origin, clock: LoopRun.now))
    let deadline = LoopRun.now().uptime + .minutes(3)
    while LoopRun.now().uptime < deadline {
      usleep(500_000)
      do throws(RemoteFault) {
        let now = LoopRun.now().wall
        guard case .matrix(let ticks) = try server.query("tick[2m]", at: now).value, let first = ticks.first,
          first.samples.count >= 20, case .matrix(let alerts) = try server.query("ALERTS[3m]", at: now).value,
          case .matrix(let scraped) = try server.query("up[3m]", at: now).value
        else { continue }
        var record = Record(ticks: first.samples.map(\.at), scraped: scraped)
        for series in alerts {
          for sample in series.samples { record.alerts[sample.at, default: []].insert("\(series.labels)") }
        }
        return record
      } catch { continue }
    }
    Issue.record("Prometheus does not answer: \(prometheus.words)")
    return Record()
  }

  /// The alerts after each evaluation, by the rules as they are evaluated here.
  private func evaluated(_ record: Record) throws -> [Instant: Set<String>] {
    let group = try RuleFile.groups(Array(Self.rules.utf8), name: "rules.json")[0]
    var (head, book, told) = (Head(), AlertBook(), [Instant: Set<String>]())
    var recorders = group.rules.map { AlertRecorder($0) }
    var scrapes = record.scraped.flatMap { series in
      series.samples.map { sample in
        Scrape(
          source: series.labels.setting(Labels.metricName, to: ""), at: sample.at,
          layout: Layout([Layout.Column("up")]), values: [sample.value])
      }
    }.sorted { $0.at < $1.at }[...]
    for now in record.ticks {
      while let next = scrapes.first, next.at <= now {
        head.append(next)
        scrapes.removeFirst()
      }
      for (place, rule) in group.rules.enumerated() {
        let (measured, holding) = try rule.observe(head, at: now)
        let found = book.evaluate(
          rule, .seen(measured: measured, holding: holding), at: now,
          AlertBook.Terms(interval: group.interval))
        #expect(found.fault == nil)
        var taken: Set<Labels>?
        guard let scrape = recorders[place].scrape(of: rule, in: book, at: now, taken: &taken) else {
          continue
        }
        head.append(scrape)
      }
      told[now] = Set(
        head.instant(Selector(metric: "ALERTS"), at: now, lookback: .milliseconds(1)).map { "\($0.labels)" })
    }
    return told
  }

  @Test(.enabled(if: RealPrometheus.isThere, "\(RealPrometheus.notice)"))
  func `alerts come, fire and go at the same evaluations`() throws {
    let record = try record()
    let told = try evaluated(record)
    // What began before the first tick that is known may have waited already.
    let settled = record.ticks.filter { $0 - record.ticks[0] >= .seconds(9) }
    #expect(settled.count >= 10)
    for now in settled { #expect(told[now] == record.alerts[now] ?? [], "at \(now.rfc3339)") }
    let seen = Set(settled.flatMap { told[$0] ?? [] })
    #expect(seen.count >= 8, "\(seen)")
  }
}
