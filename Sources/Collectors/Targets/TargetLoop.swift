import Basics
import Model
import Telemetry

/// Reads all targets, each in its own rhythm, on the one thread that calls `turn`. What can hang has threads of its own
/// or does not block, so that one target never holds another up.
/// A class because it owns connections and what it remembers of the targets.
public final class TargetLoop {
  private let clock: @Sendable () -> Moment
  private let onReport: (TargetReport) -> Void
  private let startsAtOnce: Bool
  private let listPause: Span
  private let fetches: Fetches
  private let pool = LayoutPool()
  private var agenda = Agenda()
  private var origins: [Origin] = []
  private var lists: [ListWatch] = []
  private var stations: [Int: Station] = [:]
  private var numbers: [Target: Int] = [:]
  private var lastNumber = 0
  private let fileReadings = Inbox<(number: Int, reader: FileReader, found: FilesOutcome)>()
  private var observations: [Observation] = []
  private var twins: Set<String> = []

  typealias FilesOutcome = Result<FileReader.Reading, FetchFault>

  /// How many connections are kept open; of more targets each is connected to anew.
  public var mostConnections = 800

  /// - Parameters:
  ///   - clock: the time of day, and the time since the machine started.
  ///   - startsAtOnce: whether everything is read first without waiting for its moment.
  ///   - listPause: how long the file of a list is not looked at again.
  ///   - onReport: told of every reading.
  public init(
    clock: @escaping @Sendable () -> Moment, startsAtOnce: Bool = false, listPause: Span = .seconds(3),
    onReport: @escaping (TargetReport) -> Void = { _ in }
  ) {
    self.clock = clock
    self.startsAtOnce = startsAtOnce
    self.listPause = listPause
    self.onReport = onReport
    fetches = Fetches(clock: clock)
  }

  /// How many targets there are.
  public var count: Int { stations.count }

  /// Whether every list has been looked at, so that the count is of all.
  public var isSettled: Bool { lists.allSatisfy(\.hasLooked) }

  /// Has these be read from now on and no others. What is in both lists goes on as it was.
  public func use(_ origins: [Origin]) {
    guard origins != self.origins else { return }
    let kept = Dictionary(lists.map { ($0.origin, $0) }) { first, _ in first }
    self.origins = origins
    lists = origins.filter { $0.kind == .list }.map { kept[$0] ?? ListWatch($0, pause: listPause) }
    settle()
  }

  /// Stops reading without saying that the series end, because another process goes on with it.
  public func rest() {
    guard !origins.isEmpty else { return }
    for number in stations.keys { fetches.abandon(number) }
    (origins, lists, stations, numbers, agenda) = ([], [], [:], [:], Agenda())
    (observations, twins) = ([], [])
  }

  /// Starts what is due, waits up to a time for what is on its way, and returns what has come.
  public func turn(upTo limit: Span) -> [Observation] {
    let now = clock().uptime
    // Each list is asked, also when the first has news.
    if lists.map({ $0.look(fetches.chores, at: now) }).contains(true) { settle() }
    while let number = agenda.popDue(at: now) { goOn(number) }
    let wait = min(limit, agenda.next().map { $0 - now } ?? limit)
    for (number, outcome) in fetches.wait(upTo: max(.zero, wait)) { finish(number, outcome) }
    for (number, reader, found) in fileReadings.take() { finish(number, reader, found) }
    defer { observations = [] }
    return observations
  }
}

extension TargetLoop {
  /// Brings the stations in line with what is to be read.
  private func settle() {
    var wanted: [Target] = []
    var seen: Set<Labels> = []
    var doubled: Set<String> = []
    for origin in origins {
      for target in targets(of: origin) {
        // Two of the same labels would be one series told twice.
        if seen.insert(target.labels).inserted { wanted.append(target) } else { doubled.insert(origin.name) }
      }
    }
    tell(of: doubled)
    let staying = Set(wanted)
    for (target, number) in numbers where !staying.contains(target) {
      end(number, target, isReplaced: seen.contains(target.labels))
    }
    for target in wanted where numbers[target] == nil { begin(target) }
  }

  private func targets(of origin: Origin) -> [Target] {
    if origin.kind != .list { return origin.target.map { [$0] } ?? [] }
    guard let list = lists.first(where: { $0.origin == origin }) else { return [] }
    observations.append(.fault(source: origin.name, reason: list.fault))
    return list.targets
  }

  private func tell(of doubled: Set<String>) {
    for name in doubled.union(twins).sorted() {
      let reason = "it has the labels of another source, which counts; give it another --name or --label"
      if doubled.contains(name) {
        observations.append(.fault(source: name, reason: reason))
      } else {
        observations.append(.fault(source: name, reason: nil))
      }
    }
    twins = doubled
  }

  private func begin(_ target: Target) {
    lastNumber += 1
    let station = Station(target, fetches)
    (stations[lastNumber], numbers[target]) = (station, lastNumber)
    let now = clock().uptime
    agenda.set(lastNumber, to: startsAtOnce ? now : station.rhythm.first(at: now))
  }

  /// - Parameter isReplaced: whether its series go on, read in another way.
  private func end(_ number: Int, _ target: Target, isReplaced: Bool) {
    fetches.abandon(number)
    agenda.remove(number)
    stations[number] = nil
    numbers[target] = nil
    if !isReplaced { observations.append(.scrape(PageReader.ended(target, at: clock().wall, pool))) }
  }
}

extension TargetLoop {
  /// A station's time has come: to be read, or to be given up.
  private func goOn(_ number: Int) {
    guard let station = stations[number] else { return }
    guard station.startedAt == nil else {
      fetches.abandon(number)
      return fail(number, station, FetchFault.timedOut(station.target.options.timeout).description)
    }
    let now = clock()
    agenda.set(number, to: now.uptime + station.target.options.timeout)
    if let fetcher = station.fetcher {
      station.work = .page(since: now)
      if let outcome = fetches.start(number, fetcher) { finish(number, outcome) }
      return
    }
    station.work = .files(since: now)
    // While the reader is still away with the last reading there is nobody to send.
    guard let away = station.files else { return }
    station.files = nil
    fetches.chores.start { [fileReadings] in
      var reader = away
      let found = reader.read()
      fileReadings.put((number: number, reader: reader, found: found))
    }
  }

  private func finish(_ number: Int, _ outcome: FetchOutcome) {
    guard let station = stations[number], let startedAt = station.startedAt else { return }
    if stations.count > mostConnections { station.fetcher?.abandon() }
    let seconds = seconds(since: startedAt)
    switch outcome {
    case .failure(let fault): fail(number, station, fault.description)
    case .success(let page):
      do throws(PageFault) {
        let reading = try station.reader.read(page, at: startedAt.wall, seconds: seconds, pool)
        succeed(number, station, reading, bytes: page.body.count, seconds: seconds, complaint: nil)
      } catch { fail(number, station, error.description) }
    }
  }

  private func finish(_ number: Int, _ reader: FileReader, _ found: FilesOutcome) {
    guard let station = stations[number] else { return }
    station.files = reader
    // What comes after its time was given up already.
    guard let startedAt = station.startedAt else { return }
    let seconds = seconds(since: startedAt)
    switch found {
    case .failure(let fault): fail(number, station, fault.description)
    case .success(let files):
      do throws(PageFault) {
        let reading = try station.reader.read(files, at: startedAt.wall, seconds: seconds, pool)
        succeed(
          number, station, reading, bytes: files.bytes, seconds: seconds, complaint: files.complaint)
      } catch { fail(number, station, error.description) }
    }
  }

  private func seconds(since start: Moment) -> Double {
    Double(clock().nanoseconds - start.nanoseconds) / 1e9
  }

  private func succeed(
    _ number: Int, _ station: Station, _ reading: PageReader.Reading, bytes: Int, seconds: Double,
    complaint: String?
  ) {
    observations.append(.scrape(reading.scrape))
    if complaint != nil || station.isFailing {
      observations.append(.fault(source: station.target.name, reason: complaint))
    }
    station.isFailing = complaint != nil
    onReport(
      TargetReport(
        target: station.target, seconds: seconds,
        outcome: complaint.map { .failed($0) } ?? .read(reading.format, series: reading.series, bytes: bytes))
    )
    plan(number, station, failed: false)
  }

  private func fail(_ number: Int, _ station: Station, _ reason: String) {
    guard let startedAt = station.startedAt else { return }
    let seconds = seconds(since: startedAt)
    let scrape = PageReader.failed(station.target, at: startedAt.wall, seconds: seconds, pool)
    observations.append(.scrape(scrape))
    observations.append(.fault(source: station.target.name, reason: reason))
    station.isFailing = true
    onReport(TargetReport(target: station.target, seconds: seconds, outcome: .failed(reason)))
    plan(number, station, failed: true)
  }

  private func plan(_ number: Int, _ station: Station, failed: Bool) {
    guard let startedAt = station.startedAt else { return }
    station.work = .nothing
    agenda.set(
      number, to: station.rhythm.next(afterStart: startedAt.uptime, failed: failed, at: clock().uptime))
  }
}

extension FileReader.Reading {
  /// What is wrong with some of the files; nil when nothing is.
  var complaint: String? {
    let named = faults.prefix(3).joined(separator: "; ")
    if faults.isEmpty { return nil }
    return faults.count > 3 ? "\(named); and \(faults.count - 3) files more" : named
  }
}
