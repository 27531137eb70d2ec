import Basics
import Scheduling

/// A question with all that its answer rests on and the plan that came of it, so that it can be answered again
/// anywhere and at any time. It keeps what CPU, memory, place and price have to do with it, as live nodes tell.
public struct WhatIfRecord: Sendable {
  public static let schema = "binnacle/what-if-record/1"

  /// When the house was so.
  public let at: Instant
  public let question: WhatIfQuestion
  public let scene: WhatIfScene
  public let plan: WhatIfPlan

  public init(at: Instant, _ question: WhatIfQuestion, _ scene: WhatIfScene, _ plan: WhatIfPlan) {
    (self.at, self.question, self.scene, self.plan) = (at, question, scene, plan)
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
      english: "\(stranded.count) units had no place, and now \(other.stranded.count) others have none",
      chinese: "原有 \(stranded.count) 个单元无处放置，现为另外 \(other.stranded.count) 个")
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
