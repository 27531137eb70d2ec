import Basics

/// All programmes. Month numbers and identifiers belong to one programme and are never joined across them.
public struct Plan: Hashable, Sendable {
  public var programmes: [Programme]

  public init(programmes: [Programme] = []) { self.programmes = programmes }

  public func programme(_ identifier: String) -> Programme? {
    programmes.first { $0.identifier == identifier }
  }

  /// The item under an address, with its programme.
  public func find(_ identifier: String) -> (programme: Programme, item: PlanItem)? {
    for programme in programmes {
      if let item = programme.item(identifier) { return (programme, item) }
    }
    return nil
  }
}

/// One field of one thing set to a value by a person.
public struct PlanChange: Hashable, Sendable {
  /// What can be set; the raw value is the word on the command line and in the store.
  public enum Field: String, CaseIterable, Sendable {
    case status, progress, owner, start, end, note, delivered, waiver
    /// The day a programme's months are counted from.
    case launch
  }

  public let address: Address
  public let field: Field
  /// As typed; empty takes the entry back.
  public let value: String

  public init(_ address: Address, _ field: Field, _ value: String) {
    self.address = address
    self.field = field
    self.value = value
  }
}

/// Why a change of a plan is refused.
public enum PlanFault: Error, Hashable, Sendable {
  case unknown(Address)
  /// The field does not belong to this kind of thing.
  case misplaced(PlanChange.Field, Address)
  case badStatus(String)
  case badProgress(String)
  case badDate(String)
  case badAmount(String)
  /// The end would lie before the start.
  case endBeforeStart(start: Day, end: Day)
}

extension Plan {
  /// Makes a change on a day, and returns the change that would take it back.
  public mutating func apply(_ change: PlanChange, on today: Day) throws(PlanFault) -> PlanChange {
    if change.address.kind == .programme { return try applyToProgramme(change) }
    guard
      let place = programmes.firstIndex(where: {
        $0.item(change.address.identifier)?.address == change.address
      }),
      let item = programmes[place].item(change.address.identifier)
    else { throw .unknown(change.address) }
    guard Self.fields(of: item.kind).contains(change.field) else {
      throw .misplaced(change.field, change.address)
    }
    let before = PlanChange(change.address, change.field, item.state.text(of: change.field))
    var changed = item
    try changed.state.set(change.field, to: change.value, on: today)
    let planned = item.window?.days(launch: programmes[place].launch)
    if let start = changed.state.start ?? planned?.lowerBound,
      let end = changed.state.end ?? planned?.upperBound,
      end < start, change.field == .start || change.field == .end
    {
      throw .endBeforeStart(start: start, end: end)
    }
    programmes[place].set(changed.state, of: item.identifier)
    return before
  }

  private mutating func applyToProgramme(_ change: PlanChange) throws(PlanFault) -> PlanChange {
    guard let place = programmes.firstIndex(where: { $0.address == change.address }) else {
      throw .unknown(change.address)
    }
    switch change.field {
    case .launch:
      let before = programmes[place].launch?.iso ?? ""
      programmes[place].launch = try PlanItem.State.day(change.value)
      return PlanChange(change.address, .launch, before)
    case .owner:
      let before = programmes[place].owner ?? ""
      programmes[place].owner = change.value.isEmpty ? nil : change.value
      return PlanChange(change.address, .owner, before)
    case .status, .progress, .start, .end, .note, .delivered, .waiver:
      throw .misplaced(change.field, change.address)
    }
  }

  /// What can be set of a kind of item.
  public static func fields(of kind: PlanItem.Kind) -> [PlanChange.Field] {
    switch kind {
    case .milestone: [.status, .progress, .owner, .start, .end, .note]
    case .task: [.status, .progress, .owner, .start, .end, .note]
    case .deliverable: [.status, .progress, .delivered, .owner, .start, .end, .note]
    case .checkpoint: [.status, .start, .end, .waiver, .note]
    case .goal: [.status, .owner, .note]
    case .phase, .detail, .vision, .achievement, .remainder, .factor, .outlook: []
    }
  }
}

extension PlanItem.State {
  /// The value of a field as it would be typed.
  public func text(of field: PlanChange.Field) -> String {
    switch field {
    case .status: status.rawValue
    // The dust of multiplying is wiped off, but nothing that was typed.
    case .progress: progress.map { Figures.plain(($0 * 1e11).rounded() / 1e9) } ?? ""
    case .owner: owner ?? ""
    case .start: start?.iso ?? ""
    case .end: end?.iso ?? ""
    case .note: note ?? ""
    case .delivered: delivered.map(Figures.plain) ?? ""
    case .waiver: waiver ?? ""
    case .launch: ""
    }
  }

  mutating func set(_ field: PlanChange.Field, to value: String, on today: Day) throws(PlanFault) {
    let text = value.isEmpty ? nil : value
    switch field {
    case .status: try setStatus(value, on: today)
    case .progress: progress = try text.map { text throws(PlanFault) in try Self.ratio(text) }
    case .owner: owner = text
    case .start: start = try Self.day(value)
    case .end: end = try Self.day(value)
    case .note: note = text
    case .delivered: delivered = try text.map { text throws(PlanFault) in try Self.amount(text) }
    case .waiver: waiver = text
    case .launch: break
    }
  }

  private mutating func setStatus(_ value: String, on today: Day) throws(PlanFault) {
    guard let status = PlanItem.Status(rawValue: value.isEmpty ? "planned" : value) else {
      throw .badStatus(value)
    }
    self.status = status
    doneOn = status == .done ? doneOn ?? today : nil
  }

  /// A percentage with or without its sign.
  private static func ratio(_ text: String) throws(PlanFault) -> Double {
    let digits = text.hasSuffix("%") ? String(text.dropLast()) : text
    guard let percent = Double(digits.filter { $0 != " " }), (0...100).contains(percent) else {
      throw .badProgress(text)
    }
    return percent / 100
  }

  private static func amount(_ text: String) throws(PlanFault) -> Double {
    guard let amount = Quantity(text)?.value, amount >= 0 else { throw .badAmount(text) }
    return amount
  }

  static func day(_ text: String) throws(PlanFault) -> Day? {
    if text.isEmpty { return nil }
    guard let day = Day(iso: text) else { throw .badDate(text) }
    return day
  }
}
