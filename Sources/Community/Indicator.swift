import Basics

/// Something a programme measures itself by. Identified within its programme; equal names of two programmes are
/// two indicators.
public struct Indicator: Hashable, Sendable {
  /// Which way is better; the raw value is the word in data files and listings.
  public enum Direction: String, CaseIterable, Sendable {
    case up, down
    /// To be kept where it is, or within a range.
    case hold
  }

  /// How the value comes about, when it is not simply entered.
  public enum Formula: Hashable, Sendable {
    case mean([String])
  }

  /// What the indicator is compared with.
  public struct Benchmark: Hashable, Sendable {
    public let name: String
    public let value: Double

    public init(name: String, value: Double) {
      self.name = name
      self.value = value
    }
  }

  public let identifier: String
  public let programme: String
  public let title: Bilingual
  public let category: String
  public let unit: String
  public let direction: Direction
  public let formula: Formula?
  public let benchmark: Benchmark?
  /// The gap to the benchmark as the document prints it; never drawn, only held against the computed one.
  public let printedGap: Double?
  public let priority: String?
  public let note: Bilingual
  public let source: String
  public let targets: [Target]

  public init(
    identifier: String, programme: String, title: Bilingual, category: String, unit: String,
    direction: Direction,
    formula: Formula? = nil, benchmark: Benchmark? = nil, printedGap: Double? = nil, priority: String? = nil,
    note: Bilingual = Bilingual(""), source: String = "", targets: [Target] = []
  ) {
    self.identifier = identifier
    self.programme = programme
    self.title = title
    self.category = category
    self.unit = unit
    self.direction = direction
    self.formula = formula
    self.benchmark = benchmark
    self.printedGap = printedGap
    self.priority = priority
    self.note = note
    self.source = source
    self.targets = targets
  }

  public var address: Address { Address(.indicator, identifier) }
}

/// A value an indicator is to reach.
public struct Target: Hashable, Sendable {
  public let identifier: String
  /// The period as stated.
  public let period: Bilingual
  /// The last day of the period; nil where it is not a calendar period.
  public let end: Day?
  /// Nil where the target is words only.
  public let amount: Quantity?
  /// Whether the amount is to be added to what there was at the beginning of the period.
  public let isIncrement: Bool
  public let words: Bilingual
  public let source: String

  public init(
    identifier: String, period: Bilingual, end: Day?, amount: Quantity?, isIncrement: Bool = false,
    words: Bilingual = Bilingual(""), source: String = ""
  ) {
    self.identifier = identifier
    self.period = period
    self.end = end
    self.amount = amount
    self.isIncrement = isIncrement
    self.words = words
    self.source = source
  }

  /// The target as a level, given what there was before; an increment adds to it.
  public func level(from baseline: Double) -> Quantity? {
    guard isIncrement, var amount, let value = amount.value else { return amount }
    amount.value = baseline + value
    amount.upper = amount.upper.map { baseline + $0 }
    return amount
  }
}

/// One value of an indicator at a time, with where it came from.
public struct Reading: Hashable, Sendable {
  public let indicator: String
  /// The day it holds for; nil where the document does not say.
  public let day: Day?
  public let value: Double
  /// A claim may say "at least".
  public let comparator: Quantity.Comparator
  public let provenance: Provenance
  public let note: Bilingual
  public let source: String
  /// The document prints a tick beside it.
  public let isMarked: Bool
  /// When it was entered here; the newest entry of the newest day counts.
  public let enteredAt: Instant

  public init(
    indicator: String, day: Day?, value: Double, comparator: Quantity.Comparator = .exactly,
    provenance: Provenance,
    note: Bilingual = Bilingual(""), source: String = "", isMarked: Bool = false, enteredAt: Instant
  ) {
    self.indicator = indicator
    self.day = day
    self.value = value
    self.comparator = comparator
    self.provenance = provenance
    self.note = note
    self.source = source
    self.isMarked = isMarked
    self.enteredAt = enteredAt
  }
}
