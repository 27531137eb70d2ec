import Basics
import Scheduling

/// The units of one kind: how many there are, how many there should be, and why.
public struct GroupView: Sendable, Hashable {
  public let name: String
  public let serviceClass: ServiceClass
  /// Those that serve and are to go on.
  public var residents = 0
  /// Those on their way from where they are stored, and those on their way back there.
  public var coming = 0
  public var leaving = 0
  /// Those that are only stored.
  public var ghosts = 0
  /// How many there should be; nil where it is not known yet.
  public var wanted: Int?
  public var reason = Bilingual("")
  /// The cores that its work keeps busy, and those its units are made for, those that come among them; nil where they
  /// are not known.
  public var busy: Double?
  public var capacity: Double?
  /// What stands in the way of as many as there should be.
  public var shortage: Bilingual?

  public init(_ name: String, _ serviceClass: ServiceClass) {
    (self.name, self.serviceClass) = (name, serviceClass)
  }

  /// The share of what its units are made for that is busy.
  public var utilisation: Double? {
    guard let busy, let capacity, capacity > 0 else { return nil }
    return busy / capacity
  }

  public var address: Address { Address(.group, name) }
}
