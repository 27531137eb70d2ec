import Basics
import Model
import Monitoring
import Roadmap

extension Phrases {
  static let english = Phrases(
    language: .english, common: .english, screens: .english,
    units: Units(second: "s", minute: "m", hour: "h", day: "d"),
    notices: .english, commands: .english, help: .english, forms: .english, provenance: .english,
    states: .english, vitals: .english, lists: .english, bridge: .english, savings: .english,
    scheduler: .english, capacity: .english, explore: .english, objectives: .english,
    bottlenecks: .english, plan: .english, board: .english, log: .english, incidents: .english,
    settings: .english, routing: .english, queue: .english, trouble: .english)
}

extension Phrases.Common {
  static let english = Self(
    starting: "starting", unsaved: "not saved", live: "live", unrecorded: "live, not recorded", now: "now",
    paused: { "paused \($0)" }, past: { "as of \($0)" }, stale: { "\($0) old" },
    attached: { "watching \($0)" })
}

extension Phrases.Screens {
  static let english = Self(
    name: { screen in
      switch screen {
      case .bridge: "Bridge"
      case .nodes: "Nodes"
      case .alerts: "Alerts"
      case .scheduler: "Scheduler"
      case .savings: "Savings"
      case .roadmap: "Roadmap"
      case .community: "Community"
      case .explore: "Explore"
      case .log: "Log"
      case .settings: "Settings"
      }
    },
    short: { screen in
      switch screen {
      case .bridge: "Bridge"
      case .nodes: "Nodes"
      case .alerts: "Alerts"
      case .scheduler: "Sched"
      case .savings: "Save"
      case .roadmap: "Plan"
      case .community: "KPIs"
      case .explore: "Ask"
      case .log: "Log"
      case .settings: "Set"
      }
    })
}

extension Phrases.Notices {
  static let english = Self(
    following: { "Following \($0)" }, notFollowing: { "No longer following \($0)" },
    copied: { "Copied: \($0)" },
    readOnly: "This console only reads", nothingToAcknowledge: "No alert here to acknowledge",
    nothingToSilence: "No alert here to silence", nothingToResolve: "No alert here to resolve",
    nothingToEdit: "Nothing here can be edited", nothingToUndo: "There is nothing of yours to undo",
    undone: { "undoing your last order: \($0)" },
    mouseOurs: "The mouse works the console", mouseYours: "The mouse is the terminal's: select text as usual",
    nothingChanged: "Nothing was changed", notDone: "Not done")
}

extension Phrases.Help {
  static let english = Self(
    title: { "Keys · \($0)" }, close: "Esc closes", here: "On this screen", palette: "Commands",
    nothingFits: "Nothing fits what was typed",
    group: { group in
      switch group {
      case .go: "Go to"
      case .move: "Move"
      case .look: "Look"
      case .ask: "Ask"
      case .act: "Act"
      case .give: "Take along"
      case .console: "Console"
      }
    })
}

extension Phrases.Forms {
  static let english = Self(
    title: { kind in
      switch kind {
      case .silence: "Silence"
      case .comment: "Comment"
      case .observe: "Enter a value"
      case .set: "Edit"
      case .pin: "Save as a panel"
      case .enact: "Alert when"
      case .assign: "Assign to"
      case .escalate: "Escalate to"
      }
    },
    field: { purpose in
      switch purpose {
      case .duration: "For how long"
      case .reason: "Comment"
      case .value: "Value"
      case .day: "On"
      case .title: "Name"
      case .screen: "On screen"
      case .condition: "When it is"
      case .holdFor: "For at least"
      case .severity: "Severity"
      case .person, .rung: "Person"
      case .plan(.status): "Status"
      case .plan(.progress): "Progress"
      case .plan(.owner): "Owner"
      case .plan(.start): "Start"
      case .plan(.end): "End"
      case .plan(.note): "Note"
      case .plan(.delivered): "Delivered"
      case .plan(.waiver): "May stand because"
      case .plan(.launch): "Launch day"
      }
    },
    hint: { purpose in
      switch purpose {
      case .duration: "A duration such as 30m, 2h or 1d"
      case .reason: "What others should know"
      case .value: "A number such as 1,200, 9600万, 85% or 4.5"
      case .title: "What people will call it"
      case .screen, .severity: "Left and right choose"
      case .person: "A name; empty for nobody"
      case .rung: "A name or several with commas; empty for those who are next"
      case .condition: "Such as > 0.9 or == 0; empty where the expression compares itself"
      case .holdFor: "A duration such as 5m; 0 alerts at once"
      case .day, .plan(.start), .plan(.end), .plan(.launch): "A date such as 2026-03-14; empty takes it back"
      case .plan(.progress): "A percentage; empty has it computed from tasks and outputs"
      case .plan(.delivered): "How much of the amount there is"
      case .plan(.status), .plan(.owner), .plan(.note), .plan(.waiver): "Empty takes it back"
      }
    },
    expected: { purpose in
      switch purpose {
      case .duration: "Expected a duration such as 2h"
      case .title: "Expected a name without \"/\""
      case .condition: "Expected a comparison such as > 0.9"
      case .holdFor: "Expected a duration such as 5m, or 0"
      case .screen, .severity, .person, .rung: "Expected something else"
      case .value, .plan(.delivered): "Expected a number"
      case .day, .plan(.start), .plan(.end), .plan(.launch): "Expected a date such as 2026-03-14"
      case .plan(.progress): "Expected a percentage from 0 to 100"
      case .reason: "Say something"
      case .plan(.status), .plan(.owner), .plan(.note), .plan(.waiver): "Expected something else"
      }
    },
    choose: "Left and right choose", keys: "Enter saves · Tab next field · Esc leaves",
    yesOrNo: "Do it? y or n",
    several: { "\($0) things" }, andMore: { "and \($0) more" },
    typeCount: { "Type \($0) and press Enter to do it:" },
    question: { kind in
      switch kind {
      case .acknowledge: "Acknowledge all of these?"
      case .silence: "Silence these alerts?"
      case .unsilence: "End the silence?"
      case .apply: "Do what is suggested?"
      case .resolve: "Call it resolved?"
      case .run: "Run this command?"
      }
    },
    consequence: { kind in
      switch kind {
      case .acknowledge: "You take them on: everyone sees your name beside them."
      case .silence: "Nobody is told of them until the silence ends."
      case .unsilence: "The alert counts again from now on."
      case .apply:
        "You say that it is done, and it is written down with what it is foreseen to come to. What it did come to is measured some minutes later."
      case .resolve: "It leaves the queue until its condition has been gone once. This cannot be undone."
      case .run: "It changes something on this host, and is written down under your name."
      }
    })
}

extension Phrases.ProvenanceNames {
  static let english = Self(name: { provenance in
    switch provenance {
    case .claimed: "claimed"
    case .imported: "imported"
    case .measured: "measured"
    case .simulated: "simulated"
    case .manual: "entered"
    case .assumed: "assumed"
    case .forecast: "forecast"
    }
  })
}

extension Phrases.States {
  static let english = Self(
    act: "act", watch: "watch", lost: "silent", silenced: "silenced", pending: "pending", firing: "firing",
    resolved: "resolved",
    node: { state in
      switch state {
      case .up: "up"
      case .stale: "stale"
      case .lost: "silent"
      }
    },
    severity: { severity in
      switch severity {
      case .ok: "well"
      case .info: "for information"
      case .watch: "keep an eye on it"
      case .act: "act now"
      }
    })
}

extension Phrases.Vitals {
  static let english = Self(
    name: { vital in
      switch vital {
      case .cpu: "Processor"
      case .user: "User"
      case .system: "System"
      case .iowait: "I/O wait"
      case .steal: "Stolen"
      case .load: "Load per core"
      case .memory: "Memory"
      case .swap: "Swap"
      case .cpuPressure: "Processor pressure"
      case .memoryPressure: "Memory pressure"
      case .ioPressure: "Disk pressure"
      case .diskBusy: "Disk busy"
      case .diskRead: "Disk read"
      case .diskWrite: "Disk write"
      case .fullness: "Fullest disk"
      case .netIn: "Network in"
      case .netOut: "Network out"
      case .netFaults: "Network faults"
      case .retransmits: "Retransmits"
      case .temperature: "Temperature"
      case .runQueue: "Running"
      }
    },
    short: { vital in
      switch vital {
      case .cpu: "CPU"
      case .user: "User"
      case .system: "Sys"
      case .iowait: "I/O wait"
      case .steal: "Steal"
      case .load: "Load"
      case .memory: "Mem"
      case .swap: "Swap"
      case .cpuPressure: "PSI cpu"
      case .memoryPressure: "PSI mem"
      case .ioPressure: "PSI io"
      case .diskBusy: "Busy"
      case .diskRead: "Read"
      case .diskWrite: "Write"
      case .fullness: "Full"
      case .netIn: "In"
      case .netOut: "Out"
      case .netFaults: "Faults"
      case .retransmits: "Retrans"
      case .temperature: "Temp"
      case .runQueue: "Run"
      }
    },
    network: "Network", disk: "Disks", pressure: "Pressure")
}

extension Phrases.Settings {
  static let english = Self(
    source: "Source", series: "Series", interval: "Every", theme: "Theme", file: "File", term: "Term",
    meaning: "Meaning", noSources: "No source yet", store: "Store", readOnly: "read only", sound: "sound",
    size: "Size", schema: "Schema", version: "Version", language: "Language", languageName: "English")
}

extension Phrases.Trouble {
  static let english = Self(
    sentence: { trouble, detail in
      switch trouble {
      case .inaccessible:
        "The store cannot be opened (\(detail)). Check the path and its permissions, or name another with --store."
      case .notAStore: "This file is not a Binnacle store. Name another with --store."
      case .tooNew(let found, let known):
        "A newer Binnacle wrote this store (schema \(found), this one knows \(known)). Use the newer version, or another store with --store."
      case .corrupt: "The store is damaged (\(detail)). Restore a copy with: binnacle restore FILE"
      case .locked: "Another program holds the store locked. Close it and try again."
      case .full: "The disk is full: nothing can be saved. Free some space."
      case .readOnly: "The store may only be read. Use --read-only, or name another with --store."
      case .watched(let pid): "Process \(pid) holds the watch of this store. Stop it first."
      case .failed: "The store does not work: \(detail)"
      }
    },
    needsTerminal:
      "the console needs a terminal; without one there are binnacle status, nodes, alerts … and binnacle watch",
    unknownTerminal: {
      "the terminal \"\($0)\" is unknown or too simple for a screen; set TERM, for example TERM=xterm-256color"
    })
}
