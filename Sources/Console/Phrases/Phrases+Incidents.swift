import Model
import Monitoring

extension Phrases {
  /// What is said about incidents, who is on call, and runbooks.
  struct IncidentWords: Sendable {
    let incident, alerts, timeline, similar, nodes, assignee, opened, resolved, lasted, taken, runbook,
      onCall, objectives, merged, links, nobody, none, noSimilar, gone, firing: String
    let state: Name<Incident.State>
    let bond: Name<IncidentMember.Bond>
    let event: Name<IncidentEvent.Kind>
    let told: Count
    let times: Count
    /// How an incident of before is alike: the rules both have, labels both have, hours between.
    let alike: @Sendable (Int, Int, String) -> String
    let documents: Documents
    let rota: Rota
    let runbooks: RunbookWords
  }

  /// The headings of what is written out.
  struct Documents: Sendable {
    let postmortem: Count
    let summary, impact, values, people, questions: String
    let asked: [String]
    let handover, open, nothingOpen, silences, noSilences, budgets, noBudgets, next, timeToTake: String
  }

  /// Who is on call.
  struct Rota: Sendable {
    let schedule, now, until, next, from, local, night, gaps, noGaps, nobodyOnCall: String
    let gap: @Sendable (String, String, String) -> String
  }

  /// A runbook on the screen.
  struct RunbookWords: Sendable {
    let gone, keys, noIncident, running, host: String
    let ended: @Sendable (Int32, String) -> String
    let timedOut, done: Name<String>
    let nothingToDo, noRunbook: String
  }
}

extension Phrases.IncidentWords {
  static let english = Self(
    incident: "Incident", alerts: "Alerts", timeline: "Timeline", similar: "Like it before", nodes: "Nodes",
    assignee: "Assigned", opened: "Opened", resolved: "Resolved", lasted: "Lasted", taken: "Taken by",
    runbook: "Runbook", onCall: "On call", objectives: "Objectives", merged: "Merged", links: "Linked",
    nobody: "nobody", none: "No incident", noSimilar: "Nothing like it before",
    gone: "There is no such incident any more.", firing: "firing",
    state: { state in
      switch state {
      case .open: "open"
      case .acknowledged: "taken"
      case .resolved: "resolved"
      }
    },
    bond: { bond in
      switch bond {
      case .first: "it began with this"
      case .again: "it was part of it before"
      case .parent: "another alert explains it"
      case .objective: "the same objective"
      case .node: "the same node"
      case .rule: "the same rule on another node"
      }
    },
    event: { kind in
      switch kind {
      case .fired: "fired"
      case .ended: "ended"
      case .acknowledged: "taken on"
      case .released: "given back"
      case .assigned: "assigned"
      case .commented: "comment"
      case .escalated: "told"
      case .worsened: "worse"
      case .absorbed: "took in"
      case .merged: "merged into"
      case .split: "split from"
      case .linked: "linked"
      case .unlinked: "unlinked"
      case .resolved: "resolved"
      case .reopened: "open again"
      case .ticked: "step done"
      case .unticked: "step not done"
      case .ran: "ran"
      }
    },
    told: { $0 == 0 ? "nobody told yet" : "\(counted($0, "rung")) told" },
    times: { $0 == 1 ? "once" : "\($0) times" },
    alike: { "\(counted($0, "rule")), \(counted($1, "label")) in common, \($2) apart in the day" },
    documents: .english, rota: .english, runbooks: .english)

  static let chinese = Self(
    incident: "故障", alerts: "告警", timeline: "时间线", similar: "类似历史", nodes: "节点", assignee: "负责人",
    opened: "开始", resolved: "解决", lasted: "历时", taken: "认领", runbook: "手册", onCall: "值班", objectives: "目标",
    merged: "已并入", links: "关联", nobody: "无人", none: "没有故障", noSimilar: "以前没有类似的", gone: "此故障已不存在。",
    firing: "触发中",
    state: { state in
      switch state {
      case .open: "待处理"
      case .acknowledged: "已认领"
      case .resolved: "已解决"
      }
    },
    bond: { bond in
      switch bond {
      case .first: "由此开始"
      case .again: "此前已属于它"
      case .parent: "由另一告警引起"
      case .objective: "同一目标"
      case .node: "同一节点"
      case .rule: "其他节点的同一规则"
      }
    },
    event: { kind in
      switch kind {
      case .fired: "触发"
      case .ended: "恢复"
      case .acknowledged: "认领"
      case .released: "交还"
      case .assigned: "指派"
      case .commented: "备注"
      case .escalated: "已通知"
      case .worsened: "加重"
      case .absorbed: "并入"
      case .merged: "并入到"
      case .split: "拆分自"
      case .linked: "关联"
      case .unlinked: "取消关联"
      case .resolved: "解决"
      case .reopened: "重新打开"
      case .ticked: "步骤完成"
      case .unticked: "步骤撤销"
      case .ran: "执行"
      }
    },
    told: { $0 == 0 ? "尚未通知任何人" : "已通知 \($0) 级" }, times: { "\($0) 次" },
    alike: { "共同规则 \($0) 条、标签 \($1) 个，时刻相差 \($2)" }, documents: .chinese, rota: .chinese,
    runbooks: .chinese)
}

extension Phrases.Documents {
  static let english = Self(
    postmortem: { "Postmortem of incident \($0)" }, summary: "Summary", impact: "Impact",
    values: "How the values went", people: "Who did what", questions: "Open questions",
    asked: [
      "What was the cause, and what makes us sure?", "What did users notice, and from when to when?",
      "Why was it not prevented?", "Could it have been seen earlier?", "What slowed the repair down?",
      "What is changed so that it does not happen again, by whom and by when?",
    ],
    handover: "Hand-over", open: "Open incidents", nothingOpen: "Nothing is open.",
    silences: "Silences that end in the next shift", noSilences: "No silence ends in the next shift.",
    budgets: "Objectives with little budget", noBudgets: "No objective is short of budget.",
    next: "Who is next", timeToTake: "Taken on after")

  static let chinese = Self(
    postmortem: { "故障 \($0) 复盘" }, summary: "概要", impact: "影响", values: "数值走势", people: "处理记录",
    questions: "待回答的问题",
    asked: [
      "原因是什么？依据是什么？", "用户何时受到什么影响？", "为什么没有预防住？", "能否更早发现？", "是什么拖慢了恢复？", "为防止再次发生，谁在何时之前改什么？",
    ],
    handover: "交接说明", open: "未结故障", nothingOpen: "没有未结故障。", silences: "下一班内到期的静默",
    noSilences: "下一班内没有静默到期。", budgets: "预算紧张的目标", noBudgets: "没有预算紧张的目标。", next: "下一班", timeToTake: "认领用时")
}

extension Phrases.Rota {
  static let english = Self(
    schedule: "Schedule", now: "On call", until: "Until", next: "Next", from: "From", local: "There it is",
    night: "night", gaps: "Gaps in the next 14 days", noGaps: "Somebody is on call throughout.",
    nobodyOnCall: "nobody", gap: { "\($0): nobody is on call from \($1) to \($2)" })

  static let chinese = Self(
    schedule: "班表", now: "值班", until: "至", next: "下一班", from: "自", local: "当地时间", night: "夜间",
    gaps: "未来 14 天的空档", noGaps: "全程有人值班。", nobodyOnCall: "无人", gap: { "\($0)：\($1) 至 \($2) 无人值班" })
}

extension Phrases.RunbookWords {
  static let english = Self(
    gone: "There is no such runbook.", keys: "Space ticks a step · Enter runs a command",
    noIncident: "Steps are ticked for an incident: open the runbook from one", running: "running …",
    host: "Commands run on this host.",
    ended: { $0 == 0 ? "done in \($1)" : "ended with \($0) after \($1)" },
    timedOut: { "stopped after \($0)" }, done: { "done by \($0)" },
    nothingToDo: "Nothing to run here: go to a line with a command",
    noRunbook: "There is no runbook for this")

  static let chinese = Self(
    gone: "没有此手册。", keys: "空格勾选步骤 · Enter 执行命令", noIncident: "步骤按故障记录：请从故障打开手册", running: "执行中……",
    host: "命令在本机执行。", ended: { $0 == 0 ? "完成，用时 \($1)" : "退出码 \($0)，用时 \($1)" },
    timedOut: { "\($0) 后中止" }, done: { "\($0) 完成" },
    nothingToDo: "此处没有可执行的命令：请移到命令行", noRunbook: "没有对应的手册")
}
