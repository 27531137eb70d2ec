import Basics
import Scheduling

/// Work that ebbs away and comes back as a flood, every ten minutes anew, and how its groups of units are to follow it.
public struct Tide: Sendable {
  let begins: Instant

  /// A kind of units: the cores that one of them is made for, and how urgent its work is.
  struct Group: Sendable {
    let name: String
    let cores: Double
    let serviceClass: ServiceClass
  }

  static let groups = [
    Group(name: "fusion", cores: 2, serviceClass: .standard),
    Group(name: "visual", cores: 1.5, serviceClass: .interactive),
    Group(name: "audio", cores: 0.75, serviceClass: .standard),
    Group(name: "text", cores: 0.5, serviceClass: .interactive),
    Group(name: "cache", cores: 0.4, serviceClass: .background),
    Group(name: "ledger", cores: 0.6, serviceClass: .background),
  ]

  /// So much of what its units are made for is busy on an ordinary day.
  static let ordinary = 0.6

  /// How a person might let the groups follow; a demonstration does not wait as long as a house would.
  public static var rules: [ScalingRule] {
    let rules = groups.map { group in
      var rule = ScalingRule(group.name)
      (rule.serviceClass, rule.cores) = (group.serviceClass, group.cores)
      (rule.limits.least, rule.atOnce) = (4, 24)
      (rule.limits.coolDown, rule.limits.memory) = (.minutes(1), .minutes(1))
      return rule
    }
    return rules.sorted { ($1.serviceClass, $0.group) < ($0.serviceClass, $1.group) }
  }

  private static let course: [(minute: Double, level: Double)] = [
    (0, 1), (0.5, 1), (2, 0.2), (4.5, 0.2), (5.2, 2.4), (8, 2.4), (9, 1), (10, 1),
  ]

  /// The work of a group beside that of an ordinary day. What nobody waits for does not ebb.
  func level(of group: Group, at now: Instant) -> Double {
    guard now > begins, group.serviceClass != .background else { return 1 }
    let minute = ((now - begins).seconds / 60).truncatingRemainder(dividingBy: 10)
    let next = Self.course.firstIndex { $0.minute > minute } ?? Self.course.count - 1
    let (from, to) = (Self.course[next - 1], Self.course[next])
    return from.level + (to.level - from.level) * (minute - from.minute) / (to.minute - from.minute)
  }
}
