import Basics
import Console
import Engine
import Glibc
import Model
import Store

/// An order given on the command line, and the wait for what becomes of it. The process that holds the watch carries
/// it out; while nobody does, this one does it and goes.
struct Errand {
  private let options: Options
  private let store: Store
  private let opening: StoreOpening

  /// How long the holder is waited for.
  private static let patience = Span.seconds(8)

  init(_ options: Options) throws(Complaint) {
    guard !options.isReadOnly else { throw .writes }
    self.options = options
    opening = StoreOpening(options)
    store = try opening.open(options.paths.store)
  }

  /// What is known of alerts, plans and indicators, to find out what a word means.
  func snapshot() -> Snapshot {
    let engine = Engine(store: store, configuration: configuration, purpose: .visit)
    return engine.advance(to: Clock.wall, beat: EngineRoom.beat, isAlive: EngineRoom.isAlive)
  }

  private var configuration: Configuration {
    DataFiles.configuration(in: options.paths.data, at: Clock.wall, facts: store.hasNoFacts)
  }

  /// Submits an order and returns it when it is decided.
  func run(_ draft: Order.Draft) throws(Complaint) -> Order {
    try opening.explaining { () throws(StoreFault) in
      let submitted = try store.submit(
        draft, by: Person.name(options.environment), from: "command \(getpid())", at: Clock.wall)
      let deadline = Clock.uptime + Self.patience
      while Clock.uptime < deadline {
        if let order = try store.order(submitted.identifier), order.status != .pending { return order }
        if try store.leaseHolder(EngineRoom.beat, isAlive: EngineRoom.isAlive) == nil { carryOut() }
        usleep(20_000)
      }
      return submitted
    }
  }

  private func carryOut() {
    let engine = Engine(store: store, configuration: configuration, purpose: .errand)
    _ = engine.advance(to: Clock.wall, beat: EngineRoom.beat, isAlive: EngineRoom.isAlive)
    if let reason = RuleShelf(path: options.paths.savedRules).apply(engine.takeRuleChanges()) {
      Output.complain(reason)
    }
    engine.stop(beat: EngineRoom.beat)
  }
}

extension Errand {
  /// Gives several orders and says what became of each. The exit status is that of the worst.
  static func run(_ drafts: [Order.Draft], _ errand: Errand, _ options: Options) throws(Complaint) -> Int32 {
    var status: Int32 = 0
    for draft in drafts {
      let order = try errand.run(draft)
      let sentence = options.phrases.outcome(of: order)
      if order.status == .done {
        Output.write("\(order.draft.address): \(sentence)\n")
      } else {
        Output.complain("\(order.draft.address): \(sentence)")
        status = 1
      }
    }
    return status
  }
}
