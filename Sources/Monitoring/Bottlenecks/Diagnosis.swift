import Basics
import Telemetry

/// What holds a node's work up, worst first: nothing on a healthy one.
///
/// The symptom comes first - work waits or fails -, then the resource it waits for: the one that is both in use and
/// waited for, or failing (the USE method), unless another one brings that about. Of several the one with the most
/// points leads; the one that began first has more of them.
public struct Diagnosis: Sendable {
  public let bottlenecks: [Bottleneck]
  /// What the node does not tell; known only where something was out of the ordinary.
  public let unseen: [Unseen]

  /// - Parameters:
  ///   - processes: who uses what, for resources whose users no series name.
  public init(
    of series: HostSeries, by book: ResourceBook, processes: [ResourceRule.ProcessUse: [Consumer]] = [:]
  ) {
    let examination = Examination(of: series, by: book)
    unseen = examination.unseen
    let suspects = examination.suspects
    guard suspects.contains(where: \.isConstraint) else {
      bottlenecks = []
      return
    }
    let verdict = Verdict(suspects, series, book)
    let witness = Witness(series: series, book: book, verdict: verdict, processes: processes)
    bottlenecks = verdict.guilty.map { witness.bottleneck($0) }
  }
}
