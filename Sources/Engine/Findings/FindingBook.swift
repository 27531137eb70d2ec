import Basics
import Community
import Roadmap

/// Holds the facts against themselves. Every finding is worked out anew from what there is now: what has been put
/// right is not found again.
struct FindingBook {
  let plan: Plan
  let board: Board
  let reference: Reference
  let today: Day

  /// A check: what shows the finding, nothing when all is well.
  typealias Check = @Sendable (FindingBook) -> [Finding.Evidence]

  /// To add a finding, add its words to the data file and its check here.
  static let checks: [(identifier: String, check: Check)] = [
    ("INC-01", { $0.contradictedGaps }), ("INC-02", { $0.priorityAgainstGap }),
    ("INC-04", { $0.statedAgainstComputed }),
    ("INC-05", { $0.overlappingPhases }), ("INC-06", { $0.earlyCheckpoints }),
    ("INC-08", { $0.datesWithoutLaunch }),
    ("INC-09", { $0.weekWithoutStart }), ("INC-10", { $0.weeksByConvention }),
    ("INC-14", { $0.claimedCompletion }),
    ("INC-15", { $0.unprovenTicks }), ("INC-18", { $0.levelAmongIncrements }),
    ("INC-21", { $0.unevenAmounts }),
    ("INC-22", { $0.unstaffedRoles }), ("INC-23", { $0.unfundedWork }),
    ("INC-29", { $0.reductionIsNotZeroCost }),
    ("INC-30", { $0.undefinedTerms }),
  ]

  /// What was found, in the order of the checks.
  var findings: [Finding] {
    let texts = Dictionary(reference.findings.map { ($0.identifier, $0) }) { first, _ in first }
    return Self.checks.compactMap { identifier, check in
      guard let text = texts[identifier] else { return nil }
      let evidence = check(self)
      guard !evidence.isEmpty else { return nil }
      return Finding(
        identifier: identifier, severity: text.severity, title: text.title, detail: text.detail,
        rule: text.rule,
        evidence: evidence)
    }
  }

  /// A line of evidence in both languages.
  func evidence(_ subject: Address, _ english: String, _ chinese: String) -> Finding.Evidence {
    Finding.Evidence(subject, Bilingual(english: english, chinese: chinese))
  }
}
