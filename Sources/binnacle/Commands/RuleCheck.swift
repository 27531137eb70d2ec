import Basics
import Console
import Monitoring
import Telemetry

extension CheckReport {
  /// Rule files: what is wrong with them, and what looks like a mistake.
  /// - Parameter metrics: the names of the metrics there are; nil where that is not known.
  init(rules paths: [String], metrics: Set<String>?) {
    self.init()
    for path in paths {
      guard let bytes = Files.bytes(path) else {
        add(bad: ["\(path): cannot be read"])
        continue
      }
      let lint = RuleLint(bytes, name: path, metrics: metrics)
      add(bad: lint.errors.map(\.description), doubtful: lint.warnings.map(Self.warning))
      guard lint.errors.isEmpty else { continue }
      let share = lint.recording > 0 ? ", \(lint.recording) of them recording" : ""
      add(good: ["\(path): \(lint.groups) groups, \(lint.alerting + lint.recording) rules\(share)"])
    }
  }

  private static func warning(_ fault: JSONFault) -> String {
    "\(fault.file):\(fault.line):\(fault.column): warning: \(fault.reason)"
  }

  /// The names of the metrics that a store has seen; nil when no store was named.
  static func metrics(_ invocation: Invocation) throws(Complaint) -> Set<String>? {
    guard invocation.arguments["store"] != nil else { return nil }
    guard Files.exists(invocation.options.paths.store) else { throw .noStore(invocation.options.paths.store) }
    let source = try QuerySource.open(invocation.options, readsHost: false)
    do throws(QueryFault) { return Set(try source.labelValues(of: Labels.metricName, nil)) } catch {
      throw .failed(Bilingual(error.reason))
    }
  }
}
