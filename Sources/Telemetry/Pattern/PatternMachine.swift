/// Runs a program over a text, all ways at once, so that no text makes it go back.
struct PatternMachine {
  private let program: PatternProgram
  private let text: [Unicode.Scalar]
  /// The step at which each way stands, in the order of preference, and what each has captured so far.
  private var ways: [(step: Int, saved: [Int])] = []
  /// Up to which place each step has been reached; a second way there cannot find anything better.
  private var reached: [Int]

  init(_ program: PatternProgram, _ text: String) {
    self.program = program
    self.text = Array(text.unicodeScalars)
    reached = Array(repeating: -1, count: program.steps.count)
  }

  /// Whether the whole text, or some part of it, matches.
  mutating func matches(isWhole: Bool) -> Bool {
    for place in 0...text.count {
      if place == 0 || !isWhole { follow(0, [], at: place) }
      if !isWhole || place == text.count, ways.contains(where: { isMatch($0.step) }) { return true }
      guard place < text.count, !ways.isEmpty || !isWhole else { return false }
      advance(over: text[place], to: place + 1)
    }
    return false
  }

  private func isMatch(_ step: Int) -> Bool { if case .match = program.steps[step] { true } else { false } }

  /// The texts of the whole match and of the groups.
  consuming func captures() -> [String]? {
    follow(0, Array(repeating: -1, count: 2 * (program.groups + 1)), at: 0)
    for place in text.indices {
      advance(over: text[place], to: place + 1)
      if ways.isEmpty { return nil }
    }
    guard var saved = ways.first(where: { isMatch($0.step) })?.saved else { return nil }
    (saved[0], saved[1]) = (0, text.count)
    return texts(at: saved)
  }

  /// The texts between places.
  func texts(at saved: [Int]) -> [String] {
    (0...program.groups).map { group in
      let (start, end) = (saved[2 * group], saved[2 * group + 1])
      guard start >= 0, end >= start else { return "" }
      return String(String.UnicodeScalarView(text[start..<end]))
    }
  }

  /// Where the leftmost match from a place on stands, and its groups; of several there the preferred one.
  mutating func find(from start: Int) -> [Int]? {
    var found: [Int]?
    for place in start...text.count {
      if found == nil {
        var saved = Array(repeating: -1, count: 2 * (program.groups + 1))
        saved[0] = place
        follow(0, saved, at: place)
      }
      if let match = ways.firstIndex(where: { isMatch($0.step) }) {
        found = ways[match].saved
        found?[1] = place
        ways.removeSubrange(match...)
      }
      guard place < text.count, found == nil || !ways.isEmpty else { break }
      advance(over: text[place], to: place + 1)
    }
    return found
  }

  /// Lets every way that can take a scalar go on behind it.
  private mutating func advance(over scalar: Unicode.Scalar, to place: Int) {
    let before = ways
    ways.removeAll(keepingCapacity: true)
    for (step, saved) in before {
      if case .one(let scalars) = program.steps[step], scalars.contains(scalar) {
        follow(step + 1, saved, at: place)
      }
    }
  }

  /// Follows a way until it needs a scalar, or ends.
  private mutating func follow(_ first: Int, _ saved: [Int], at place: Int) {
    var waiting = [(step: first, saved: saved)]
    while let (step, saved) = waiting.popLast() {
      guard reached[step] != place else { continue }
      reached[step] = place
      switch program.steps[step] {
      case .one, .match: ways.append((step, saved))
      case .jump(let next): waiting.append((next, saved))
      case .fork(let preferred, let other):
        waiting.append((other, saved))
        waiting.append((preferred, saved))
      case .save(let slot):
        var saved = saved
        if slot < saved.count { saved[slot] = place }
        waiting.append((step + 1, saved))
      case .assert(let assertion): if holds(assertion, at: place) { waiting.append((step + 1, saved)) }
      }
    }
  }

  private func holds(_ assertion: PatternAssertion, at place: Int) -> Bool {
    switch assertion {
    case .textStart: place == 0
    case .textEnd: place == text.count
    case .lineStart: place == 0 || text[place - 1] == "\n"
    case .lineEnd: place == text.count || text[place] == "\n"
    case .wordEdge: isWord(place - 1) != isWord(place)
    case .noWordEdge: isWord(place - 1) == isWord(place)
    }
  }

  private func isWord(_ place: Int) -> Bool {
    guard text.indices.contains(place) else { return false }
    return ScalarClass.perl["w"]?.contains { $0.contains(text[place].value) } == true
  }
}
