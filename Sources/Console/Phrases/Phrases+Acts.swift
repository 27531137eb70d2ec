import Model
import Scheduling

extension Phrases {
  /// What is said about units that move.
  struct Acts: Sendable {
    let unit, way, state, reason, noMoves, nothingToMove, nothingToHold, nothingToEmpty, unitsHere: String
    let stage: Name<Migration.Stage>
    let cause: Name<Migration.Cause>
    /// Why a plan was made, and when it begins.
    let delayed: @Sendable (String, String) -> String
    /// The acts are paused by somebody, are at work, or there is nothing that could act.
    let adviceOnly, still, paused, outsideWindows: String
    let acting: Name<Autonomy>
    let pausedBy: Name<String>
    let stranded, underWay: Count
    /// Where a unit was before, and why it left.
    let came, goes: @Sendable (String, String, String) -> String
    /// The score of the chosen node, how many of how many nodes fitted, and the policy.
    let scored: @Sendable (String, Int, Int, String) -> String
    let next: @Sendable (String, String) -> String
    let onlyOne: String
    /// Why a migration was given up.
    let fault: Name<String>
    let cordoned, draining: String
    /// What a unit is that is only stored, and how it becomes one and comes back.
    let ghost, materialising, evicting, storing: String
    let group, serviceClass, serving, ghosts, busy: String
    let ghostUnits: Count
    /// A node that would be empty, how many units leave it and what an hour of it costs.
    let emptied: @Sendable (String, Int, String?) -> String
    /// What stands in the way of a group that needs more, by its name.
    let tooFew: Name<String>
    /// Of how many units one was chosen to be stored, and how many were beside it.
    let chosenToGo: @Sendable (Int, Int) -> String
    /// That a move waits for its old node to be heard of again.
    let fenced: @Sendable (String) -> String
    let noPlace: Name<String>
  }
}

extension Phrases.Acts {
  static let english = Self(
    unit: "Unit", way: "From → to", state: "State", reason: "Why", noMoves: "No unit has moved",
    nothingToMove: "Select a unit to move it", nothingToHold: "Select a node or a unit first",
    nothingToEmpty:
      "No node can be emptied now: the others would be too full, or its units moved or came of late",
    unitsHere: "Units",
    stage: { stage in
      switch stage {
      case .planned: "planned"
      case .loading: "loading"
      case .releasing: "moved"
      case .done: "done"
      case .undoing: "undoing"
      case .undone: "given up"
      }
    },
    cause: { cause in
      switch cause {
      case .failover: "failover"
      case .drain: "drain"
      case .order: "order"
      case .rebalance: "balance"
      case .consolidate: "consolidate"
      case .demand: "demand"
      case .idle: "idle"
      case .room: "room"
      }
    },
    delayed: { "\($0), in \($1)" },
    adviceOnly: "advice only", still: "The scheduler holds still", paused: "paused",
    outsideWindows: "waits for its window",
    acting: { initiative in
      switch initiative {
      case .advise: "advises"
      case .veto: "acts in a minute"
      case .act: "acts"
      }
    },
    pausedBy: { "The scheduler's acts are paused by \($0)" },
    stranded: { $0 == 1 ? "A unit finds no place" : "\($0) units find no place" },
    underWay: { "\($0) under way" },
    came: { "came from \($0) \($1) ago: \($2)" }, goes: { "goes to \($0), planned \($1) ago: \($2)" },
    scored: { "scored \($0) by \($3); \($1) of \($2) nodes fit" }, next: { "else \($0) with \($1)" },
    onlyOne: "no other took it",
    fault: { fault in
      switch fault {
      case "target_gone": "its new node takes nothing any more"
      case "took_too_long": "its new node took too long"
      case "closed_before": "its new node took nothing any more, nothing was asked of it"
      case "came_late": "loaded after it was given up; its node is asked to let go"
      case "called_off": "called off"
      default: fault
      }
    },
    cordoned: "cordoned", draining: "draining",
    ghost: "ghost", materialising: "materialising", evicting: "evicting", storing: "storing",
    group: "Group", serviceClass: "Class", serving: "Serving", ghosts: "Ghosts", busy: "Busy",
    ghostUnits: { $0 == 1 ? "1 ghost" : "\($0) ghosts" },
    emptied: { node, units, price in
      [node, units == 1 ? "1 unit" : "\(units) units", price.map { "\($0) an hour" }].compactMap { $0 }
        .joined(separator: "  ")
    },
    tooFew: { "\($0) has too few units for its work" },
    chosenToGo: { "chosen of \($0): \($1) on its node, the fewest go first" },
    fenced: { "\($0) lets its copy go when it is back" }, noPlace: { "no place: \($0)" })

  static let chinese = Self(
    unit: "单元", way: "从 → 到", state: "状态", reason: "原因", noMoves: "没有单元迁移过",
    nothingToMove: "请先选择单元", nothingToHold: "请先选择节点或单元",
    nothingToEmpty: "目前没有可腾空的节点：其他节点会过满，或其单元刚迁移或刚到达", unitsHere: "单元",
    stage: { stage in
      switch stage {
      case .planned: "已计划"
      case .loading: "加载中"
      case .releasing: "已迁移"
      case .done: "完成"
      case .undoing: "撤回中"
      case .undone: "已放弃"
      }
    },
    cause: { cause in
      switch cause {
      case .failover: "故障转移"
      case .drain: "排空"
      case .order: "指令"
      case .rebalance: "均衡"
      case .consolidate: "合并"
      case .demand: "需求"
      case .idle: "空闲"
      case .room: "让位"
      }
    },
    delayed: { "\($0)，\($1) 后开始" },
    adviceOnly: "仅供参考", still: "调度器静止不动", paused: "已暂停", outsideWindows: "等待维护窗口",
    acting: { initiative in
      switch initiative {
      case .advise: "仅建议"
      case .veto: "一分钟后执行"
      case .act: "自动执行"
      }
    },
    pausedBy: { "调度动作已被 \($0) 暂停" },
    stranded: { "\($0) 个单元无处放置" }, underWay: { "\($0) 个迁移中" },
    came: { "\($1)前来自 \($0)：\($2)" }, goes: { "\($1)前计划迁往 \($0)：\($2)" },
    scored: { "按 \($3) 得 \($0) 分；\($2) 个节点中 \($1) 个可用" }, next: { "另有 \($0)，\($1) 分" },
    onlyOne: "别的节点都不可用",
    fault: { fault in
      switch fault {
      case "target_gone": "目标节点已不接收单元"
      case "took_too_long": "目标节点加载过久"
      case "closed_before": "目标节点已不接收单元，尚未对其下达指令"
      case "came_late": "放弃后才加载完成，已要求该节点释放"
      case "called_off": "已取消"
      default: fault
      }
    },
    cordoned: "已封锁", draining: "排空中",
    ghost: "幽灵", materialising: "物化中", evicting: "驱逐中", storing: "存回中",
    group: "单元组", serviceClass: "类别", serving: "服务中", ghosts: "幽灵", busy: "繁忙",
    ghostUnits: { "\($0) 幽灵" },
    emptied: { node, units, price in
      [node, "\(units) 个单元", price.map { "每小时 \($0)" }].compactMap { $0 }.joined(separator: "  ")
    },
    tooFew: { "\($0) 的单元不足以承担工作" },
    chosenToGo: { "从 \($0) 个中选出：所在节点 \($1) 个单元，最少者先" },
    fenced: { "\($0) 恢复后释放其旧副本" }, noPlace: { "无处放置：\($0)" })

  /// Why a plan was made, and how long it leaves to say no, of what the log keeps: `failover, in 1m`.
  func planned(_ code: String) -> String {
    let parts = code.split(separator: ", in ", maxSplits: 1).map(String.init)
    guard let known = parts.first.flatMap(Migration.Cause.init) else { return code }
    return parts.count > 1 ? delayed(cause(known), parts[1]) : cause(known)
  }
}
