import Basics

extension JobPlan {
  /// What a task waited for last before it began.
  public enum Cause: Hashable, Sendable {
    /// Nothing: it began at once.
    case nothing
    /// Data from another task of the job.
    case data(FusionJob.Link)
    /// Another task of the job that had its slot.
    case slot(after: Int)
    /// Another job that had its slot.
    case others
  }

  /// Why a task did not begin sooner.
  public func cause(of task: Int) -> Cause {
    let own = placements[task]
    guard own.start > 0 else { return .nothing }
    if let link = job.inward[task].first(where: { arrival(of: $0) == own.start }) { return .data(link) }
    let before = placements.indices.first {
      placements[$0].slot == own.slot && placements[$0].end == own.start
    }
    return before.map { .slot(after: $0) } ?? .others
  }

  /// The tasks that decide when all is done: the last, what it waited for, and so on back to the start.
  var criticalChain: [Int] {
    guard var task = placements.indices.max(by: { placements[$0].end < placements[$1].end }) else {
      return []
    }
    var chain = [task]
    while true {
      switch cause(of: task) {
      case .nothing, .others: return chain.reversed()
      case .data(let link): task = link.from
      case .slot(let before): task = before
      }
      chain.append(task)
    }
  }

  /// Why a task is where it is and when it is.
  public func reasons(of task: Int) -> [Bilingual] {
    [pace(of: task)] + [nearness(of: task)].compactMap { $0 } + [waiting(of: task)]
  }

  private func pace(of task: Int) -> Bilingual {
    let (unit, kind) = (job.tasks[task], platform.kind(of: placements[task].slot))
    let own = unit.duration(on: kind)
    guard kind != .processor else {
      return Bilingual(english: "\(own) ms on a processor", chinese: "处理器上 \(own) 毫秒")
    }
    let usual = unit.duration(on: .processor)
    return Bilingual(
      english: "\(own) ms on \(kind.name.english) instead of \(usual) on a processor",
      chinese: "\(kind.name.chinese)上 \(own) 毫秒，处理器上 \(usual) 毫秒")
  }

  /// How much of its data is there already.
  private func nearness(of task: Int) -> Bilingual? {
    let links = job.inward[task]
    guard !links.isEmpty else { return nil }
    let all = links.reduce(0) { $0 + $1.megabytes }
    let here = links.reduce(0) { node(of: $1.from) == node(of: task) ? $0 + $1.megabytes : $0 }
    return Bilingual(
      english: "\(here) of its \(all) MB are on the node already", chinese: "所需 \(all) MB 中 \(here) MB 已在该节点")
  }

  private func waiting(of task: Int) -> Bilingual {
    switch cause(of: task) {
    case .nothing: Bilingual(english: "begins at once", chinese: "立即开始")
    case .others: Bilingual(english: "waits for another job on its slot", chinese: "等待同槽的其他作业")
    case .slot(let before):
      Bilingual(
        english: "waits for \(job.tasks[before].name) on its slot",
        chinese: "等待同槽的 \(job.tasks[before].name)")
    case .data(let link):
      Bilingual(
        english: "waits for \(link.megabytes) MB from \(job.tasks[link.from].name)",
        chinese: "等待来自 \(job.tasks[link.from].name) 的 \(link.megabytes) MB 数据")
    }
  }
}
