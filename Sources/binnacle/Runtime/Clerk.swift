import Basics
import Console
import Engine
import Glibc
import Model
import Monitoring
import Store
import Synchronization
import Telemetry
import Terminal

/// Does for the console what takes time: looks things up, writes orders down, reads themes, writes exports. On a thread
/// of its own with a connection of its own.
/// A class because two threads share it.
final class Clerk: Sendable {
  /// What the console hands over.
  enum Task: Sendable {
    case ask(Question)
    case submit(Order.Draft)
    case keep(String, String)
    case theme(String)
    case export(name: String, Listing)
    /// A command of a runbook; whatever was submitted before it has been written down by then.
    case run(RunbookCommand)
    /// Works out what would be.
    case whatIf(WhatIfRequest)
    /// The glossary, from these directories.
    case glossary([String])
    case stop
  }

  /// What comes back.
  enum Result: Sendable {
    case event(Event)
    case theme(Theme)
  }

  let mailbox = Mailbox<Task>()
  private let results = Mutex<[Result]>([])
  private let hasStopped = Mutex(false)
  /// The number of the what-if that somebody waits for; any other is not worked out any further.
  private let awaited = Mutex<Int?>(nil)
  private let storePath: String
  private let isReadOnly: Bool
  private let themes: ThemeLibrary
  private let room: EngineRoom
  private let who: String

  init(storePath: String, isReadOnly: Bool, themes: ThemeLibrary, room: EngineRoom, who: String) {
    self.storePath = storePath
    self.isReadOnly = isReadOnly
    self.themes = themes
    self.room = room
    self.who = who
  }

  /// Has what was handed over carried out, and waits a moment for it.
  func stop() {
    mailbox.put(.stop)
    for _ in 0..<200 where !hasStopped.withLock({ $0 }) { usleep(5_000) }
  }

  /// Puts a question about what would be; one before it that is still being worked out is dropped.
  func foresee(_ request: WhatIfRequest) {
    awaited.withLock { $0 = request.number }
    mailbox.put(.whatIf(request))
  }

  /// Stops working out what would be.
  func stopForeseeing() { awaited.withLock { $0 = nil } }

  func takeResults() -> [Result] {
    results.withLock { results in
      defer { results.removeAll() }
      return results
    }
  }

  private func give(_ result: Result) {
    results.withLock { $0.append(result) }
    SignalPipe.wake()
  }

  /// Works until told to stop. Call on a thread of its own.
  func run() {
    var store: Store?
    while true {
      for task in mailbox.take() {
        if case .stop = task { return hasStopped.withLock { $0 = true } }
        carryOut(task, &store)
      }
    }
  }

  private func carryOut(_ task: Task, _ store: inout Store?) {
    switch task {
    case .theme(let name): useTheme(name)
    case .export(let name, let listing): export(name, listing)
    case .glossary(let directories): readGlossary(directories)
    case .run(let command): run(command)
    case .whatIf(let request): workOut(request)
    case .ask, .submit, .keep:
      do throws(StoreFault) {
        if store == nil { store = try Store(path: storePath, use: isReadOnly ? .read : .own) }
        if let store { try carryOut(task, in: store) }
      } catch {
        let words = Phrases.bothLanguages { $0.trouble.sentence(error.kind, detail: error.detail) }
        give(.event(.notice(Notice(.bad, words))))
      }
    case .stop: break
    }
  }

  private func carryOut(_ task: Task, in store: Store) throws(StoreFault) {
    switch task {
    case .ask(let question): give(.event(.answer(try Inquiry(store).answer(question))))
    case .submit(let draft):
      _ = try store.submit(draft, by: who, from: "console \(getpid())", at: Clock.wall)
      room.mailbox.put(.order)
    case .keep(let key, let value): if !isReadOnly { try store.set(key, to: value) }
    case .theme, .export, .glossary, .run, .whatIf, .stop: break
    }
  }

  /// A command may take its time, so it has a thread of its own.
  private func run(_ command: RunbookCommand) {
    Worker.start { [self] in give(.event(.ran(CommandRun(command).output()))) }
  }

  /// With tens of thousands of units it takes seconds, so that too has a thread of its own.
  private func workOut(_ request: WhatIfRequest) {
    let isWanted: @Sendable () -> Bool = { [self] in awaited.withLock { $0 == request.number } }
    Worker.start { [self] in
      let answer = request.answer(while: isWanted)
      if isWanted() { give(.event(.foreseen(answer))) }
    }
  }

  private func readGlossary(_ directories: [String]) {
    give(.event(.terms(DataFiles.terms(in: directories))))
  }

  private func useTheme(_ name: String) {
    do {
      give(.theme(try themes.theme(name)))
    } catch {
      give(.event(.notice(Notice(.bad, error.sentence))))
    }
  }

  /// Writes the table beside where the console was started; never over a file that is there.
  private func export(_ name: String, _ listing: Listing) {
    let now = Clock.wall
    let zone = Options.zone(at: now)
    let clock = zone.clock(now).replacing(":", with: "")
    let path = "binnacle-\(name)-\(zone.day(of: now).iso)-\(clock).csv"
    if let reason = Files.write(listing.commaSeparated, to: path, exclusively: true) {
      give(.event(.notice(Notice(.bad, Bilingual("\(path): \(reason)")))))
    } else {
      give(.event(.notice(Notice(.good, Bilingual(english: "Written: \(path)", chinese: "已写入：\(path)")))))
    }
  }
}

/// Looks things up in the store.
struct Inquiry {
  private let store: Store

  init(_ store: Store) { self.store = store }

  func answer(_ question: Question) throws(StoreFault) -> Answer {
    switch question {
    case .history(let node, let from, let to, let steps):
      return .history(try history(of: node, from: from, to: to, steps: steps))
    case .moment(let at):
      var vitals: [String: Vitals] = [:]
      for (source, _, values) in try store.vitals(at: at) { vitals[source["instance"]] = values }
      return .moment(at, vitals)
    case .trail(let address): return .trail(address, try store.orders(about: address, limit: 100))
    }
  }

  private func history(of node: String, from: Instant, to: Instant, steps: Int) throws(StoreFault) -> History
  {
    var history = History(node: node, from: from, to: to, steps: steps)
    guard let source = try store.source(named: node) else { return history }
    let step = Span(milliseconds: max(1, (to - from).milliseconds / Int64(history.steps)))
    history.fill(from: try store.vitals(of: source, from: from, to: to, step: step))
    return history
  }
}
