import Basics
import Model
import Telemetry

/// What a person has put together on the Explore screen, and what came of it.
struct Exploration {
  /// One expression with the letter it goes by.
  struct Entry: Hashable {
    let letter: String
    var text = ""
    var isOn = true
  }

  /// How the answers are shown.
  enum View: CaseIterable {
    case graph, table, heat
  }

  var entries = [Entry(letter: "A")]
  var editing: ExpressionEditing?
  /// What was asked before, the newest last.
  var history: [String] = []
  var view = View.graph
  var isStacked = false
  var isLogarithmic = false
  /// How long ago what is drawn beside it was.
  var comparison: Span?
  /// How far apart the steps are; nil for what suits the window.
  var step: Span?

  var answers: [String: QueryAnswer] = [:]
  var asked: [String: Asked] = [:]
  /// The slots whose questions somebody stopped.
  var stopped: Set<String> = []
  /// What there is to choose from, as it was looked up.
  var words: [QueryRequest.Subject: [String]] = [:]
  /// The lines of the graph, and what lies beneath them.
  var shown = ShownSeries.Group()
  /// The sign of every line seen, so that it keeps it.
  var signs: [String: Int] = [:]

  /// A request on its way or answered, without its times.
  struct Asked {
    let request: QueryRequest
    /// What it asks, times left out.
    let key: String
    let at: Instant
    var isAnswered = false
  }

  static let letters = (UInt8(ascii: "A")...UInt8(ascii: "Z")).map { String(UnicodeScalar($0)) }
  /// What one compares with.
  static let comparisons: [Span?] = [nil, .hours(1), .days(1), .days(7)]
  /// The steps one can set.
  static let steps: [Span?] = [
    nil, .seconds(1), .seconds(5), .seconds(15), .minutes(1), .minutes(5), .minutes(15), .hours(1),
  ]

  /// Whether nothing has been asked yet.
  var isBlank: Bool { entries.allSatisfy(\.text.isEmpty) }

  /// The step for a window.
  /// - Parameter interval: how often the sources are read; between two readings there is nothing new.
  func step(for span: Span, interval: Span) -> Span {
    max(step ?? Self.suitableStep(for: span, interval: interval), Self.leastStep(for: span))
  }

  /// A round step that gives a window some two hundred.
  static func suitableStep(for span: Span, interval: Span) -> Span {
    let wanted = max(span / 240, min(interval, span / 10))
    return rounds.first { $0 >= wanted } ?? .days(1)
  }

  private static func leastStep(for span: Span) -> Span {
    Span(milliseconds: max(1, span.milliseconds / (QueryRequest.mostSteps - 1)))
  }

  private static let rounds: [Span] = [
    .seconds(1), .seconds(2), .seconds(5), .seconds(10), .seconds(15), .seconds(30), .minutes(1), .minutes(2),
    .minutes(5), .minutes(10), .minutes(15), .minutes(30), .hours(1), .hours(2), .hours(6), .hours(12),
  ]

  /// What an expression is, or what is wrong with it; nil where there is none.
  static func parsed(_ text: String) -> Result<Expression, QueryFault>? {
    guard !text.isEmpty else { return nil }
    do throws(QueryFault) { return .success(try Parser.parse(text)) } catch { return .failure(error) }
  }

  /// What is wrong with an entry: with its text, or with its last answer.
  func failure(of entry: Entry) -> QueryFailure? {
    switch Self.parsed(entry.text) {
    case .failure(let fault)?: return QueryFailure(.badData, fault)
    case .success(let expression)? where expression.kind == .matrix || expression.kind == .text:
      // Neither has a graph; the table shows both.
      return view == .table ? failed(entry.letter + Slot.table, entry) : failed(entry.letter, entry)
    case .success?: return failed(entry.letter, entry)
    case nil: return nil
    }
  }

  private func failed(_ slot: String, _ entry: Entry) -> QueryFailure? {
    guard let answer = answers[slot], answer.expression == entry.text,
      case .failure(let failure) = answer.outcome
    else { return nil }
    return failure
  }

  /// The ends of slots that tell what an answer is for.
  enum Slot {
    static let before = "~"
    static let table = "="
    static let words = "words"
    static let panel = "panel/"
  }

  func entry(_ letter: String?) -> Entry? { entries.first { $0.letter == letter } }

  mutating func change(_ letter: String, _ change: (inout Entry) -> Void) {
    guard let place = entries.firstIndex(where: { $0.letter == letter }) else { return }
    change(&entries[place])
  }

  /// Remembers what was asked, each text once.
  mutating func remember(_ text: String) {
    guard !text.isEmpty else { return }
    history.removeAll { $0 == text }
    history.append(text)
    if history.count > 200 { history.removeFirst() }
  }

  /// Forgets what came of a slot and of those that go with it.
  mutating func forget(_ letter: String) {
    for slot in [letter, letter + Slot.before, letter + Slot.table] {
      answers[slot] = nil
      asked[slot] = nil
      stopped.remove(slot)
    }
    signs = signs.filter { !$0.key.hasPrefix(letter + " ") }
  }

  /// Has an expression asked anew, and whatever somebody stopped; answers stay until newer ones come.
  mutating func askAgain(_ letter: String) {
    for slot in stopped.union([letter, letter + Slot.before, letter + Slot.table]) { asked[slot] = nil }
    stopped = []
  }

  /// Whether an answer is still awaited, and since when.
  func waits(for slot: String) -> Instant? {
    guard let asked = asked[slot], !asked.isAnswered, !stopped.contains(slot) else { return nil }
    return asked.at
  }
}

extension QueryAnswer {
  /// The expression it is the answer to; empty for lists of words.
  var expression: String {
    switch request.subject {
    case .instant(let text, _), .range(let text, _, _, _): text
    case .labelNames, .labelValues: ""
    }
  }

  /// The window it is the answer for.
  var window: (from: Instant, to: Instant, step: Span)? {
    if case .range(_, let from, let to, let step) = request.subject { (from, to, step) } else { nil }
  }

  var value: QueryValue? { if case .value(let value) = outcome { value } else { nil } }
}
