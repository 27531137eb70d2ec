/// A challenger that leads a fabric of its own beside the one that serves, from the same state and on the same
/// units: what it would have come to is measured, and nothing of it is felt (shadow mode).
struct Trial: Sendable {
  let way: Int
  private var fabric: Fabric
  private var pilot: Pilot
  private let start: Outcome
  private(set) var steps = 0

  init(_ way: Int, _ pilot: Pilot, beside fabric: Fabric) {
    (self.way, self.pilot, self.fabric, start) = (way, pilot, fabric, fabric.outcome)
    self.fabric.change(to: pilot.policy)
  }

  mutating func live(through moment: Moment) {
    fabric.live(through: moment, led: &pilot)
    steps += 1
  }

  /// What it came to since it began, and the one that serves in the same time.
  func verdict(_ serving: Fabric) -> (challenger: Outcome, serving: Outcome) {
    (fabric.outcome - start, serving.outcome - start)
  }
}

/// That a way took the place of another, and when.
public struct Promotion: Hashable, Sendable {
  /// The step it happened at, or how many batches it had learned from by then.
  public let time: Int
  public let from: String
  public let to: String
  /// How much less it cost in the trial, as a part.
  public let saving: Double
}
