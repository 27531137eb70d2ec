extension Phrases {
  /// What is said about units and where they would go.
  struct Scheduler: Sendable {
    let unit, memory, quota, ofNode, noUnits, noAdvice: String
    let running, nodeLost, atQuota, fillsNode, boundToNode: String
    let score, why, policy, chooses, stays, here, refused, adviceOnly: String
    let nodes, units: Count
    /// Which shares of CPU and memory units use.
    let cpuUsed, memoryUsed: @Sendable (String) -> String
    let howToSeeUnits: String
    let on, since: @Sendable (String, String) -> String
    let cores: @Sendable (String) -> String
    let quotaOf: @Sendable (String) -> String
    /// What comes of it; of a better node, its score and that of the unit's own.
    let staying: @Sendable (String) -> String
    let better: @Sendable (String, String, String) -> String
    let goes, replaced: @Sendable (String) -> String
    let nowhere, bound: String
    /// How many nodes fit, and how many policies agree, of how many.
    let fitting, agree: @Sendable (Int, Int) -> String
    let lacking: @Sendable (Int, String) -> String
    let excluded, parted: Count
    /// A priority that has no name; how a unit stands to others of its group; labels its node must have.
    let priority, apart, spread, needs: @Sendable (String) -> String
    /// What would have to change for another node to take it.
    let relaxed: @Sendable (String, String) -> String
  }
}

extension Phrases.Scheduler {
  static let english = Self(
    unit: "Unit", memory: "Memory", quota: "Quota", ofNode: "Of node",
    noUnits: "No units are known: nodes tell no container_* series",
    noAdvice: "No node tells what it has",
    running: "running", nodeLost: "node lost", atQuota: "at its quota", fillsNode: "fills its node",
    boundToNode: "bound to node",
    score: "Score", why: "Why", policy: "Policy", chooses: "Would choose", stays: "stays", here: "here",
    refused: "no", adviceOnly: "advice only",
    nodes: { "\($0) nodes" }, units: { "\($0) units" }, cpuUsed: { "CPU \($0)" }, memoryUsed: { "mem \($0)" },
    howToSeeUnits: """
      No units are known: nodes tell no container_* series. cAdvisor tells them, where it is a source: \
      binnacle source add http://NODE:8080/metrics
      """,
    on: { "\($0) on \($1)" }, since: { "\($0)  for \($1)" }, cores: { "\($0) cores" },
    quotaOf: { "quota \($0)" },
    staying: { "stays: no node is better than \($0)" },
    better: { "would go to \($0): it scores \($1), here \($2)" },
    goes: { "would go to \($0): it does not fit where it is" },
    replaced: { "its node is lost; would go to \($0)" },
    nowhere: "no node takes it", bound: "belongs to its node: others have one of its name too",
    fitting: { "\($0) of \($1) nodes fit" }, agree: { "\($0) of \($1) policies would choose the same" },
    lacking: { "\($0) have too little \($1)" },
    excluded: { $0 == 1 ? "1 is ruled out" : "\($0) are ruled out" },
    parted: { $0 == 1 ? "1 has one of its group" : "\($0) have one of its group" },
    priority: { "priority \($0)" }, apart: { "apart by \($0)" }, spread: { "spread over \($0)s" },
    needs: { "needs \($0)" },
    relaxed: { "nowhere else: \($1) on \($0)" })

  static let chinese = Self(
    unit: "单元", memory: "内存", quota: "配额", ofNode: "占节点",
    noUnits: "没有单元：节点未提供 container_* 指标", noAdvice: "没有节点报告其容量",
    running: "运行中", nodeLost: "节点失联", atQuota: "达到配额", fillsNode: "占满节点", boundToNode: "固定于节点",
    score: "得分", why: "理由", policy: "策略", chooses: "会选择", stays: "不动", here: "现处",
    refused: "否", adviceOnly: "仅供参考",
    nodes: { "\($0) 节点" }, units: { "\($0) 单元" }, cpuUsed: { "CPU \($0)" }, memoryUsed: { "内存 \($0)" },
    howToSeeUnits: """
      没有单元：节点未提供 container_* 指标。可将 cAdvisor 加为来源：\
      binnacle source add http://NODE:8080/metrics
      """,
    on: { "\($0) 位于 \($1)" }, since: { "\($0)  已 \($1)" }, cores: { "\($0) 核" },
    quotaOf: { "配额 \($0)" },
    staying: { "不动：没有比 \($0) 更好的节点" },
    better: { "会去 \($0)：\($1) 分，此处 \($2) 分" },
    goes: { "会去 \($0)：现处节点容纳不下" },
    replaced: { "所在节点失联；会去 \($0)" },
    nowhere: "没有节点可以容纳", bound: "属于所在节点：其他节点也有同名单元",
    fitting: { "\($1) 个节点中 \($0) 个可用" }, agree: { "\($1) 种策略中 \($0) 种选择相同" }, lacking: { "\($0) 个\($1)不足" },
    excluded: { "\($0) 个被排除" }, parted: { "\($0) 个已有同组单元" },
    priority: { "优先级 \($0)" }, apart: { "按\($0)分开" }, spread: { "按\($0)均布" }, needs: { "需要 \($0)" },
    relaxed: { "别处不可：在 \($0) 上\($1)" })
}
