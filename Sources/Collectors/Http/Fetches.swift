import Basics
import Glibc
import Model

/// Asks for many pages at a time on one thread.
/// A class because it owns connections and memory that they share.
final class Fetches {
  let chores: Chores
  private let bell = Bell()
  private let names: Names
  private let slots = CurlSlots()
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
  private var flights: [Int: any Fetcher] = [:]
  private var polls: [pollfd] = []
  private var owners: [Int] = []
  private let clock: @Sendable () -> Moment

  init(clock: @escaping @Sendable () -> Moment) {
    self.clock = clock
    chores = Chores(bell)
    names = Names(chores)
  }

  deinit { buffer.deallocate() }

  /// The way to a page.
  func fetcher(for request: PageRequest) -> any Fetcher {
    request.address.isSecure ? CurlRun(request, slots) : HTTPConnection(request)
  }

  /// How many pages are being asked for.
  var count: Int { flights.count }

  /// Asks for a page; an outcome at once when there is nothing to wait for.
  func start(_ identifier: Int, _ fetcher: any Fetcher) -> FetchOutcome? {
    if let outcome = fetcher.start(names, at: clock()) { return outcome }
    flights[identifier] = fetcher
    return nil
  }

  /// Gives up what was asked for under this number.
  func abandon(_ identifier: Int) { flights.removeValue(forKey: identifier)?.abandon() }

  /// Waits until something comes, or a chore is done, or the time is over; returns what is finished.
  func wait(upTo limit: Span) -> [(identifier: Int, outcome: FetchOutcome)] {
    polls.removeAll(keepingCapacity: true)
    owners.removeAll(keepingCapacity: true)
    polls.append(pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0))
    owners.append(-1)
    var idle: [Int] = []
    for (identifier, fetcher) in flights {
      fetcher.wait(in: &polls)
      if polls.count == owners.count { idle.append(identifier) }
      while owners.count < polls.count { owners.append(identifier) }
    }
    let milliseconds = Int32(clamping: max(0, limit.milliseconds))
    guard poll(&polls, nfds_t(polls.count), milliseconds) >= 0 else { return [] }
    if polls[0].revents != 0 { bell.silence() }
    return finished(idle)
  }

  private func finished(_ idle: [Int]) -> [(identifier: Int, outcome: FetchOutcome)] {
    var finished: [(identifier: Int, outcome: FetchOutcome)] = []
    var last = -1
    for place in polls.indices.dropFirst() where polls[place].revents != 0 && owners[place] != last {
      last = owners[place]
      goOn(last, &finished)
    }
    for identifier in idle { goOn(identifier, &finished) }
    return finished
  }

  private func goOn(_ identifier: Int, _ finished: inout [(identifier: Int, outcome: FetchOutcome)]) {
    guard let outcome = flights[identifier]?.goOn(names, buffer, at: clock()) else { return }
    flights.removeValue(forKey: identifier)
    finished.append((identifier, outcome))
  }
}

/// One page for somebody who waits for it.
public enum PageGetter {
  /// Asks for a page and waits for it, not longer than the request says.
  public static func get(_ request: PageRequest, clock: @escaping @Sendable () -> Moment) -> FetchOutcome {
    get(request, clock: clock, isWanted: { true }) ?? .failure(.timedOut(request.timeout))
  }

  /// The same for somebody who may give up; nil when that happens.
  /// - Parameter isWanted: asked several times a second.
  static func get(
    _ request: PageRequest, clock: @escaping @Sendable () -> Moment, isWanted: () -> Bool
  ) -> FetchOutcome? {
    let fetches = Fetches(clock: clock)
    if let outcome = fetches.start(0, fetches.fetcher(for: request)) { return outcome }
    defer { fetches.abandon(0) }
    let deadline = clock().uptime + request.timeout
    while case let left = deadline - clock().uptime, left > .zero {
      guard isWanted() else { return nil }
      if let (_, outcome) = fetches.wait(upTo: min(left, pause)).first { return outcome }
    }
    return .failure(.timedOut(request.timeout))
  }

  private static let pause = Span.milliseconds(100)
}
