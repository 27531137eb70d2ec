import Canvas

extension Phrases {
  /// What the Explore screen and the listing of a query say.
  struct Explore: Sendable {
    let series, value, last, least, most, mean, panel, onScreen, expression: String
    let view: Name<Exploration.View>
    let step, stacked, logarithmic, faulty, working, workingShort, stopped, stoppedShort: String
    let compared, nothingBefore, noData, age: Name<String>
    let nothingAsked, typeHere, allOff, noSamples, noPanels, noBuckets: String
    let example: Count
    let seriesCount, notDrawn: Count
    let ofSeries: @Sendable (Int, Int) -> String
    let kinds: CandidateKinds
    let completionKeys: String
    /// Keys and what they do while an expression is typed.
    let typingKeys: [(String, String)]
    let nothingToSave, saved: String

    func series(_ count: Int) -> String { seriesCount(count) }
  }

  /// What the table of a query is headed with, and what it says where nothing came out.
  public var seriesTitle: String { explore.series }
  public var valueTitle: String { explore.value }
  public var figureTitles: [String] { [explore.last, explore.least, explore.most, explore.mean] }
  public var noSeries: String { explore.noSamples }
}

extension Phrases.Explore {
  static let english = Self(
    series: "Series", value: "Value", last: "Last", least: "Min", most: "Max", mean: "Avg", panel: "Panel",
    onScreen: "Screen", expression: "Expression",
    view: { view in
      switch view {
      case .graph: "Graph"
      case .table: "Table"
      case .heat: "Heat map"
      }
    },
    step: "step", stacked: "stacked", logarithmic: "log scale", faulty: "fault",
    working: "Working it out … Esc stops it", workingShort: "working",
    stopped: "Stopped. Enter, Enter asks again",
    stoppedShort: "stopped", compared: { "grey: \($0) before" },
    nothingBefore: { "nothing from \($0) before" },
    noData: { "No data for this in the last \($0). These work here:" }, age: { "\($0) old" },
    nothingAsked: "Type a question in PromQL: Enter begins. Or take one of these:",
    typeHere: "Enter, then an expression such as rate(node_network_receive_bytes_total[1m])",
    allOff: "Every expression is switched off; f switches one on.", noSamples: "No series",
    noPanels: "No panel is saved yet; P saves what is shown.",
    noBuckets: "No histogram here: a heat map wants series with the label le, as …_bucket has.",
    example: { ["Processors busy, in percent", "Memory in use", "The five busiest interfaces"][$0] },
    seriesCount: { $0 == 1 ? "1 series" : "\($0) series" }, notDrawn: { "\($0) more not drawn" },
    ofSeries: { "the highest \($0) of \($1)" },
    kinds: CandidateKinds(
      metric: "metric", aggregation: "aggregation", modifier: "modifier", label: "label", value: "value",
      duration: "duration"),
    completionKeys: "Tab takes · ↓ chooses · Esc closes",
    typingKeys: [
      ("Enter", "ask"), ("Tab", "complete"), ("↑ ↓", "earlier ones"), ("C-u", "clear"), ("Esc", "leave"),
    ],
    nothingToSave: "There is no expression here to save",
    saved: "Handed over; the log tells what became of it")

  static let chinese = Self(
    series: "序列", value: "值", last: "最新", least: "最小", most: "最大", mean: "平均", panel: "面板", onScreen: "画面",
    expression: "表达式",
    view: { view in
      switch view {
      case .graph: "曲线"
      case .table: "表格"
      case .heat: "热力图"
      }
    },
    step: "步长", stacked: "堆叠", logarithmic: "对数", faulty: "有误", working: "计算中…… Esc 停止",
    workingShort: "计算中", stopped: "已停止。连按两次 Enter 重新查询", stoppedShort: "已停止",
    compared: { "灰线：\($0) 前" }, nothingBefore: { "\($0) 前没有数据" }, noData: { "最近 \($0) 没有数据。这几个在这里可用：" },
    age: { "已等 \($0)" }, nothingAsked: "用 PromQL 提问：按 Enter 开始输入，或选一个示例：",
    typeHere: "按 Enter 输入表达式，如 rate(node_network_receive_bytes_total[1m])",
    allOff: "所有表达式都已停用；f 启用。", noSamples: "没有序列", noPanels: "还没有面板；P 保存当前所示。",
    noBuckets: "这里没有直方图：热力图需要带 le 标签的序列，如 …_bucket。",
    example: { ["处理器忙碌百分比", "内存使用率", "最忙的五个网络接口"][$0] },
    seriesCount: { "\($0) 条" }, notDrawn: { "另有 \($0) 条未画" }, ofSeries: { "最高 \($0) 条，共 \($1) 条" },
    kinds: CandidateKinds(
      metric: "指标", aggregation: "聚合", modifier: "修饰", label: "标签", value: "取值", duration: "时长"),
    completionKeys: "Tab 选用 · ↓ 选择 · Esc 关闭",
    typingKeys: [("Enter", "查询"), ("Tab", "补全"), ("↑ ↓", "历史"), ("C-u", "清空"), ("Esc", "退出")],
    nothingToSave: "这里没有可保存的表达式", saved: "已提交；结果见日志")
}
