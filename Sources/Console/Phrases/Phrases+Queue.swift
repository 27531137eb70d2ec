extension Phrases {
  /// What is said about the queue of what is broken, and about one thing in it.
  struct Queue: Sendable {
    let alerts, budget, told, ebbing, cause, advice, before, flapping, unusual,
      nothingToEscalate: String
    let nodes: Count
    /// How unlike its past something was.
    let unlike: @Sendable (String) -> String
    /// How many alerts fire of how many there were.
    let firing: @Sendable (String, String) -> String
    /// How long an incident of before lasted, and how much it was like this.
    let past: @Sendable (String, String) -> String
    /// What a silence would catch.
    let catches: @Sendable (String, String) -> String
    let wouldCatch: @Sendable (Int, Int) -> String
    /// That a silence over something ends at a time.
    let silenceEnds: @Sendable (String, String) -> String
  }
}

extension Phrases {
  /// How many alerts a silence would catch, and how many of them nothing keeps quiet yet.
  public func silenceCatches(_ caught: Int, _ newly: Int) -> String { queue.wouldCatch(caught, newly) }
}

extension Phrases.Queue {
  static let english = Self(
    alerts: "Alerts", budget: "Budget", told: "Told", ebbing: "ebbing",
    cause: "Likely cause", advice: "Would help", before: "Changed before", flapping: "flapping",
    unusual: "Unusual",
    nothingToEscalate: "Only incidents are escalated, and here is none",
    nodes: { "\($0) nodes" }, unlike: { "unlike its past: \($0)" }, firing: { "\($0) of \($1) fire" },
    past: { "lasted \($0), \($1) alike" },
    catches: { "catches \($0) alerts now: \($1)" },
    wouldCatch: { "would catch \($0) alerts, \($1) of them not quiet yet" },
    silenceEnds: { "The silence over \($0) ends at \($1)" })

  static let chinese = Self(
    alerts: "告警", budget: "预算", told: "通知", ebbing: "消退中", cause: "可能原因", advice: "可改善",
    before: "此前变化", flapping: "反复触发", unusual: "异常",
    nothingToEscalate: "只有故障可以升级，这里没有", nodes: { "\($0) 个节点" }, unlike: { "偏离常态 \($0)" },
    firing: { "\($1) 条中 \($0) 条触发" },
    past: { "持续 \($0)，相似 \($1)" }, catches: { "现将静默 \($0) 条告警：\($1)" },
    wouldCatch: { "将静默 \($0) 条告警，其中 \($1) 条尚未静默" }, silenceEnds: { "对 \($0) 的静默于 \($1) 到期" })
}
