import Monitoring

extension Phrases {
  /// What is said about bottlenecks.
  struct Bottlenecks: Sendable {
    let bottleneck, figures, points, suggestion, effect, noneFound, notSeen, whyNot, waiting, predicted,
      realised,
      done: String
    let nothingToApply: String
    /// For how long it has lasted, or that it is gone.
    let since, gone: Name<String>
    let score: Count
    /// Why something else is not the bottleneck; what brings it about, where that is known.
    let reason: @Sendable (Acquittal.Reason, String) -> String
    let ground: Name<Score.Ground>
    /// How many times as long as its service a stay takes, and from which utilisation on it takes twice as long.
    let stretch: @Sendable (String, String) -> String
    let contradicted: String
    /// How many more of them there are on the node.
    let more: Count
  }
}

extension Phrases.Bottlenecks {
  static let english = Self(
    bottleneck: "Bottleneck", figures: "Figures", points: "Points", suggestion: "Suggestion",
    effect: "Foreseen", noneFound: "Nothing holds work up", notSeen: "not seen here:",
    whyNot: "Not", waiting: "waiting", predicted: "foreseen", realised: "came to", done: "done by",
    nothingToApply: "There is no suggestion here to apply", since: { "for \($0)" },
    gone: { "gone \($0) ago" }, score: { "\($0) points" },
    reason: { reason, cause in
      switch reason {
      case .effect: "comes of \(cause)"
      case .busyOnly: "busy, but nothing waits"
      case .waitingOnly: "work waits, but it is not busy"
      case .weaker: "holds up less"
      case .brief: "not for long enough"
      }
    },
    ground: { ground in
      switch ground {
      case .busy: "busy"
      case .waiting: "waiting"
      case .failing: "failing"
      case .first: "began first"
      case .cause: "brings others about"
      case .doubt: "figures contradict"
      }
    },
    stretch: { "a stay takes \($0) times its service; the knee lies at \($1)" },
    contradicted: "the figures contradict each other:", more: { "and \($0) more" })

  static let chinese = Self(
    bottleneck: "瓶颈", figures: "数据", points: "得分", suggestion: "建议", effect: "预期", noneFound: "没有发现瓶颈",
    notSeen: "此处看不到：", whyNot: "排除", waiting: "等待", predicted: "预期", realised: "实际", done: "执行人",
    nothingToApply: "这里没有可执行的建议", since: { "已持续 \($0)" }, gone: { "\($0) 前消失" }, score: { "\($0) 分" },
    reason: { reason, cause in
      switch reason {
      case .effect: "由\(cause)引起"
      case .busyOnly: "忙，但无人等待"
      case .waitingOnly: "有等待，但并不忙"
      case .weaker: "影响较小"
      case .brief: "时间太短"
      }
    },
    ground: { ground in
      switch ground {
      case .busy: "忙"
      case .waiting: "等待"
      case .failing: "出错"
      case .first: "最早出现"
      case .cause: "引起其他问题"
      case .doubt: "数据矛盾"
      }
    },
    stretch: { "停留时间为服务时间的 \($0) 倍；拐点在 \($1)" }, contradicted: "数据互相矛盾：", more: { "另有 \($0) 项" })
}
