import Basics
import Collectors
import Console
import Model
import Telemetry

/// What a Prometheus server says of itself, told to whoever asked for it.
struct ServerTest {
  private let server: RemotePrometheus
  private let options: Options

  init(_ server: RemotePrometheus, _ options: Options) {
    self.server = server
    self.options = options
  }

  /// Asks and says what came; 1 when the server does not answer questions.
  func run() -> Int32 {
    let address = server.origin.address
    do throws(RemoteFault) {
      // A server that answers this can be asked everything else too; one that does not is none.
      _ = try server.query("1", at: Clock.wall)
      Output.write("\(address): \(try version())\n")
    } catch {
      Output.complain("\(address): \(error)")
      return 1
    }
    for tell in [seriesCount, targets, rules, alerts] { write(tell) }
    return 0
  }

  private func write(_ tell: () throws(RemoteFault) -> (english: String, chinese: String)) {
    do throws(RemoteFault) {
      let line = try tell()
      Output.write("  \(options.language == .english ? line.english : line.chinese)\n")
    } catch {
      // What speaks the same language need not keep lists of targets and rules.
      if error != .fetch(.status(404)) { Output.complain("\(server.origin.address): \(error)") }
    }
  }

  private func version() throws(RemoteFault) -> String {
    do throws(RemoteFault) { return "Prometheus \(try server.version())" } catch {
      return "Prometheus"
    }
  }

  private func seriesCount() throws(RemoteFault) -> (english: String, chinese: String) {
    let count = try server.seriesCount(at: Clock.wall)
    return ("\(count) series", "\(count) 条序列")
  }

  private func targets() throws(RemoteFault) -> (english: String, chinese: String) {
    let targets = try server.targets()
    let (up, down) = (targets.count { $0.health == "up" }, targets.count { $0.health == "down" })
    let other = targets.count - up - down
    let faults = targets.filter { $0.health == "down" }.prefix(3).map { "\n    \($0.address): \($0.fault)" }
    return (
      "targets: \(up) up, \(down) down" + (other > 0 ? ", \(other) unknown" : "") + faults.joined(),
      "目标：\(up) 正常，\(down) 失联" + (other > 0 ? "，\(other) 未知" : "") + faults.joined()
    )
  }

  private func rules() throws(RemoteFault) -> (english: String, chinese: String) {
    let rules = try server.rules()
    let (alerting, failing) = (rules.count { $0.kind == "alerting" }, rules.count { $0.health == "err" })
    return (
      "rules: \(alerting) alerting, \(rules.count - alerting) recording, \(failing) failing",
      "规则：\(alerting) 告警，\(rules.count - alerting) 记录，\(failing) 失败"
    )
  }

  private func alerts() throws(RemoteFault) -> (english: String, chinese: String) {
    let alerts = try server.alerts()
    let firing = alerts.filter { $0.state == "firing" }
    let names = Set(firing.map { $0.labels["alertname"].printable }).sorted().prefix(5).joined(
      separator: ", ")
    let tail = names.isEmpty ? "" : " (\(names))"
    return (
      "alerts: \(firing.count) firing\(tail), \(alerts.count - firing.count) pending",
      "告警：\(firing.count) 触发\(tail)，\(alerts.count - firing.count) 待定"
    )
  }
}
