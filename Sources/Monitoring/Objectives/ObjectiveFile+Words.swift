import Basics

extension ObjectiveFile {
  /// The names of the annotations that say what OpenSLO has no word for.
  enum Annotation: String, CaseIterable {
    case kind = "binnacle/kind"
    case title = "binnacle/title-zh"
    case description = "binnacle/description-zh"
    case modality = "binnacle/modality"
  }

  /// How an SLO is called, and what its annotations say of it.
  struct Words {
    private let name: Bilingual
    let description: Bilingual
    private(set) var kind: Objective.Kind?
    private(set) var modality: String?

    init(_ metadata: JSONNode, _ spec: JSONNode) throws(JSONFault) {
      let annotations = try metadata.optional("annotations")
      func note(_ annotation: Annotation) throws(JSONFault) -> JSONNode? {
        try annotations?.optional(annotation.rawValue)
      }
      let members = try annotations?.members() ?? []
      for member in members where member.key.hasPrefix("binnacle/") {
        guard Annotation(rawValue: member.key) == nil else { continue }
        throw member.node.fault(
          "there is no such annotation; there are "
            + Annotation.allCases.map(\.rawValue).joined(separator: ", "))
      }
      let called = try metadata.required("name").text()
      let title = try metadata.optional("displayName")?.text() ?? called
      name = Bilingual(english: title, chinese: try note(.title)?.text() ?? title)
      let text = try spec.optional("description")?.text() ?? ""
      description = Bilingual(english: text, chinese: try note(.description)?.text() ?? text)
      kind = try note(.kind)?.choice()
      if let label = try note(.modality) {
        modality = try label.text()
        guard kind == .skew, RecordingRule.isName(modality ?? "") else {
          throw label.fault("this names a label, of an objective of the kind skew")
        }
      }
      if kind == .skew { modality = modality ?? "modality" }
    }

    /// The objective's own name behind the SLO's, where it has one that says more.
    func title(of item: JSONNode) throws(JSONFault) -> Bilingual {
      guard let own = try item.optional("displayName")?.text(), !own.isEmpty, own != name.english else {
        return name
      }
      return Bilingual(english: "\(name.english): \(own)", chinese: "\(name.chinese)：\(own)")
    }
  }

  /// The window of an SLO, of which there is exactly one.
  func window(_ node: JSONNode) throws(JSONFault) -> ObjectiveWindow {
    let items = try node.items()
    guard let item = items.first, items.count == 1 else { throw node.fault("exactly one window is wanted") }
    try item.allow(only: ["duration", "isRolling", "calendar"])
    let duration = try item.required("duration")
    let calendar = try item.optional("calendar")
    guard try item.optional("isRolling")?.flag() ?? (calendar == nil) else {
      guard let calendar else { throw item.fault("\"calendar\" is missing, for a window that does not roll") }
      return .calendar(try self.calendar(duration, calendar))
    }
    if let calendar { throw calendar.fault("a rolling window has no calendar") }
    let span = try Self.span(duration)
    guard span >= .hours(1), span <= .days(366) else {
      throw duration.fault("a window of 1h to 366d is wanted")
    }
    return .rolling(span)
  }

  private func calendar(_ duration: JSONNode, _ node: JSONNode) throws(JSONFault) -> ObjectiveWindow.Calendar
  {
    try node.allow(only: ["startTime", "timeZone"])
    let text = try duration.text()
    guard let unit = ObjectiveWindow.Calendar.Unit(rawValue: String(text.suffix(1))),
      let count = Int(text.dropLast()), count > 0, count <= 366
    else { throw duration.fault("expected days, weeks, months, quarters or years, such as 1M") }
    let name = try node.required("timeZone")
    guard let zone = NamedZone(try name.text(), local: local) else {
      throw name.fault(
        "only zones without daylight saving time are known; write UTC, Local or an offset such as +08:00")
    }
    let start = try node.required("startTime")
    guard let (day, time) = Self.moment(try start.text()) else {
      throw start.fault("expected a time such as 2026-01-01 00:00:00")
    }
    return ObjectiveWindow.Calendar(count, unit, from: day, time, in: zone)
  }

  /// A local day and time of day.
  private static func moment(_ text: String) -> (Day, Span)? {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" })
    guard
      let instant = Instant(
        rfc3339: parts.count == 1 ? "\(text)T00:00:00Z" : parts.joined(separator: "T") + "Z")
    else { return nil }
    return (Zone.utc.day(of: instant), Zone.utc.timeOfDay(of: instant))
  }

  /// A duration of OpenSLO, in units of one length.
  static func span(_ node: JSONNode) throws(JSONFault) -> Span {
    let text = try node.text()
    if let unit = text.last, "MQY".contains(unit) {
      throw node.fault("a month, quarter or year has no one length; write it in days, such as 30d")
    }
    return try node.span()
  }
}
