import Basics

/// A place in a programme's team.
public struct TeamRole: Hashable, Sendable {
  /// Whether a role does the work or gives advice; the raw value is the word in data files.
  public enum Kind: String, CaseIterable, Sendable {
    case core, adviser
  }

  public let identifier: String
  public let title: Bilingual
  public let kind: Kind
  public let headcount: Int

  public init(identifier: String, title: Bilingual, kind: Kind, headcount: Int) {
    self.identifier = identifier
    self.title = title
    self.kind = kind
    self.headcount = headcount
  }
}

/// The money a programme asks for, group by group.
public struct Budget: Hashable, Sendable {
  /// One amount.
  public struct Entry: Hashable, Sendable {
    public let identifier: String
    public let title: Bilingual
    public let amount: Money

    public init(identifier: String, title: Bilingual, amount: Money) {
      self.identifier = identifier
      self.title = title
      self.amount = amount
    }
  }

  /// Amounts with the subtotal the document prints.
  public struct Group: Hashable, Sendable {
    public let identifier: String
    public let title: Bilingual
    /// How many months the group pays for; nil where the document does not say.
    public let months: Int?
    public let printed: Money
    public let entries: [Entry]

    public init(identifier: String, title: Bilingual, months: Int?, printed: Money, entries: [Entry]) {
      self.identifier = identifier
      self.title = title
      self.months = months
      self.printed = printed
      self.entries = entries
    }

    public var sum: Money { entries.reduce(.zero(printed.currency)) { $0 + $1.amount } }
  }

  public let currency: String
  /// How many months the whole covers.
  public let months: Int
  public let groups: [Group]

  public init(currency: String, months: Int, groups: [Group]) {
    self.currency = currency
    self.months = months
    self.groups = groups
  }

  public var total: Money { groups.reduce(.zero(currency)) { $0 + $1.sum } }
}
