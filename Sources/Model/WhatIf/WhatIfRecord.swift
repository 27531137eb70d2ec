import Basics
import Scheduling

/// A question with all that its answer rests on and the plan that came of it, so that it can be answered again
/// anywhere and at any time. It keeps what CPU, memory, place and price have to do with it, as live nodes tell.
public struct WhatIfRecord: Sendable {
  public static let schema = "binnacle/what-if-record/1"

  /// When the house was so.
  public let at: Instant
  /// The currency of the prices.
  public let currency: String
  public let question: WhatIfQuestion
  public let scene: WhatIfScene
  public let plan: WhatIfPlan

  /// - Parameter at: when the house was so.
  public init(_ answer: WhatIf, of scene: WhatIfScene, at: Instant, currency: String) {
    (self.at, self.currency, self.scene) = (at, currency, scene)
    (question, plan) = (answer.question, answer.plan)
  }

  /// The answer anew, from what is kept alone, and what is other than it was; nil where nothing is.
  public func replay() throws(WhatIfFault) -> (answer: WhatIf, difference: Bilingual?) {
    let answer = try WhatIf(question, of: scene)
    return (answer, plan.difference(to: answer.plan))
  }
}

extension WhatIfPlan {
  /// The first thing in which another plan is different; nil where it is the same to the last move.
  public func difference(to other: WhatIfPlan) -> Bilingual? {
    let place = (0..<max(moves.count, other.moves.count)).first { moves.at($0) != other.moves.at($0) }
    if let place { return Self.words(place, moves.at(place), other.moves.at(place)) }
    guard stranded != other.stranded else { return nil }
    return Bilingual(
      english: "other units have no place: \(stranded.count) then, \(other.stranded.count) now",
      chinese: "无处放置的单元不同：原为 \(stranded.count) 个，现为 \(other.stranded.count) 个")
  }

  private static func words(_ place: Int, _ kept: Move?, _ found: Move?) -> Bilingual {
    let (before, now) = (kept?.words ?? none, found?.words ?? none)
    return Bilingual(
      english: "move \(place + 1) was \(before.english), and is now \(now.english)",
      chinese: "第 \(place + 1) 步原为 \(before.chinese)，现为 \(now.chinese)")
  }

  private static let none = Bilingual(english: "none", chinese: "无")
}

extension WhatIfPlan.Move {
  fileprivate var words: Bilingual { Bilingual("\(unit) \(from ?? "") → \(to)".printable) }
}

extension Array {
  fileprivate func at(_ place: Int) -> Element? { indices.contains(place) ? self[place] : nil }
}
