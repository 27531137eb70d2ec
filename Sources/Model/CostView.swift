import Basics
import Costs

/// What the savings screen and listing show.
public struct CostView: Sendable {
  public var nodes: [NodeCost]
  public var prices: PriceBook?
  /// What all nodes cost and used on the local day, and since they were first watched.
  public var today: CostTotal
  public var ever: CostTotal
  public var watchedSince: Day?
  /// What was provisioned and used on the last days, oldest first.
  public var days: [DayCost]
  public var path: TargetPath
  public var claims: Claims

  /// One day's totals.
  public struct DayCost: Sendable {
    public let day: Day
    public let total: CostTotal

    public init(day: Day, total: CostTotal) {
      self.day = day
      self.total = total
    }
  }

  /// The programme's three claims. They are different measures, and each is proven only by itself.
  public struct Claims: Sendable {
    /// 1 - cost now / cost before, against a baseline the programme does not state.
    public var reduction: Double?
    public var users: Double?
    /// The users to be served without any added cost.
    public var usersAtNoAddedCost: Double?
    /// Where each comes from.
    public var sources: [String]

    public init(
      reduction: Double? = nil, users: Double? = nil, usersAtNoAddedCost: Double? = nil,
      sources: [String] = []
    ) {
      self.reduction = reduction
      self.users = users
      self.usersAtNoAddedCost = usersAtNoAddedCost
      self.sources = sources
    }
  }

  public init(currency: String = "USD") {
    nodes = []
    today = CostTotal(currency: currency)
    ever = CostTotal(currency: currency)
    days = []
    path = TargetPath([])
    claims = Claims()
  }

  public var perHour: Money { nodes.reduce(.zero(today.used.currency)) { $0 + $1.perHour } }
  public var usedPerHour: Money {
    nodes.reduce(.zero(today.used.currency)) { $0 + ($1.usedPerHour ?? $1.perHour) }
  }
}
