import Basics
import Console
import Model
import Monitoring
import Store
import Telemetry

/// Why somebody was or was not told of an alert, for a person or for a program.
struct AlertExplanation {
  private let view: AlertView
  private let history: [OutboxEntry]
  private let now: Instant

  private static let mostHistory = 50

  init(_ view: AlertView, _ options: Options, at now: Instant) throws(Complaint) {
    self.view = view
    self.now = now
    guard Files.exists(options.paths.store) else {
      history = []
      return
    }
    let opening = StoreOpening(options)
    let store = try opening.open(options.paths.store)
    history = try opening.explaining { () throws(StoreFault) in
      try store.outbox(about: view.alert.identifier, limit: Self.mostHistory)
    }
  }

  func text(_ options: Options) -> String {
    let words = options.phrases.routing
    let zone = Options.zone(at: now)
    func clock(_ at: Instant) -> String { "\(zone.day(of: at).iso) \(zone.clock(at))" }
    var lines = ["\(view.alert.address)  \(view.alert.summary[options.language].printable)"]
    let routing = view.routing
    if let mute = routing?.mute { lines.append("  \(words.mute(mute))") }
    if let at = routing?.unsilencedAt { lines.append("  \(words.wasSilenced(clock(at)))") }
    for delivery in routing?.deliveries ?? [] {
      lines.append(
        "  \(words.receiver): \(delivery.receiver)\(delivery.isReachable ? "" : " - \(words.unreachable)")")
      lines.append("    \(words.route): \(delivery.path.printable)")
      lines.append(
        "    \(words.group): \(delivery.groupLabels.description.printable), \(words.ofGroup(delivery.groupCount))"
      )
      if let mute = delivery.mute { lines.append("    \(words.mute(mute))") }
      lines.append("    \(words.next): \(delivery.nextSendAt.map(clock) ?? words.never)")
      lines.append("    \(words.last): \(delivery.lastSentAt.map(clock) ?? words.never)")
    }
    if routing?.deliveries.isEmpty != false { lines.append("  \(words.receiver): \(words.nobody)") }
    lines.append("  \(words.history):" + (history.isEmpty ? " \(words.noHistory)" : ""))
    for entry in history {
      let trouble = entry.fault.isEmpty ? "" : ", \(words.failed(entry.fault.printable))"
      lines.append(
        "    \(clock(entry.at))  \(entry.receiver) \(entry.channel)  \(words.occasion(entry.occasion)), "
          + "\(words.status(entry.status)), \(words.attempts(entry.attempts))\(trouble)  \(entry.key)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  var json: String {
    let routing = view.routing
    let deliveries = (routing?.deliveries ?? []).map { delivery -> JSONValue in
      [
        "receiver": .text(delivery.receiver), "route": .text(delivery.path),
        "groupKey": .text(delivery.groupKey),
        "groupSize": .integer(Int64(delivery.groupCount)), "mutedBy": .optional(delivery.mute?.word),
        "isReachable": .flag(delivery.isReachable), "nextSendAt": .optional(delivery.nextSendAt?.rfc3339),
        "lastSentAt": .optional(delivery.lastSentAt?.rfc3339),
      ]
    }
    let item: JSONValue = [
      "address": .text(view.alert.address.description), "mutedBy": .optional(routing?.mute?.word),
      "wasSilencedUntil": .optional(routing?.unsilencedAt?.rfc3339), "deliveries": .array(deliveries),
      "history": .array(history.map(Self.value)),
    ]
    let root: JSONValue = [
      "schema": "binnacle/alert_explain/1", "at": .text(now.rfc3339), "items": .array([item]),
    ]
    return root.pretty + "\n"
  }

  private static func value(_ entry: OutboxEntry) -> JSONValue {
    [
      "key": .text(entry.key), "at": .text(entry.at.rfc3339), "receiver": .text(entry.receiver),
      "channel": .text(entry.channel), "occasion": .text(entry.occasion.rawValue),
      "status": .text(entry.status.rawValue), "attempts": .integer(Int64(entry.attempts)),
      "finishedAt": .optional(entry.finishedAt?.rfc3339), "fault": .optional(entry.fault.nonEmpty),
    ]
  }
}

extension Mute {
  /// For programs: what mutes, and its name behind a colon where it has one.
  var word: String {
    switch self {
    case .recordOnly: "record-only"
    case .silence(let name): "silence:\(name)"
    case .maintenance(let name): "maintenance:\(name)"
    case .inhibited(let source): "inhibited:alert/\(source)"
    case .acknowledged(let who): "acknowledged:\(who)"
    case .interval(let name): "interval:\(name)"
    case .outside(let names): "outside:\(names.joined(separator: ","))"
    }
  }
}
