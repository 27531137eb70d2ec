import Basics

/// Jobs and slots of chance, the same for the same seed: clips of which pictures, sound and words are understood
/// apart and then together.
public enum SeededJobs {
  /// A clip of so many segments. Pictures are heavy and quick on GPUs; sound and words are light. It must be done
  /// within 1.2 to 2 times the least it can take.
  public static func clip(seed: UInt64) -> FusionJob {
    var (chance, draft) = (Chance(seed: seed &* 7 &+ 3), Draft())
    let segments = 2 + Int(chance.next() % 4)
    let (picture, sound) = (
      draft.add("video", .visual, 40...120, &chance), draft.add("audio", .audio, 20...60, &chance)
    )
    var fused: [Int] = []
    for segment in 1...segments {
      let seen = draft.add("see-\(segment)", .visual, 300...900, &chance, from: [(picture, 40...160)])
      let heard = draft.add("hear-\(segment)", .audio, 100...400, &chance, from: [(sound, 4...20)])
      let read = draft.add("read-\(segment)", .text, 50...250, &chance, from: [(heard, 1...2)])
      let inputs = [(seen, 20...80), (heard, 2...10), (read, 1...2)]
      fused.append(draft.add("fuse-\(segment)", .fusion, 150...400, &chance, from: inputs))
    }
    _ = draft.add("event", .fusion, 80...200, &chance, from: fused.map { ($0, 5...20) })
    let job = draft.job("clip-\(seed)", deadline: nil)
    return draft.job(job.name, deadline: Int(Double(job.bound) * chance.number(in: 1.2...2)))
  }

  /// Tasks of chance with data of chance between them, always from one written sooner to one written later.
  static func tangle(seed: UInt64, carrying data: Bool = true) -> FusionJob {
    var (chance, draft) = (Chance(seed: seed &* 11 &+ 5), Draft())
    let count = 2 + Int(chance.next() % 8)
    for task in 0..<count {
      let before = (0..<task).filter { _ in chance.happens(0.3) }
      let modality = Modality.allCases[Int(chance.next() % 4)]
      _ = draft.add(
        "task-\(task)", modality, 1...200, &chance, from: before.map { ($0, data ? 0...30 : 0...0) })
    }
    return draft.job("tangle-\(seed)", deadline: chance.happens(0.5) ? 1 + Int(chance.next() % 900) : nil)
  }

  /// Two or three nodes with processors, one or two with GPUs, perhaps one at the edge, of two regions.
  public static func platform(seed: UInt64) -> Platform {
    var chance = Chance(seed: seed &* 13 &+ 7)
    var nodes: [Platform.Node] = []
    func add(_ kind: SlotKind, _ count: Int, most slots: UInt64, _ bandwidth: Int) {
      for number in 0..<count {
        let region = chance.happens(0.8) ? "east" : "west"
        nodes.append(
          Platform.Node(
            "\(kind.rawValue)-\(number + 1)", kind, slots: 1 + Int(chance.next() % slots),
            bandwidth: bandwidth, region: region))
      }
    }
    add(.processor, 2 + Int(chance.next() % 2), most: 3, 10_000)
    add(.accelerated, 1 + Int(chance.next() % 2), most: 2, 10_000)
    add(.edge, Int(chance.next() % 2), most: 2, 1_000)
    do { return try Platform(nodes) } catch { preconditionFailure("there is a node with a slot") }
  }

  /// Tasks as they are written down one after another.
  private struct Draft {
    private var tasks: [FusionJob.Step] = []
    private var links: [FusionJob.Link] = []

    mutating func add(
      _ name: String, _ modality: Modality, _ milliseconds: ClosedRange<Int>, _ chance: inout Chance,
      from data: [(task: Int, megabytes: ClosedRange<Int>)] = []
    ) -> Int {
      let length = Int.random(in: milliseconds, using: &chance)
      tasks.append(FusionJob.Step(name, modality, milliseconds: length))
      links += data.map { task, megabytes in
        FusionJob.Link(
          from: task, to: tasks.count - 1, megabytes: Int.random(in: megabytes, using: &chance))
      }
      return tasks.count - 1
    }

    func job(_ name: String, deadline: Int?) -> FusionJob {
      do { return try FusionJob(name, tasks, links, deadline: deadline) } catch {
        preconditionFailure("data goes from tasks written sooner to those written later")
      }
    }
  }
}
