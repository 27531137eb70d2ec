import Basics
import Glibc
import Messengers
import Model
import Monitoring
import Store

/// Sends what stands in the outbox, on a thread of its own with a connection of its own, several at a time. What was not
/// written down as sent is sent again after a restart, with the same key.
final class Courier: Sendable {
  private let room: EngineRoom
  private let storePath: String
  private let returns = Mailbox<OutboxEntry>()

  /// How many are on their way at once.
  private static let most = 8
  /// How often the outbox is looked into.
  private static let pause = Span.milliseconds(500)

  init(_ room: EngineRoom, storePath: String) {
    self.room = room
    self.storePath = storePath
  }

  /// Works for ever: while this process holds the watch, and idle while it does not.
  func run() {
    var (store, underway): (Store?, Set<Int64>) = (nil, [])
    var finished: [OutboxEntry] = []
    while true {
      finished += returns.take(waitingUpTo: Self.pause)
      guard room.holdsWatch || !finished.isEmpty, room.hasOutbox || !finished.isEmpty else { continue }
      do throws(StoreFault) {
        if store == nil { store = try Store(path: storePath, use: .own) }
        guard let open = store else { continue }
        // Written down first; while that cannot be done nothing more is sent.
        while let entry = finished.first {
          try open.note(entry)
          finished.removeFirst()
          underway.remove(entry.identifier)
        }
        if room.holdsWatch { try send(from: open, &underway) }
      } catch {
        // The engine tells of a store that cannot be written; here it is tried again.
        store = nil
      }
    }
  }

  private func send(from store: Store, _ underway: inout Set<Int64>) throws(StoreFault) {
    guard underway.count < Self.most else { return }
    for entry in try store.dueOutbox(at: Clock.wall, limit: Self.most * 4)
    where !underway.contains(entry.identifier) {
      guard underway.count < Self.most else { return }
      guard let payload = try store.payload(of: entry.identifier) else { continue }
      underway.insert(entry.identifier)
      let way = room.policy?.receivers[entry.receiver]?.channels.first { $0.identifier == entry.channel }?.way
      Worker.start { [returns] in returns.put(Self.sent(entry, payload, over: way)) }
    }
  }

  /// Sends one and returns what became of it.
  private static func sent(_ entry: OutboxEntry, _ payload: String, over way: Channel.Way?) -> OutboxEntry {
    var entry = entry
    let message = Messenger.Message(
      key: entry.key, at: entry.at, headline: entry.headline, severity: entry.severity, payload: payload)
    do throws(MessengerFault) {
      guard let way else { throw .noChannel("\(entry.receiver) \(entry.channel)") }
      try Messenger.send(message, over: way)
      entry.note(fault: nil, at: Clock.wall)
    } catch {
      entry.note(fault: error.description, at: Clock.wall)
    }
    return entry
  }
}
