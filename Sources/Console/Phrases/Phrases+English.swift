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
    scheduler: .english, acts: .english, learning: .english, whatIf: .english, capacity: .english,
    explore: .english,
    objectives: .english,
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
