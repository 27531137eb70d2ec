import Basics
import Collectors
import Engine
import Model
import Store
import Synchronization
import Telemetry
import Terminal

/// Works out for the console what it asks in PromQL, one question after another, on a thread of its own.
/// A class because two threads share it.
final class Querist: Sendable {
  private let mailbox = Mailbox<Question>()
  private let answers = Mutex<[QueryAnswer]>([])
  /// The newest question of each slot; those before it are not worked out any further.
  private let wanted = Mutex<[String: Int]>([:])
  private let room: EngineRoom
  private let storePath: String?

  /// A request with its number.
  private struct Question: Sendable {
    let number: Int
    let request: QueryRequest
  }

  /// How long the engine may take to hand its series over, as while it reads much at its start.
  private static let patience = Span.seconds(30)

  /// How long a question may take, as in Prometheus.
  static let longest = Span.minutes(2)

  /// - Parameter storePath: where scrapes are kept; nil where they are not.
  init(_ room: EngineRoom, storePath: String?) {
    self.room = room
    self.storePath = storePath
  }

  /// Puts a question; one for the same slot that is not answered yet is dropped.
  func ask(_ request: QueryRequest) {
    let number = wanted.withLock { wanted in
      let number = (wanted.values.max() ?? 0) + 1
      wanted[request.slot] = number
      return number
    }
    mailbox.put(Question(number: number, request: request))
  }

  /// Stops what is being worked out for a slot.
  func stop(_ slot: String) { wanted.withLock { $0[slot] = nil } }

  func takeAnswers() -> [QueryAnswer] {
    answers.withLock { answers in
      defer { answers.removeAll() }
      return answers
    }
  }

  /// Works for ever. Call on a thread of its own.
  func run() {
    // Most watches pass without a question, and a connection takes memory.
    lazy var store = openedStore()
    let remotes = RemoteSources(clock: Clock.now)
    while true {
      let questions = mailbox.take().filter(isWanted)
      guard !questions.isEmpty, let recent = series() else { continue }
      // All that was asked together is asked of the same moment.
      let source = remotes.joined(to: QuerySource.live(recent, store), room.origins)
      for question in questions where isWanted(question) { answer(question, source) }
    }
  }

  /// A connection of this thread. Without one the series in memory still answer; that the store fails is shown elsewhere.
  private func openedStore() -> Store? {
    guard let storePath else { return nil }
    do throws(StoreFault) { return try Store(path: storePath, use: .read) } catch { return nil }
  }

  private func isWanted(_ question: Question) -> Bool {
    wanted.withLock { $0[question.request.slot] == question.number }
  }

  /// What the engine has, as a value: asked for each time and soon let go, so that the engine need not copy.
  private func series() -> RecentSeries? {
    let reader = Mailbox<RecentSeries>()
    room.mailbox.put(.series(reader))
    return reader.take(waitingUpTo: Self.patience).first
  }

  private func answer(_ question: Question, _ source: any SeriesSource) {
    let start = Clock.uptime
    var answer = question.request.answer(from: source, options(for: question))
    answer.took = Clock.uptime - start
    guard isWanted(question) else { return }
    answers.withLock { [answer] in $0.append(answer) }
    SignalPipe.wake()
  }

  /// The bounds of a question's work: it ends when nobody waits for it any more, or when it takes too long.
  private func options(for question: Question) -> QueryOptions {
    var options = QueryOptions()
    let deadline = Clock.uptime + Self.longest
    options.patience = { [self] in
      isWanted(question) ? (Clock.uptime < deadline ? .goOn : .timedOut) : .cancelled
    }
    return options
  }
}
