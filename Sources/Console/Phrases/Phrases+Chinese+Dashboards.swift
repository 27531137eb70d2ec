import Basics
import Community
import Roadmap

extension Phrases.Lists {
  static let chinese = Self(
    title: { list in
      switch list {
      case .bridgeNeeds: "待你处理"
      case .bridgeChanges: "最近变化"
      case .nodes, .costNodes: "节点"
      case .processes: "进程"
      case .places: "部件"
      case .queue: "待处理故障"
      case .alerts: "同类告警"
      case .rules: "规则"
      case .alertHistory: "告警历史"
      case .objectives: "目标"
      case .objectiveAlerts: "该目标的告警"
      case .path: "目标路径"
      case .costDays: "逐日"
      case .plan: "路线图"
      case .itemParts: "所含内容"
      case .itemTrail: "经过"
      case .indicators: "指标"
      case .gaps: "覆盖对比"
      case .findings: "矛盾"
      case .readings: "读数"
      case .log: "日志"
      case .orders: "操作"
      case .sources: "数据源"
      case .themes: "主题"
      case .glossary: "术语"
      case .expressions: "表达式"
      case .legend: "序列"
      case .samples: "数值"
      case .bottlenecks: "瓶颈"
      case .suggestions: "建议"
      case .units: "单元"
      case .moves: "迁移"
      case .groups: "单元组"
      case .candidates: "为何在此，为何不在彼"
      case .whatIf: "各单元的去向"
      case .policies: "策略对比"
      case .ways: "学习"
      case .panels: "已存面板"
      case .incidents: "故障"
      case .incidentAlerts: "告警"
      case .incidentEvents: "时间线"
      case .similarIncidents: "类似历史"
      case .runbook: "手册"
      case .completions: "补全"
      case .palette: "命令"
      }
    },
    empty: "这里没有内容", what: "事项", location: "位置", since: "持续", when: "时间", detail: "详情", who: "人员",
    subject: "对象", outcome: "结果", node: "节点", place: "区域", trend: "走势", cores: "核数", seen: "最近",
    user: "用户", reads: "读", writes: "写", threads: "线程", state: "状态", running: "时长", command: "命令",
    part: "类别", name: "名称", used: "占用", filesystem: "文件", disk: "磁盘", interface: "网卡", core: "核心",
    incoming: "入", outgoing: "出", noNodes: "还没有见到节点", gone: "它已经不在了", noParts: "节点没有提供部件信息",
    noProcesses: "没有该节点的进程信息", heat: "全部节点", gathering: "收集中", nothingSeen: "此时段没有数据", uptime: "运行",
    system: "系统", kernel: "内核",
    value: "数值", takenBy: "认领人", rule: "规则", group: "组", holdFor: "持续", expression: "表达式",
    noRules: "没有规则：请放入 Data/rules", alert: "告警", alertGone: "该告警已结束，经过见日志。", labels: "标签",
    limit: "界限", nothingOrdered: "还没有操作", nothingHappened: "还没有发生什么", noHistory: "还没有告警触发过",
    noMatch: { "没有匹配“\($0)”的内容" }, faults: { "错误 \($0)/秒" }, firedAt: { "\($0) 起触发" },
    marked: { "已标 \($0)" }, quiet: { "一切平静：\($0) 条规则值守中" },
    free: { "余 \($0) / 共 \($1)" }, silencedUntil: { "\($1) 静默至 \($0)" }, sinceTime: { "自 \($0)，已 \($1)" },
    ofProcesses: { "最忙 \($0) / 共 \($1)" })
}

extension Phrases.Bridge {
  static let chinese = Self(
    nodes: "节点负载", alerts: "QoS 告警", savings: "成本节省", roadmap: "路线图", community: "社区指标",
    needs: "待你处理", nothingNeeded: "现在没有需要你处理的事", changed: "最近变化", nothingChanged: "此后没有变化",
    nothingSeen: "还没有见到节点", noNodes: "没有节点", quiet: "平静", noLaunch: "项目没有启动日，月份无法换算成日期",
    noOwner: "项目没有负责人", watchTitle: "值守", heldBy: "值守方", nobody: "无：所见不作记录", fedBy: "数据来自", keptIn: "存于",
    rulesName: "规则", done: "完成", met: "达标",
    storeFails: { "存储失败：\($0)" }, nodeLost: { "\($0) 失联" }, changedSince: { "\($0) 以来的变化" },
    since: { "自 \($0)" }, sourceFails: { "\($0) 无法读取：\($1)" },
    strained: { "\($1) 个节点中有 \($0) 个吃紧，没有告警待处理" },
    actNow: { firing, lost in
      [firing > 0 ? "\(firing) 个告警需立即处置" : nil, lost > 0 ? "\(lost) 个节点失联" : nil].compactMap { $0 }
        .joined(separator: "，")
    },
    summary: { "\($0) 个节点，\($1) 条规则" }, sources: { "\($0) 个数据源，\($1) 条序列" },
    rules: { $1 == 0 ? "\($0) 条，全部有效" : "\($0) 条，\($1) 条无法求值" },
    milestonesLate: { "\($0) 个里程碑逾期，最久 \($1) 天" }, keepWatch: { "\($0) 个告警需关注" },
    allWell: { "节点全部正常：\($0) 个在线，没有告警待处理" }, thisConsole: { "本控制台，进程 \($0)" },
    process: { "进程 \($0)" }, onlookers: { "\($0) 个旁观" }, failing: { "\($0) 个失败" }, up: { "在线 \($0)" },
    silent: { "失联 \($0)" }, firing: { "触发 \($0)" }, pending: { "待定 \($0)" }, taken: { "已认领 \($0)" },
    silenced: { "静默 \($0)" }, overdue: { "逾期 \($0)" }, active: { "进行中 \($0)" }, undated: { "无日期 \($0)" },
    missed: { "未达 \($0)" }, unmeasured: { "未测 \($0)" }, findings: { "矛盾 \($0)" },
    nodesLost: { "\($0) 个节点失联" },
    targetsMissed: { "各项目有 \($0) 项目标未达" }, nodesHeld: { "\($0) 个节点存在瓶颈" },
    contradictions: { "项目自身数据有 \($0) 处矛盾" },
    andOthers: { "另有 \($0) 处" })
}

extension Phrases.Savings {
  static let chinese = Self(
    reductionTitle: "成本降幅", usersTitle: "服务用户", marginalTitle: "新增用户成本", computed: "测算",
    computedShort: "测算", computedHow: "若只为实际用量付费", verified: "核实", nothingVerified: "尚无",
    noneVerified: "尚无核实", baseline: "基线", noBaseline: "项目未说明", next: "下一目标", how: "证明",
    usersHow: "需要用户计数", implied: "路径隐含", notZero: "每用户，并非零", needed: "零需降至", nodes: "各节点成本",
    noNodes: "还没有可计价的节点", days: "逐日", noDays: "还没有统计的日子", day: "日期", provisioned: "配置", path: "目标路径",
    noPath: "项目没有成本目标", pathNote: "c = 原来每个用户的成本",
    price: "价目", perHour: "每小时", perMonth: "每月", anHour: "/时", used: "使用", idle: "月闲置", stop: "阶段",
    claimedNow: "当前声称", due: "到期", reduction: "降幅", users: "用户", bill: "总账", marginal: "每新增",
    flat: "持平需", free: { "\($0)用户 0 成本" }, total: { "每月 \($0)，价目日期 \($1)" })
}

extension Phrases.PlanWords {
  static let chinese = Self(
    item: "项", priority: "优先", standingName: "状态", progress: "进度", owner: "负责人", timeline: "时间线",
    none: "没有载入项目", parts: "所含内容", noParts: "没有所含内容", kind: "类别", amount: "数量", source: "出处",
    ticked: "已打勾", waived: "已豁免", completion: "完成度", computed: "按里程碑计算", ownerMissing: "缺负责人",
    launch: "启动日", noLaunch: "未设启动日，月份没有日期", review: "回顾", window: "时间", note: "备注",
    doneOn: "完成于", references: "涉及", partOf: "属于",
    standing: { standing in
      switch standing {
      case .done: "完成"
      case .dropped: "放弃"
      case .overdue(let days): "逾期 \(days) 天"
      case .blocked: "受阻"
      case .active: "进行中"
      case .upcoming: "未开始"
      case .undated: "无日期"
      case .ongoing: "持续"
      }
    },
    statusName: { status in
      switch status {
      case .planned: "计划"
      case .active: "进行中"
      case .done: "完成"
      case .blocked: "受阻"
      case .dropped: "放弃"
      }
    },
    kindName: { kind in
      switch kind {
      case .phase: "阶段"
      case .milestone: "里程碑"
      case .task: "任务"
      case .detail: ""
      case .deliverable: "产出"
      case .checkpoint: "检查点"
      case .goal: "目标"
      case .vision: "愿景"
      case .achievement: "成果"
      case .remainder: "剩余"
      case .factor: "因素"
      case .outlook: "展望"
      }
    },
    priorityName: { ["high": "高", "medium": "中", "low": "低"][$0] ?? $0 },
    windowName: { window in
      switch window {
      case .months(let months):
        months.count == 1
          ? "启动后第 \(months.lowerBound) 个月" : "启动后第 \(months.lowerBound)-\(months.upperBound) 个月"
      case .calendar(_, let byConvention): byConvention ? "按约定换算" : ""
      case .weeks(let weeks, let months): "\(weeks) 周，在第 \(months.lowerBound)-\(months.upperBound) 个月内"
      case .week(let week): "启动后第 \(week) 周"
      case .ongoing: "持续进行"
      }
    },
    tooEarly: { "早 \($0) 个月" })
}

extension Phrases.BoardWords {
  static let chinese = Self(
    indicator: "指标", category: "类别", value: "数值", provenance: "来源", target: "目标", due: "到期", reached: "达成",
    inWords: "文字目标", unlimited: "无限", undated: "无日期", benchmark: "对标", theirs: "对方", ours: "我方", gap: "差距",
    printed: "印作", priority: "优先级", severity: "级别", finding: "矛盾", evidence: "依据", count: "条数", day: "日期",
    note: "说明", source: "出处", noIndicators: "没有载入指标", noGaps: "没有对标数据", noFindings: "数据全部吻合",
    noReadings: "还没有数值：按 i 录入", noValue: "尚无", computed: "算得", byFormula: "按公式", unit: "单位",
    distance: "还差", steep: "陡峭", rule: "处理", monthly: { "每月需增 \($0)" },
    verdict: { verdict in
      switch verdict {
      case .met: "达标"
      case .missed: "未达"
      case .onPace: "按期"
      case .behind: "落后"
      case .open: "进行中"
      case .unknown: "无数值"
      case .untargeted: "无目标"
      }
    },
    severityName: { severity in
      switch severity {
      case .mustHandle: "须处理"
      case .shouldFlag: "须知"
      case .note: "提示"
      }
    },
    direction: { direction in
      switch direction {
      case .up: "越高越好"
      case .down: "越低越好"
      case .hold: "保持"
      }
    })
}
