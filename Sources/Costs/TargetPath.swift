import Basics

/// The programme's way from where it says it is to where it wants to be: users and cost reduction, step by step.
/// Bills are in units of `c`, what one user cost before; nothing here is money.
public struct TargetPath: Hashable, Sendable {
  /// One stop of the way.
  public struct Stop: Hashable, Sendable {
    public let label: Bilingual
    /// The last day of the stop's period; nil where none is stated.
    public let due: Day?
    public let users: Double?
    /// 1 - cost now / cost before, for each user.
    public let reduction: Double

    public init(label: Bilingual, due: Day?, users: Double?, reduction: Double) {
      self.label = label
      self.due = due
      self.users = users
      self.reduction = reduction
    }

    /// The whole bill in units of `c`.
    public var bill: Double? { users.map { $0 * (1 - reduction) } }
  }

  /// What reaching a stop from the one before it means.
  public struct Step: Hashable, Sendable {
    public let stop: Stop
    /// What each added user costs, in `c`; nil at the first stop or where users are not stated.
    public let marginal: Double?
    /// The reduction at which the bill would not grow: what "zero incremental cost" would take.
    public let flatReduction: Double?
  }

  public let stops: [Stop]

  public init(_ stops: [Stop]) { self.stops = stops }

  public var steps: [Step] {
    stops.indices.map { index in
      let stop = stops[index]
      guard index > 0, let users = stop.users, let bill = stop.bill, let before = stops[index - 1].users,
        let billBefore = stops[index - 1].bill, users > before
      else { return Step(stop: stop, marginal: nil, flatReduction: nil) }
      return Step(
        stop: stop, marginal: (bill - billBefore) / (users - before), flatReduction: 1 - billBefore / users)
    }
  }

  /// The next stop whose day has not passed, and the last whose day has.
  public func position(on day: Day) -> (passed: Stop?, next: Stop?) {
    (stops.last { $0.due.map { $0 < day } ?? false }, stops.first { $0.due.map { $0 >= day } ?? false })
  }
}
