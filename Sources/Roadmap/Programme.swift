import Basics

/// A plan with all its items, in the order of the document it came from.
public struct Programme: Hashable, Sendable {
  /// What the document says of itself.
  public struct Document: Hashable, Sendable {
    public var version: String
    /// A day, or only a year.
    public var date: String
    public var review: Bilingual
    public var nextReview: Day?

    public init(version: String, date: String, review: Bilingual, nextReview: Day?) {
      self.version = version
      self.date = date
      self.review = review
      self.nextReview = nextReview
    }

    public var day: Day? { Day(iso: date) }
  }

  /// The programme's own word on how far it is.
  public struct Completion: Hashable, Sendable {
    public var claimed: Double
    public var asOf: Day?
    public var source: String

    public init(claimed: Double, asOf: Day?, source: String) {
      self.claimed = claimed
      self.asOf = asOf
      self.source = source
    }
  }

  public let identifier: String
  public let title: Bilingual
  /// The title for tight columns.
  public let short: Bilingual
  public let document: Document
  public let window: Window
  /// Who answers for the programme, as the document states it; nil for a placeholder.
  public let ownerGiven: Bilingual?
  public let present: Bilingual
  public let completion: Completion?
  public let source: String
  public let team: [TeamRole]
  public let budget: Budget?
  public let week: WeekPlan?
  public private(set) var items: [PlanItem]
  private let places: [String: Int]
  private let childPlaces: [String: [Int]]
  /// The day months are counted from; nil until a person sets it, then relative windows get dates.
  public var launch: Day?
  /// Who answers for the programme, as entered here.
  public var owner: String?

  public init(
    identifier: String, title: Bilingual, short: Bilingual, document: Document, window: Window,
    ownerGiven: Bilingual?, present: Bilingual, completion: Completion?, source: String,
    team: [TeamRole] = [], budget: Budget? = nil, week: WeekPlan? = nil, items: [PlanItem],
    launch: Day? = nil,
    owner: String? = nil
  ) {
    self.identifier = identifier
    self.title = title
    self.short = short
    self.document = document
    self.window = window
    self.ownerGiven = ownerGiven
    self.present = present
    self.completion = completion
    self.source = source
    self.team = team
    self.budget = budget
    self.week = week
    self.items = items
    places = Dictionary(items.indices.map { (items[$0].identifier, $0) }) { first, _ in first }
    childPlaces = Dictionary(grouping: items.indices.filter { items[$0].parent != nil }) { items[$0].parent! }
    self.launch = launch
    self.owner = owner
  }

  public var address: Address { Address(.programme, identifier) }
}

extension Programme {
  /// Only those that are wanted are copied: items are large, and all lists ask for some at every frame.
  public func items(of kind: PlanItem.Kind) -> [PlanItem] {
    items.indices.lazy.filter { items[$0].kind == kind }.map { items[$0] }
  }

  public var phases: [PlanItem] { items(of: .phase) }
  public var milestones: [PlanItem] { items(of: .milestone) }

  public func children(of item: PlanItem, _ kind: PlanItem.Kind) -> [PlanItem] {
    (childPlaces[item.identifier] ?? []).lazy.map { items[$0] }.filter { $0.kind == kind }
  }

  public func item(_ identifier: String) -> PlanItem? { places[identifier].map { items[$0] } }

  /// Replaces what people have entered about an item; nothing when there is no such item.
  public mutating func set(_ state: PlanItem.State, of identifier: String) {
    guard let place = places[identifier] else { return }
    items[place].state = state
  }

  /// The dates of an item: those entered here, else those of its window; nil where neither gives any.
  public func days(of item: PlanItem) -> ClosedRange<Day>? {
    let planned = item.window?.days(launch: launch)
    guard let start = item.state.start ?? planned?.lowerBound, let end = item.state.end ?? planned?.upperBound
    else {
      return nil
    }
    return start...max(start, end)
  }
}
