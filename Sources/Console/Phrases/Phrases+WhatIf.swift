extension Phrases {
  /// What is said about what would be.
  struct WhatIfWords: Sendable {
    let title, nothingIsDone, keys, nothingAsked, nothingMoves: String
    /// That it is being worked out, or is not any more, and for how long.
    let working, stopped: Name<String>
    /// That nothing of it was done, and as of when it is.
    let simulated: Name<String>
    let allPlaced, nowhere, stays, isNew, noChange: String
    let stranded, staying, moving: Count
    let unplaced, nodes, inUse, price, load, fullest: String
    /// What would have to change for a node to take a unit.
    let change: @Sendable (String, String) -> String
  }
}

extension Phrases.WhatIfWords {
  static let english = Self(
    title: "What if", nothingIsDone: "A question to the scheduler; nothing of it is done",
    keys: "Enter asks · Tab next field · Esc leaves",
    nothingAsked: "Nothing has been asked yet", nothingMoves: "No unit would move",
    working: { "Working it out for \($0) … Esc stops it" },
    stopped: { "Stopped after \($0); nothing is known. w asks again" },
    simulated: { "simulated as of \($0), nothing was done" },
    allPlaced: "every unit has a place", nowhere: "nowhere", stays: "stays", isNew: "new",
    noChange: "no change would help",
    stranded: { $0 == 1 ? "a unit has no place" : "\($0) units have no place" },
    staying: { $0 == 1 ? "one cannot leave" : "\($0) cannot leave" },
    moving: { $0 == 0 ? "none moves" : $0 == 1 ? "one goes to a node" : "\($0) go to a node" },
    unplaced: "Not running", nodes: "Nodes", inUse: "in use", price: "Price", load: "Mean load",
    fullest: "fullest",
    change: { "on \($0): \($1)" })

  static let chinese = Self(
    title: "推演", nothingIsDone: "仅向调度器提问，不会执行", keys: "Enter 提问 · Tab 下一项 · Esc 离开",
    nothingAsked: "尚未提问", nothingMoves: "没有单元需要迁移",
    working: { "推演中，已用 \($0)，Esc 中止" }, stopped: { "已在 \($0) 后中止，没有结果。按 w 重新提问" },
    simulated: { "按 \($0) 的状态模拟，未执行" },
    allPlaced: "所有单元均有位置", nowhere: "无处", stays: "原处", isNew: "新增", noChange: "无可行的改动",
    stranded: { "\($0) 个单元无处放置" }, staying: { "\($0) 个无法迁出" }, moving: { $0 == 0 ? "无迁移" : "\($0) 个迁往节点" },
    unplaced: "未运行", nodes: "节点", inUse: "使用中", price: "价格", load: "平均负载", fullest: "最满",
    change: { "在 \($0) 上\($1)" })
}
