import Basics
import Community
import Roadmap

/// A count with its noun, in the singular where it is one.
func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) \(count == 1 ? one : many ?? one + "s")"
}

extension Phrases.Lists {
  static let english = Self(
    title: { list in
      switch list {
      case .bridgeNeeds: "Needs you"
      case .bridgeChanges: "What changed"
      case .nodes, .costNodes: "Nodes"
      case .processes: "Processes"
      case .places: "Parts"
      case .queue: "What is broken"
      case .alerts: "Alerts alike"
      case .rules: "Rules"
      case .alertHistory: "Alert history"
      case .objectives: "Objectives"
      case .objectiveAlerts: "Alerts of this objective"
      case .path: "Target path"
      case .costDays: "Day by day"
      case .plan: "Roadmap"
      case .itemParts: "What belongs to it"
      case .itemTrail: "History"
      case .indicators: "Indicators"
      case .gaps: "Coverage"
      case .findings: "Findings"
      case .readings: "Readings"
      case .log: "Log"
      case .orders: "Orders"
      case .sources: "Sources"
      case .themes: "Themes"
      case .glossary: "Glossary"
      case .expressions: "Expressions"
      case .legend: "Series"
      case .samples: "Values"
      case .bottlenecks: "Bottlenecks"
      case .suggestions: "Suggestions"
      case .units: "Units"
      case .moves: "Moves"
      case .groups: "Groups"
      case .candidates: "Why here, why not there"
      case .whatIf: "What would become of them"
      case .policies: "Policies side by side"
      case .ways: "What is learned"
      case .panels: "Saved panels"
      case .incidents: "Incidents"
      case .incidentAlerts: "Alerts"
      case .incidentEvents: "Timeline"
      case .similarIncidents: "Like it before"
      case .runbook: "Runbook"
      case .completions: "Completions"
      case .palette: "Commands"
      }
    },
    empty: "Nothing here", what: "What", location: "Where", since: "Since", when: "When", detail: "Detail",
    who: "Who",
    subject: "About", outcome: "Outcome", node: "Node", place: "Place", trend: "Trend", cores: "Cores",
    seen: "Seen",
    user: "User", reads: "Read", writes: "Write", threads: "Thr", state: "State", running: "Age",
    command: "Command",
    part: "Part", name: "Name", used: "Used", filesystem: "files", disk: "disk", interface: "net",
    core: "core",
    incoming: "in", outgoing: "out", noNodes: "No node has been seen yet", gone: "This is not there any more",
    noParts: "The node tells nothing of its parts", noProcesses: "No processes known for this node",
    heat: "Fleet", gathering: "gathering", nothingSeen: "nothing seen in this time", uptime: "Up",
    system: "System", kernel: "Kernel", value: "Value",
    takenBy: "Taken by", rule: "Rule", group: "Group", holdFor: "For", expression: "Expression",
    noRules: "No rules: put some into Data/rules", alert: "Alert",
    alertGone: "This alert is over. The log has its history.", labels: "Labels", limit: "limit",
    nothingOrdered: "No orders yet", nothingHappened: "Nothing has happened yet",
    noHistory: "No alert has fired yet",
    noMatch: { "Nothing fits \"\($0)\"" }, faults: { "\($0) faults/s" }, firedAt: { "fires since \($0)" },
    marked: { "\($0) marked" }, quiet: { "All quiet: \(counted($0, "rule")) watching" },
    free: { "\($0) free of \($1)" }, silencedUntil: { "until \($0) by \($1)" },
    sinceTime: { "since \($0), \($1)" },
    ofProcesses: { "\($0) busiest of \($1)" })
}

extension Phrases.Bridge {
  static let english = Self(
    nodes: "Node load", alerts: "QoS alerts", savings: "Cost savings", roadmap: "Roadmap",
    community: "Community KPIs",
    needs: "Needs you", nothingNeeded: "Nothing needs you now", changed: "What changed",
    nothingChanged: "Nothing has changed since", nothingSeen: "No node has been seen yet",
    noNodes: "no nodes",
    quiet: "quiet", noLaunch: "The programme has no launch day, so its months have no dates",
    noOwner: "The programme has no owner", watchTitle: "The watch", heldBy: "Held by",
    nobody: "nobody: what is seen is not recorded", fedBy: "Fed by",
    keptIn: "Kept in", rulesName: "Rules", done: "done", met: "met",
    storeFails: { "The store fails: \($0)" }, nodeLost: { "\($0) is silent" },
    changedSince: { "Changed since \($0)" },
    since: { "since \($0)" }, sourceFails: { "\($0) cannot be read: \($1)" },
    strained: { "\($0) of \(counted($1, "node")) under strain, no alert needs you" },
    actNow: { firing, lost in
      let parts = [
        firing > 0 ? "\(counted(firing, "alert")) \(firing == 1 ? "needs" : "need") you now" : nil,
        lost > 0 ? "\(counted(lost, "node")) silent" : nil,
      ]
      return parts.compactMap { $0 }.joined(separator: ", ")
    },
    summary: { "\(counted($0, "node")), \(counted($1, "rule"))" },
    sources: { "\(counted($0, "source")), \(counted($1, "series", "series"))" },
    rules: { $1 == 0 ? "\($0), all of them work" : "\($0), \($1) cannot be evaluated" },
    milestonesLate: { "\(counted($0, "milestone")) overdue, the longest by \(counted($1, "day"))" },
    keepWatch: { "\(counted($0, "alert")) to keep an eye on" },
    allWell: { "All nodes are well: \($0) up, no alert needs you" },
    thisConsole: { "this console, process \($0)" }, process: { "process \($0)" },
    onlookers: { "\(counted($0, "onlooker"))" }, failing: { "\($0) failing" }, up: { "\($0) up" },
    silent: { "\($0) silent" }, firing: { "\($0) firing" }, pending: { "\($0) pending" },
    taken: { "\($0) taken" },
    silenced: { "\($0) silenced" }, overdue: { "\($0) overdue" }, active: { "\($0) under way" },
    undated: { "\($0) undated" }, missed: { "\($0) missed" }, unmeasured: { "\($0) unmeasured" },
    findings: { "\(counted($0, "finding"))" },
    nodesLost: { "\(counted($0, "node")) are silent" },
    targetsMissed: { "\(counted($0, "target")) of the programmes missed" },
    nodesHeld: { "\(counted($0, "node")) are held up by what they lack" },
    contradictions: { "\(counted($0, "contradiction")) in the programmes' own figures" },
    andOthers: { "and \(counted($0, "other"))" })
}

extension Phrases.Savings {
  static let english = Self(
    reductionTitle: "Cost reduction", usersTitle: "Users served", marginalTitle: "Cost of added users",
    computed: "Computed", computedShort: "computed", computedHow: "if only use were paid for",
    verified: "Verified", nothingVerified: "nothing yet", noneVerified: "none verified", baseline: "Baseline",
    noBaseline: "the programme states none", next: "Next target", how: "Proof",
    usersHow: "takes a count of users",
    implied: "Path implies", notZero: "a user: not zero", needed: "Zero takes", nodes: "What nodes cost",
    noNodes: "No node to price yet", days: "Day by day", noDays: "No day has been counted yet", day: "Day",
    provisioned: "Provisioned", path: "Target path", noPath: "The programme has no targets for cost",
    pathNote: "c = what one user cost before", price: "Price", perHour: "An hour", perMonth: "A month",
    anHour: "/h", used: "Used", idle: "Idle/month", stop: "Stop", claimedNow: "claimed now", due: "Due",
    reduction: "Reduction", users: "Users", bill: "Bill", marginal: "Per added", flat: "Flat at",
    free: { "0 for \($0)" }, total: { "\($0) a month at prices of \($1)" })
}

extension Phrases.PlanWords {
  static let english = Self(
    item: "Item", priority: "Prio", standingName: "Standing", progress: "Progress", owner: "Owner",
    timeline: "Timeline", none: "No programmes loaded", parts: "What belongs to it",
    noParts: "Nothing belongs to it", kind: "Kind", amount: "Amount", source: "Source", ticked: "ticked",
    waived: "waived", completion: "Complete", computed: "computed from milestones",
    ownerMissing: "owner missing",
    launch: "Launch", noLaunch: "no launch day set: months have no dates", review: "Review", window: "When",
    note: "Note", doneOn: "Done on", references: "Refers to", partOf: "Part of",
    standing: { standing in
      switch standing {
      case .done: "done"
      case .dropped: "dropped"
      case .overdue(let days): "late \(days) d"
      case .blocked: "blocked"
      case .active: "under way"
      case .upcoming: "to come"
      case .undated: "undated"
      case .ongoing: "ongoing"
      }
    },
    statusName: { status in
      switch status {
      case .planned: "planned"
      case .active: "under way"
      case .done: "done"
      case .blocked: "blocked"
      case .dropped: "dropped"
      }
    },
    kindName: { kind in
      switch kind {
      case .phase: "phase"
      case .milestone: "step"
      case .task: "task"
      case .detail: ""
      case .deliverable: "output"
      case .checkpoint: "check"
      case .goal: "goal"
      case .vision: "vision"
      case .achievement: "claim"
      case .remainder: "open"
      case .factor: "factor"
      case .outlook: "outlook"
      }
    },
    priorityName: { $0 },
    windowName: { window in
      switch window {
      case .months(let months):
        months.count == 1
          ? "month \(months.lowerBound) after launch"
          : "months \(months.lowerBound)-\(months.upperBound) after launch"
      case .calendar(_, let byConvention): byConvention ? "by convention" : ""
      case .weeks(let weeks, let months): "\(weeks) weeks in months \(months.lowerBound)-\(months.upperBound)"
      case .week(let week): "week \(week) after launch"
      case .ongoing: "ongoing"
      }
    },
    tooEarly: { "\($0) mo early" })
}

extension Phrases.BoardWords {
  static let english = Self(
    indicator: "Indicator", category: "Category", value: "Value", provenance: "From", target: "Target",
    due: "Due",
    reached: "Reached", inWords: "in words", unlimited: "unlimited", undated: "undated",
    benchmark: "Benchmark",
    theirs: "Theirs", ours: "Ours", gap: "Gap", printed: "Printed", priority: "Priority",
    severity: "Severity",
    finding: "Finding", evidence: "Evidence", count: "Count", day: "Day", note: "Note", source: "Source",
    noIndicators: "No indicators loaded", noGaps: "No benchmarks loaded", noFindings: "Everything adds up",
    noReadings: "No value yet: press i to enter one", noValue: "none yet", computed: "Computed",
    byFormula: "by its formula", unit: "Unit", distance: "To go", steep: "steep", rule: "Rule",
    monthly: { "\($0) a month" },
    verdict: { verdict in
      switch verdict {
      case .met: "met"
      case .missed: "missed"
      case .onPace: "on pace"
      case .behind: "behind"
      case .open: "open"
      case .unknown: "no value"
      case .untargeted: "no target"
      }
    },
    severityName: { severity in
      switch severity {
      case .mustHandle: "to handle"
      case .shouldFlag: "to know"
      case .note: "note"
      }
    },
    direction: { direction in
      switch direction {
      case .up: "more is better"
      case .down: "less is better"
      case .hold: "to be kept"
      }
    })
}
