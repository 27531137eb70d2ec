import Basics
import Canvas
import Model
import Monitoring

extension Stage {
  /// Nearer than this it is worth a person's while.
  private static let near = Span.days(7)

  /// What a node is expected to run out of, and when; nil where it has enough.
  func exhaustionLine(of node: NodeView) -> Line? {
    guard let views = snapshot.exhaustions[node.identifier], !views.isEmpty else { return nil }
    return figures.badge(.forecast) + "  " + views.map(sentence).joined(by: "   ")
  }

  private func sentence(_ view: ExhaustionView) -> Line {
    let name = phrases.vitals.name(view.vital)
    let first = figures.age(view.first - now)
    let words =
      if let last = view.last {
        phrases.capacity.usedUpBetween(name, first, figures.age(last - now), Figures.percent(view.level))
      } else {
        // Above the first lies what the window has on either side of it but one.
        phrases.capacity.usedUpAfter(name, first, Figures.percent((1 + view.level) / 2))
      }
    return words.ink(view.first - now < Self.near ? .watch : .base)
  }
}
