extension Phrases {
  /// What is said of the ways to weigh that the scheduler learns.
  struct Learning: Sendable {
    let ways, way, tried, expected, standing, noWays: String
    let serves, challenges: String
    /// A way by its name in the store.
    let name: Name<String>
    /// The policy, and the way it goes by.
    let goesBy: @Sendable (String, String) -> String
    /// That v1 has taken over from a policy.
    let fellBack, fellBackShort: Name<String>
    /// The challenger, after how many of how many batches, and how much less it cost so far.
    let trial: @Sendable (String, Int, Int, String) -> String
    let noTrial: Count
    /// From, to, and how much less it cost.
    let promoted: @Sendable (String, String, String) -> String
    let proposal, advised, noProposal: String
    /// In how long the moves begin.
    let begins: Name<String>
  }
}

extension Phrases.Learning {
  static let english = Self(
    ways: "Ways to weigh", way: "Way", tried: "Tried", expected: "Expected cost", standing: "Standing",
    noWays: "Nothing is known of any way", serves: "serves", challenges: "on trial",
    name: { $0 },
    goesBy: { "\($0) goes by the way “\($1)”" },
    fellBack: { "v1 has taken over from \($0) until somebody chooses a policy" },
    fellBackShort: { "v1 for \($0)" },
    trial: { "“\($0)” is tried beside it: cost \($3) after \($1) of \($2) batches" },
    noTrial: { "no trial yet; learned from \($0) batches of placements" },
    promoted: { "“\($1)” took over from “\($0)”: \($2) less in its trial" },
    proposal: "A better layout is proposed", advised: "advised only",
    noProposal: "no better layout is proposed",
    begins: { "in \($0), Z stops it" })

  static let chinese = Self(
    ways: "权重方案", way: "方案", tried: "试用", expected: "预期成本", standing: "状态", noWays: "尚无任何方案",
    serves: "使用中", challenges: "试用中",
    name: { name in
      switch name {
      case "general": "通用"
      case "text": "文本"
      case "accelerated": "加速"
      case "bursty": "突发"
      case "mixed": "混合"
      case "edge": "边缘"
      default: name
      }
    },
    goesBy: { "\($0) 采用“\($1)”方案" },
    fellBack: { "v1 已接替 \($0)，直至有人重新选择策略" },
    fellBackShort: { "v1 代 \($0)" },
    trial: { "“\($0)”并行试用：\($1)/\($2) 批，成本 \($3)" },
    noTrial: { "尚无试用；已从 \($0) 批放置中学习" },
    promoted: { "“\($1)”已接替“\($0)”：试用中节省 \($2)" },
    proposal: "有更优布局建议", advised: "仅建议", noProposal: "暂无更优布局",
    begins: { "\($0)后开始，按 Z 取消" })
}
