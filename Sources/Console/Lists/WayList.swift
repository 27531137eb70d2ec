import Basics
import Canvas
import Model

/// The ways of weighing that the scheduler learns: which serves, how often each was tried and what it is expected to
/// cost, where the mean of all is one.
enum WayList: ListKind {
  static let identifier = ListID.ways

  static let columns: [ListColumn<LearningView.Way>] = [
    ListColumn(
      { _ in "" }, .fixed(1),
      line: { way, drawing in way.isServing ? drawing.glyphs.pointer.ink(.accent) : .empty }),
    ListColumn(
      \.learning.way, .flexible(12), key: { .text($0.name) },
      line: { way, drawing in
        drawing.phrases.learning.name(way.name).printable.ink(way.isServing ? .strong : .base)
      }),
    ListColumn(
      \.learning.tried, .fixed(7), .right, startsFalling: true, key: { .number(Double($0.tries)) },
      line: { way, _ in Figures.grouped(way.tries).ink(.base) }),
    ListColumn(
      \.learning.expected, .fixed(13), .right, key: { .number($0.expected) },
      line: { way, _ in Figures.fixed(way.expected, 3).ink(.base) }),
    ListColumn(
      \.learning.standing, .fixed(9), rank: 1, line: { way, drawing in standing(way, drawing) }),
  ]

  static func rows(of snapshot: Snapshot, in context: ListContext) -> [LearningView.Way] {
    snapshot.acts.learning.ways
  }
  static func identity(of row: LearningView.Way) -> String { row.name }
  static func text(of row: LearningView.Way, _ drawing: Drawing) -> String {
    drawing.phrases.learning.name(row.name)
  }

  private static func standing(_ way: LearningView.Way, _ drawing: Drawing) -> Line {
    let words = drawing.phrases.learning
    if way.isServing { return words.serves.ink(.ok) }
    return way.isChallenger ? words.challenges.ink(.accent) : .empty
  }
}
