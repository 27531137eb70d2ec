import Basics
import Model
import Monitoring

extension Store {
  /// The vitals of a node in the whole hours before an instant, one step each.
  public func hours(of node: NodeView, days: Int64, before instant: Instant) throws(StoreFault) -> History {
    let end = instant.rounded(downTo: .hours(1))
    let start = end - .days(days)
    var history = History(node: node.identifier, from: start, to: end, steps: Int(days) * 24)
    history.fill(from: try vitals(of: node.labels, from: start, to: end, step: .hours(1)))
    return history
  }
}
