import Model
import Monitoring

extension Phrases {
  /// What is said of objectives and their error budgets.
  struct Objectives: Sendable {
    let objective, target, reached, left, burn, window, ends, service, measured, budget, seen, none, gone,
      forecast, quiet, underway: String
    let standing: Name<ObjectiveView.Standing>
    let kind: Name<Objective.Kind>
    let ofBudget, rolling, over, spentBy, times, limit: Name<String>
    let between, calendar: @Sendable (String, String) -> String
    let notAtThisRate, spent, unknown, noAlerts, rates, sound: String
    let events: @Sendable (String, String) -> String
  }
}

extension Phrases.Objectives {
  static let english = Self(
    objective: "Objective", target: "Target", reached: "Reached", left: "Budget left", burn: "Burn",
    window: "Window", ends: "Gone by", service: "Service", measured: "Counts", budget: "Error budget",
    seen: "Seen", none: "No objective is defined; see Data/objectives.",
    gone: "There is no such objective now.",
    forecast: "At this rate", quiet: "quiet", underway: "Budget over the window",
    standing: { standing in
      switch standing {
      case .unknown: "too little data"
      case .kept: "kept"
      case .burning: "burning"
      case .spent: "spent"
      }
    },
    kind: { kind in
      switch kind {
      case .availability: "availability"
      case .latency: "latency"
      case .quality: "quality"
      case .freshness: "freshness"
      case .skew: "skew between modalities"
      }
    },
    ofBudget: { "of \($0)" }, rolling: { "last \($0)" }, over: { "over \($0)" }, spentBy: { "gone \($0)" },
    times: { "\($0)×" }, limit: { "limit \($0)×" }, between: { "95 %: \($0) to \($1)" },
    calendar: { "\($0) to \($1)" }, notAtThisRate: "not spent at this rate", spent: "spent",
    unknown: "too little data to say", noAlerts: "No alert of this objective fires.", rates: "Burn rates",
    sound: "never", events: { "\($0) of \($1) events" })

  static let chinese = Self(
    objective: "目标", target: "承诺", reached: "实际", left: "剩余预算", burn: "消耗", window: "窗口", ends: "耗尽于",
    service: "服务", measured: "计量", budget: "错误预算", seen: "已观测", none: "尚未定义目标；见 Data/objectives。",
    gone: "现在没有这个目标。", forecast: "照此速度", quiet: "平静", underway: "窗口内的预算",
    standing: { standing in
      switch standing {
      case .unknown: "数据太少"
      case .kept: "达成"
      case .burning: "消耗中"
      case .spent: "已耗尽"
      }
    },
    kind: { kind in
      switch kind {
      case .availability: "可用性"
      case .latency: "时延"
      case .quality: "质量"
      case .freshness: "及时性"
      case .skew: "模态间偏差"
      }
    },
    ofBudget: { "共 \($0)" }, rolling: { "最近 \($0)" }, over: { "\($0) 内" }, spentBy: { "\($0) 耗尽" },
    times: { "\($0) 倍" }, limit: { "上限 \($0) 倍" }, between: { "95 %：\($0) 至 \($1)" },
    calendar: { "\($0) 至 \($1)" }, notAtThisRate: "照此速度不会耗尽", spent: "已耗尽", unknown: "数据太少，无法判断",
    noAlerts: "该目标没有触发的告警。", rates: "消耗速度", sound: "不会", events: { "\($1) 个事件中 \($0) 个" })
}
