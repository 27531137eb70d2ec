/// A regular expression as steps of a machine (Pike's, as RE2 has it: Russ Cox, "Regular Expression Matching: the
/// Virtual Machine Approach").
struct PatternProgram: Sendable {
  /// What the machine does at a place.
  enum Step: Sendable {
    case one(of: ScalarClass)
    /// Goes on at both places; the first is preferred.
    case fork(Int, Int)
    case jump(Int)
    case save(Int)
    case assert(PatternAssertion)
    case match
  }

  private(set) var steps: [Step] = []
  let groups: Int
  let names: [String: Int]
  private static let most = 10_000

  init(_ node: PatternNode, groups: Int, names: [String: Int]) throws(Pattern.Fault) {
    (self.groups, self.names) = (groups, names)
    try add(node)
    try append(.match)
  }

  private mutating func append(_ step: Step) throws(Pattern.Fault) {
    guard steps.count < Self.most else {
      throw Pattern.Fault(place: 0, reason: "expression too large: it takes more than \(Self.most) steps")
    }
    steps.append(step)
  }

  private mutating func add(_ node: PatternNode) throws(Pattern.Fault) {
    switch node {
    case .empty: break
    case .one(let scalars): try append(.one(of: scalars))
    case .assertion(let assertion): try append(.assert(assertion))
    case .group(let inner, let number):
      try append(.save(2 * number))
      try add(inner)
      try append(.save(2 * number + 1))
    case .sequence(let parts): for part in parts { try add(part) }
    case .choice(let branches): try add(choice: branches)
    case .repeated(let inner, let least, let most, let isGreedy):
      for _ in 0..<least { try add(inner) }
      if let most {
        for _ in least..<most { try add(optional: inner, loops: false, isGreedy) }
      } else {
        try add(optional: inner, loops: true, isGreedy)
      }
    }
  }

  private mutating func add(choice branches: [PatternNode]) throws(Pattern.Fault) {
    var ends: [Int] = []
    for branch in branches.dropLast() {
      let fork = steps.count
      try append(.match)
      try add(branch)
      ends.append(steps.count)
      try append(.match)
      steps[fork] = .fork(fork + 1, steps.count)
    }
    if let last = branches.last { try add(last) }
    for end in ends { steps[end] = .jump(steps.count) }
  }

  /// A part that may be left out, or come again and again.
  private mutating func add(optional inner: PatternNode, loops: Bool, _ isGreedy: Bool) throws(Pattern.Fault)
  {
    let fork = steps.count
    try append(.match)
    try add(inner)
    if loops { try append(.jump(fork)) }
    steps[fork] = isGreedy ? .fork(fork + 1, steps.count) : .fork(steps.count, fork + 1)
  }
}
