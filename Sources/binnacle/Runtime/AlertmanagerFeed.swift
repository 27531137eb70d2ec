import Basics
import Collectors
import Glibc
import Model
import Monitoring

/// Gives Alertmanagers the alerts that are routed to them, and exchanges silences with them, on a thread of its own.
struct AlertmanagerFeed {
  private let room: EngineRoom
  private let mark: String
  private var servers: [String: Server] = [:]

  /// One server and what it has been given.
  private struct Server {
    var board = AlertmanagerBoard()
    var exchange: SilenceExchange
    var fault: String?
    /// When silences are exchanged next.
    var nextExchange = Span.zero
    /// After a fault the server is left alone for a while.
    var restsUntil = Span.zero
  }

  private static let turn: UInt32 = 1_000_000
  private static let exchangePause = Span.seconds(5)
  private static let rest = Span.seconds(10)

  /// - Parameter storePath: names the store among all whose alerts the server is given.
  init(_ room: EngineRoom, storePath: String) {
    self.room = room
    var hash: UInt32 = 2_166_136_261
    for byte in Files.absolute(storePath).utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
    mark = "\(HostCollector.hostName())/\(String(hash, radix: 16))"
  }

  /// Works for ever: while this process holds the watch, and idle while it does not.
  mutating func run() {
    while true {
      usleep(Self.turn)
      guard room.holdsWatch, let policy = room.policy else { continue }
      for (url, receivers) in policy.alertmanagers { turn(url, receivers) }
    }
  }

  private mutating func turn(_ url: String, _ receivers: Set<String>) {
    var server = servers[url] ?? Server(exchange: SilenceExchange(mark: mark))
    guard Clock.uptime >= server.restsUntil, let remote = RemoteAlertmanager(url, clock: Clock.now) else {
      return
    }
    let before = server.fault
    do throws(RemoteFault) {
      try push(to: remote, receivers, &server)
      if Clock.uptime >= server.nextExchange { try exchange(with: remote, &server) }
      server.fault = nil
    } catch {
      server.fault = error.description
      server.restsUntil = Clock.uptime + Self.rest
    }
    servers[url] = server
    guard before != server.fault else { return }
    room.mailbox.put(
      .observations([.fault(source: "alertmanager/\(url)", reason: server.fault)]), quietly: true)
  }

  private func push(to remote: RemoteAlertmanager, _ receivers: Set<String>, _ server: inout Server)
    throws(RemoteFault)
  {
    let firing = room.alerts.filter { view in
      view.alert.state == .firing && view.routing?.receivers.contains(where: receivers.contains) == true
    }
    let now = Clock.wall
    let due = server.board.due(firing.map(\.alert), at: now)
    guard !due.isEmpty else { return }
    try remote.push(due, until: now + AlertmanagerBoard.trust)
    server.board.note(due, at: now)
  }

  private func exchange(with remote: RemoteAlertmanager, _ server: inout Server) throws(RemoteFault) {
    server.nextExchange = Clock.uptime + Self.exchangePause
    let plan = server.exchange.plan(room.silences, try remote.silences(), at: Clock.wall)
    for silence in plan.create {
      _ = try remote.create(silence, comment: server.exchange.comment(of: silence))
    }
    for name in plan.expire { try remote.expire(name) }
    room.mailbox.put(.observations([.silences(source: remote.url, plan.take)]), quietly: true)
  }
}
