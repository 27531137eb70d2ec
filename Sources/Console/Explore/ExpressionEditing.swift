import Canvas
import Model
import Telemetry

/// An expression while it is typed.
struct ExpressionEditing: Hashable {
  let letter: String
  var editor: LineEditor
  /// How far one has stepped back through what was asked before.
  var historyPlace: Int?
  /// What was there before one stepped back.
  var draft = ""
  /// The completion selected.
  var selected = 0
  /// Whether somebody moved among the completions, so that Enter takes one.
  var hasChosen = false
  /// Whether the completions were sent away until more is typed.
  var isQuiet = true

  init(letter: String, text: String) {
    self.letter = letter
    editor = LineEditor(text)
  }

  /// Where the cursor stands in the UTF-8 text.
  var offset: Int { String(Array(editor.text)[..<editor.cursor]).utf8.count }

  var completion: QueryCompletion? { QueryCompletion(in: editor.text, at: offset) }

  /// Puts a completion in the place of what was typed of it.
  mutating func take(_ candidate: Candidate, for completion: QueryCompletion) {
    let bytes = Array(editor.text.utf8)
    let before = String(decoding: bytes[..<completion.place.lowerBound], as: UTF8.self)
    var after = String(decoding: bytes[completion.place.upperBound...], as: UTF8.self)
    var added = candidate.text + candidate.ending
    // What would stand there twice is stepped over.
    if !candidate.ending.isEmpty, after.hasPrefix(candidate.ending) {
      after.removeFirst(candidate.ending.count)
    }
    if candidate.ending == "\"", let quote = before.last, quote != "\"" { added = candidate.text }
    editor = LineEditor(before + added)
    editor.append(after)
    (selected, hasChosen, isQuiet) = (0, false, true)
  }
}

extension LineEditor {
  /// Puts text behind the cursor, which stays where it is.
  mutating func append(_ text: String) {
    let place = cursor
    insert(text)
    for _ in place..<cursor { _ = press(.named(.left)) }
  }
}

/// Something that can be put in where one types.
struct Candidate: Hashable {
  let text: String
  /// What follows it at once, such as an opening bracket.
  var ending = ""
  /// What kind of word it is, or how it is used.
  var hint = ""
}

extension Exploration {
  /// The most completions listed.
  private static let mostCandidates = 200

  /// What fits what was typed, best first. Where nothing was typed everything there is.
  func candidates(for completion: QueryCompletion, _ kinds: CandidateKinds) -> [Candidate] {
    let all = all(completion.subject, kinds)
    guard !completion.typed.isEmpty else { return Array(all.prefix(Self.mostCandidates)) }
    let scored = all.enumerated().compactMap { place, candidate -> (score: Int, place: Int)? in
      Self.fit(candidate.text, completion.typed).map { ($0, place) }
    }
    return scored.sorted { ($1.score, $0.place) < ($0.score, $1.place) }
      .prefix(Self.mostCandidates).map { all[$0.place] }
  }

  /// How well a word fits: from its beginning best, then from the beginnings of its parts, then anywhere.
  private static func fit(_ word: String, _ typed: String) -> Int? {
    let (word, typed) = (word.lowercased(), typed.lowercased())
    // What stands there whole needs no completion, but may be meant to go on.
    if word == typed { return 1_000 }
    // Of names that begin so the plainer one is meant more often.
    if word.hasPrefix(typed) { return 900 - word.utf8.count { $0 == UInt8(ascii: "_") } }
    guard typed.utf8.count > 1 else { return nil }
    return word.contains("_" + typed) ? 500 : word.contains(typed) ? 200 : nil
  }

  private func all(_ subject: QueryCompletion.Subject, _ kinds: CandidateKinds) -> [Candidate] {
    switch subject {
    case .expression:
      let metrics = known(subject).map { Candidate(text: $0, hint: kinds.metric) }
      let functions = Function.all.map { Candidate(text: $0.name, ending: "(", hint: $0.signature) }
      let aggregations = Signature.aggregations.map {
        Candidate(text: $0, ending: "(", hint: kinds.aggregation)
      }
      return metrics + aggregations + functions
    case .continuation:
      return Signature.modifiers.map { Candidate(text: $0, ending: " ", hint: kinds.modifier) }
    case .labelNames: return known(subject).map { Candidate(text: $0, hint: kinds.label) }
    case .labelValues: return known(subject).map { Candidate(text: $0, ending: "\"", hint: kinds.value) }
    case .durations:
      return ["1m", "5m", "15m", "30m", "1h", "6h", "1d", "7d"].map {
        Candidate(text: $0, hint: kinds.duration)
      }
    }
  }

  private func known(_ subject: QueryCompletion.Subject) -> [String] {
    Self.request(for: subject).flatMap { words[$0] }?.filter { $0 != Labels.metricName } ?? []
  }

  /// What is looked up for a kind of completion; nil where nothing needs to be.
  static func request(for subject: QueryCompletion.Subject) -> QueryRequest.Subject? {
    switch subject {
    case .expression: .labelValues(Labels.metricName, nil)
    case .labelNames(let selector): .labelNames(selector)
    case .labelValues(let label, let selector): .labelValues(label, selector)
    case .continuation, .durations: nil
    }
  }
}

/// The words for the kinds of completions.
struct CandidateKinds {
  let metric, aggregation, modifier, label, value, duration: String
}
