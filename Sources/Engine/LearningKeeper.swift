import Basics
import Model
import Scheduling

/// What the scheduler has learned by placing units, and what it does of its own accord for a better layout.
struct LearningKeeper {
  var learner = BatchLearner()
  /// What units are like, as whoever decides sees it: who looks once cannot tell.
  private(set) var context = Context()
  /// What is proposed now.
  var proposal: LayoutProposal?
  /// When a better layout is looked for again.
  private(set) var nextSearch = Instant.epoch
  /// The units that went elsewhere by the scheduler's own accord within the last hour, and when.
  private(set) var initiated: [Initiated] = []
  /// The revision of the cluster that was looked at last.
  var seenOn: Int?

  struct Initiated: Hashable {
    let at: Instant
    let count: Int
  }

  /// A better layout is looked for so often, and after some moves later, so that an hour has no more than 48.
  static let pace = Span.minutes(10)
  private static let start = Span.minutes(1)
  private static let perMove = Span.seconds(75)
  /// For so long a unit that has moved is not moved again for a better layout.
  static let rest = Span.hours(1)

  /// How many units have gone elsewhere by the scheduler's own accord in the last hour.
  func recentMoves(at now: Instant) -> Int {
    initiated.reduce(0) { now - $1.at < .hours(1) ? $0 + $1.count : $0 }
  }

  /// What is known of a fleet at first is not enough to change it, and what a process before this did counts too.
  mutating func begin(at now: Instant) {
    guard nextSearch == .epoch else { return }
    let last = initiated.last.map { $0.at + Self.perMove * Int64($0.count) } ?? now
    nextSearch = max(now + Self.start, last)
  }

  mutating func didSearch(at now: Instant) { nextSearch = now + Self.pace }

  mutating func didMove(_ count: Int, at now: Instant) {
    initiated = initiated.filter { now - $0.at < .hours(1) } + [Initiated(at: now, count: count)]
    nextSearch = now + max(Self.pace, Self.perMove * Int64(count))
  }

  /// Brings times that lie ahead of a clock that was set back down to now.
  mutating func rewind(to now: Instant) {
    nextSearch = min(nextSearch, now + Self.pace)
    initiated = initiated.map { Initiated(at: min($0.at, now), count: $0.count) }
  }

  /// The policies that go by what is learned.
  static let generations: Set<String> = ["v2", "v3"]

  /// Takes in what units are like now; whether another way serves because of that.
  mutating func see(_ usual: Context, by generation: String) -> Bool {
    let before = learner.serving(generation, in: context)
    context = usual
    return learner.serving(generation, in: usual) != before
  }

  /// - Parameter policy: the one that chooses now.
  func view(of policy: String) -> LearningView {
    var view = LearningView()
    let (knowledge, serving) = (learner.knowledge, learner.serving(policy, in: context))
    let isLearning = Self.generations.contains(policy)
    (view.batches, view.promotion, view.proposal) = (learner.batches, learner.promotion, proposal)
    view.trial = learner.trial
    let tries = knowledge.bandit.tries
    view.ways = knowledge.ways.indices.map { way in
      LearningView.Way(
        name: knowledge.ways[way].name, isServing: isLearning && way == serving,
        isChallenger: learner.trial?.way == way,
        tries: tries[way], expected: knowledge.bandit.expected(way, in: context))
    }
    return view
  }
}

extension LearningKeeper {
  private static let schema = "binnacle/learning/1"

  /// As the store keeps it.
  var document: String {
    let moves = initiated.map { JSONValue.array([.integer($0.at.milliseconds), .integer(Int64($0.count))]) }
    return JSONValue.object([
      ("schema", .text(Self.schema)), ("learner", learner.value), ("moves", .array(moves)),
      ("proposal", proposal?.value ?? .null), ("context", .array(context.values.map { .number($0) })),
    ]).compact
  }

  /// Reads what `document` wrote.
  init(document text: String) throws(JSONFault) {
    let node = try JSONReader.read(Array(text.utf8), name: "learning")
    learner = try BatchLearner(try node.required("learner"))
    for pair in try node.required("moves").items() {
      let numbers = try pair.items()
      guard numbers.count == 2 else { throw pair.fault("expected a time and a count") }
      let (at, count) = (try numbers[0].integer(), try numbers[1].integer())
      guard (0...1_000_000).contains(count) else { throw numbers[1].fault("expected a number of moves") }
      initiated.append(Initiated(at: Instant(milliseconds: Int64(at)), count: count))
    }
    context = try Context(try node.required("context"))
    if let proposal = try node.optional("proposal") { self.proposal = try LayoutProposal(proposal) }
  }
}
