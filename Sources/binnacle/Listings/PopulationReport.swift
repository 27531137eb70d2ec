import Basics
import Canvas
import Scheduling
import Simulation

/// What populations came to, one run for each number of users.
struct PopulationReport {
  /// A run that is over.
  struct Row {
    let users: Int
    let tally: RunTally
    let log: RunLog
    /// What each million users more cost an hour, against the row before; nil in the first.
    let marginal: Money?

    /// What a million users cost an hour.
    var perMillion: Money { tally.costPerHour.scaled(by: 1_000_000, of: Int128(users)) }
  }

  let words: PopulationWords
  private(set) var rows: [Row] = []

  init(_ arguments: Arguments, _ options: Options) throws(Complaint) {
    words = try PopulationWords(arguments, seed: options.bench.seed)
    for users in words.users { rows.append(try row(users)) }
  }

  private func row(_ users: Int) throws(Complaint) -> Row {
    var run = try started(users)
    run.run()
    return Row(users: users, tally: run.tally, log: run.log, marginal: marginal(run.tally.costPerHour, users))
  }

  private func started(_ users: Int) throws(Complaint) -> PopulationRun {
    let (name, seed) = (words.policy, UInt64(words.seed))
    do throws(UnknownTarget) {
      return try PopulationRun(words.setting(users)) { workload, cluster in
        Policies.named(name, Mix(workload), cluster, seed: seed) ?? BestFit()
      }
    } catch { throw .noTarget(error) }
  }

  private func marginal(_ cost: Money, _ users: Int) -> Money? {
    guard let before = rows.last, users > before.users else { return nil }
    return (cost - before.tally.costPerHour).scaled(by: 1_000_000, of: Int128(users - before.users))
  }

  func text(_ options: Options) -> String {
    if options.wantsJSON { return json.pretty + "\n" }
    let lines =
      rows.count == 1
      ? PopulationSheet(rows[0], words, options.language).lines
      : PopulationTable(rows, words, options.language).lines
    return lines.map { $0 + "\n" }.joined()
  }
}

extension Complaint {
  /// A fault is about something that is not there.
  fileprivate static func noTarget(_ unknown: UnknownTarget) -> Complaint {
    let (target, known) = (unknown.fault.target.printable, unknown.known.joined(separator: ", "))
    return .failed(
      english: "there is no \"\(target)\" for \(unknown.fault.kind.rawValue); there are such as \(known)",
      chinese: "\(unknown.fault.kind.rawValue) 没有目标“\(target)”；可用的例如：\(known)")
  }
}
