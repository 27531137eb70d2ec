/// A piece of work over several modalities: tasks, the data that goes from one to another, and when all must be
/// done. No task begins before everything it waits for has ended and its data has come.
public struct FusionJob: Hashable, Sendable {
  /// One step of it, on one slot without a break.
  public struct Step: Hashable, Sendable {
    public let name: String
    public let modality: Modality
    /// Milliseconds on each kind of slot, in the order of the kinds; at least one.
    public internal(set) var durations: [Int]

    /// A task that takes so many milliseconds on a processor, and on other kinds what is given for them or else
    /// what its modality makes of that.
    public init(_ name: String, _ modality: Modality, milliseconds: Int, on own: [SlotKind: Int] = [:]) {
      (self.name, self.modality) = (name, modality)
      durations = SlotKind.allCases.map { kind in
        max(1, own[kind] ?? Int((Double(milliseconds) * kind.pace(of: modality)).rounded()))
      }
    }

    /// The least milliseconds on any kind of slot.
    var shortest: Int { durations.min() ?? 1 }
    func duration(on kind: SlotKind) -> Int { durations[kind.place] }
  }

  /// Data that one task gives to another.
  public struct Link: Hashable, Sendable {
    public let from: Int
    public let to: Int
    public let megabytes: Int

    public init(from: Int, to: Int, megabytes: Int) {
      (self.from, self.to, self.megabytes) = (from, to, megabytes)
    }
  }

  public let name: String
  public internal(set) var tasks: [Step]
  public let links: [Link]
  /// Milliseconds from the start within which all must be done; nil where it does not matter.
  public let deadline: Int?
  /// The tasks so that each comes after all it waits for, those written first first.
  let order: [Int]
  /// The links into each task, and out of it.
  let (inward, outward): ([[Link]], [[Link]])

  public init(
    _ name: String, _ tasks: [Step], _ links: [Link], deadline: Int? = nil
  ) throws(JobFault) {
    guard !tasks.isEmpty else { throw .empty(name) }
    (self.name, self.tasks, self.links, self.deadline) = (name, tasks, links, deadline)
    var (inward, outward) = (tasks.map { _ in [Link]() }, tasks.map { _ in [Link]() })
    for link in links {
      inward[link.to].append(link)
      outward[link.from].append(link)
    }
    (self.inward, self.outward) = (inward, outward)
    order = Self.order(inward, outward)
    guard order.count == tasks.count else {
      throw .cycle(name, Self.cycle(inward, but: Set(order)).map { tasks[$0].name })
    }
  }

  /// As far as it goes: a task in a circle, or behind one, is left out (Kahn 1962).
  private static func order(_ inward: [[Link]], _ outward: [[Link]]) -> [Int] {
    var (missing, order) = (inward.map(\.count), [Int]())
    var free = Set(missing.indices.filter { missing[$0] == 0 })
    while let next = free.min() {
      free.remove(next)
      order.append(next)
      for link in outward[next] {
        missing[link.to] -= 1
        if missing[link.to] == 0 { free.insert(link.to) }
      }
    }
    return order
  }

  /// Tasks that wait for one another in a circle, in the order of their data, the first one again at the end.
  private static func cycle(_ inward: [[Link]], but done: Set<Int>) -> [Int] {
    guard var task = inward.indices.first(where: { !done.contains($0) }) else { return [] }
    var path: [Int] = []
    // Whatever is not done waits for another that is not done, so this walk comes by some task twice.
    while !path.contains(task) {
      path.append(task)
      guard let before = inward[task].first(where: { !done.contains($0.from) }) else { return [] }
      task = before.from
    }
    let circle = path[(path.firstIndex(of: task) ?? 0)...]
    return [task] + circle.reversed()
  }

  /// No plan is shorter: the longest chain of tasks, each at its shortest and without any way for its data.
  public var bound: Int {
    var ends = [Int](repeating: 0, count: tasks.count)
    for task in order {
      ends[task] = (inward[task].map { ends[$0.from] }.max() ?? 0) + tasks[task].shortest
    }
    return ends.max() ?? 0
  }
}
