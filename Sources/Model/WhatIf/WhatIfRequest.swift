import Basics
import Scheduling

/// A question to the house as it is at one moment. To answer it takes time, so it is answered beside the screen.
public struct WhatIfRequest: Sendable {
  public let question: WhatIfQuestion
  public let policy: String
  /// When the house was so.
  public let at: Instant
  /// Which of somebody's questions it is.
  public let number: Int
  private let view: ClusterView
  private let units: [UnitView]
  private let acts: ActsView

  public init(_ question: WhatIfQuestion, by policy: String, of snapshot: Snapshot, number: Int = 0) {
    (self.question, self.policy, at, self.number) = (question, policy, snapshot.at, number)
    (view, units, acts) = (snapshot.cluster, snapshot.units, snapshot.acts)
  }

  /// What the question is put to.
  public var scene: WhatIfScene { WhatIfScene(view, units, acts, policy: policy) }

  /// - Parameter isWanted: asked at every unit; once it says no, the answer is that it was stopped.
  public func answer(while isWanted: @escaping @Sendable () -> Bool = { true }) -> WhatIfAnswer {
    let result = Result { () throws(WhatIfFault) in try WhatIf(question, of: scene, while: isWanted) }
    return WhatIfAnswer(number: number, result: result)
  }
}

/// What became of a request.
public struct WhatIfAnswer: Sendable {
  /// The number of the request.
  public let number: Int
  public let result: Result<WhatIf, WhatIfFault>

  public init(number: Int, result: Result<WhatIf, WhatIfFault>) {
    (self.number, self.result) = (number, result)
  }
}
