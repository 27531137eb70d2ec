import Basics

/// Why a job cannot be planned.
public enum JobFault: Error, Hashable, Sendable {
  /// The file is not what it should be.
  case malformed(JSONFault)
  case empty(String)
  /// Tasks that wait for one another in a circle.
  case cycle(String, [String])
  /// Data from or to a task that the job does not have.
  case stranger(String, String)
  /// Two tasks of a job, or two jobs or nodes, of one name.
  case twice(String)
  /// There is nothing to run it on.
  case noSlots

  public var words: Bilingual {
    switch self {
    case .malformed(let fault): Bilingual(fault.description)
    case .empty(let job): Bilingual(english: "job \(job) has no tasks", chinese: "作业 \(job) 没有任务")
    case .cycle(let job, let names):
      Bilingual(
        english: "job \(job) can never begin: its tasks wait for one another, \(Self.chain(names))",
        chinese: "作业 \(job) 无法开始：任务相互等待，\(Self.chain(names))")
    case .stranger(let job, let name):
      Bilingual(
        english: "job \(job) sends data from or to \(name), which is none of its tasks",
        chinese: "作业 \(job) 的数据涉及 \(name)，但没有这个任务")
    case .twice(let name):
      Bilingual(english: "there is more than one \(name)", chinese: "名称 \(name) 重复")
    case .noSlots:
      Bilingual(english: "no node has a slot for the tasks", chinese: "没有节点提供可用的任务槽")
    }
  }

  static func chain(_ names: [String]) -> String { names.joined(separator: " → ") }
}
