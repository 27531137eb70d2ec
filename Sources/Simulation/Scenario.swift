import Basics

/// A story in which one node of a healthy fleet meets a shortage; what is planted is known, so that what is found can
/// be held against it.
public enum Scenario: String, CaseIterable, Sendable {
  /// More work than the processors can do, of no unit in particular.
  case cpu
  /// Working sets that do not fit into memory any more.
  case memory
  /// A disk that is asked for more than it can do, or has become slow.
  case disk
  /// A line that is full.
  case link
  /// One unit that takes what it can get.
  case hotUnit = "hot-unit"
  /// Threads that wait for one another.
  case lock
  /// A unit that wants more than it may use.
  case quota
  /// Another guest of the same host that takes processor time away.
  case neighbour

  public var summary: Bilingual {
    switch self {
    case .cpu:
      Bilingual(english: "more work than the processors of a node can do", chinese: "一个节点的任务超过处理器能力")
    case .memory: Bilingual(english: "working sets outgrow a node's memory", chinese: "工作集超出一个节点的内存")
    case .disk: Bilingual(english: "a disk is asked for too much, or slow", chinese: "磁盘负载过高或变慢")
    case .link: Bilingual(english: "a node's network line is full", chinese: "一个节点的网络带宽用满")
    case .hotUnit: Bilingual(english: "one unit takes what it can get", chinese: "单个单元吃满资源")
    case .lock: Bilingual(english: "threads wait for one another's locks", chinese: "线程互相等锁")
    case .quota: Bilingual(english: "a unit wants more than its quota", chinese: "单元需求超过配额")
    case .neighbour:
      Bilingual(english: "a noisy neighbour takes processor time", chinese: "吵闹邻居占走处理器时间")
    }
  }

  /// The kind of resource that is short.
  public var planted: String {
    switch self {
    case .cpu, .memory, .disk, .link, .lock, .quota, .neighbour: rawValue
    case .hotUnit: "unit"
    }
  }
}

/// What is wrong on a node, how badly, and from when on.
struct Plant: Sendable {
  let scenario: Scenario
  /// 0 for what can just be felt, 1 for the worst.
  let intensity: Double
  let begins: Instant
  /// One of the ways in which such a thing comes about.
  let variant: Int

  /// How far it has come, 0 to 1: troubles come on over half a minute.
  func strength(at now: Instant) -> Double {
    now < begins ? 0 : min(1, (now - begins).seconds / 30)
  }
}
