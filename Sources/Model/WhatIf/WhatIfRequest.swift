import Basics
import Scheduling

/// A question to the house as it is at one moment. To answer it takes time, so it is answered beside the screen.
public struct WhatIfRequest: Sendable {
  public let question: WhatIfQuestion
  public let policy: String
  /// When the house was so.
  public let at: Instant
  private let view: ClusterView
  private let units: [UnitView]
  private let acts: ActsView

  public init(_ question: WhatIfQuestion, by policy: String, of snapshot: Snapshot) {
    (self.question, self.policy, at) = (question, policy, snapshot.at)
    (view, units, acts) = (snapshot.cluster, snapshot.units, snapshot.acts)
  }

  /// What the question is put to.
  public var scene: WhatIfScene { WhatIfScene(view, units, acts, policy: policy) }

  public func answer() -> WhatIfAnswer {
    let result = Result { () throws(WhatIfFault) in try WhatIf(question, of: scene) }
    return WhatIfAnswer(question: question, policy: policy, at: at, result: result)
  }
}

/// What became of a request.
public struct WhatIfAnswer: Sendable {
  public let question: WhatIfQuestion
  public let policy: String
  /// When the house was so.
  public let at: Instant
  public let result: Result<WhatIf, WhatIfFault>
}
