/// What a node has left, in one line of the processor's cache.
public struct Room: Sendable {
  public internal(set) var free: Amounts
  /// Thousandths left on each GPU.
  public internal(set) var devices: SIMD8<UInt16>
  /// The number of the node's kind.
  public internal(set) var kind: UInt16
  /// A bit for each way to ask for GPUs that some unit here has.
  public internal(set) var hosted: UInt8 = 0
  public internal(set) var state: NodeState = .ready
  /// How many GPUs it has, used or not.
  public internal(set) var gpus: UInt8
  public internal(set) var units: UInt16 = 0
  /// What the policy in force thinks this is worth, so that it works it out once a change.
  var worth: Double = 0

  /// An empty node.
  init(_ kind: NodeKind, number: UInt16) {
    free = kind.capacity
    devices = .zero
    for device in 0..<kind.gpus { devices[device] = 1_000 }
    self.kind = number
    gpus = UInt8(kind.gpus)
  }

  /// Takes a unit in on these devices, a bit each.
  mutating func take(_ need: Need, on mask: UInt8) {
    free &-= need.amounts
    units &+= 1
    hosted |= need.wish.bit
    guard mask != 0 else { return }
    for device in 0..<8 where mask & (1 << device) != 0 { devices[device] &-= need.share }
    countDevices()
  }

  /// Lets a unit go that was on these devices.
  mutating func release(_ need: Need, from mask: UInt8) {
    free &+= need.amounts
    units &-= 1
    if units == 0 { hosted = 0 }
    guard mask != 0 else { return }
    for device in 0..<8 where mask & (1 << device) != 0 { devices[device] &+= need.share }
    countDevices()
  }

  /// The emptiest device and the number of unused ones follow from the devices.
  private mutating func countDevices() {
    var (most, whole) = (UInt16(0), Int32(0))
    for device in 0..<8 {
      most = max(most, devices[device])
      whole &+= devices[device] == 1_000 ? 1 : 0
    }
    free[3] = Int32(most)
    free[4] = whole
  }

  /// The devices a unit takes where nobody says otherwise: the fullest that will do, the first of equals.
  func tightest(for need: Need) -> UInt8 {
    var (mask, left) = (UInt8(0), need.gpus)
    while left > 0 {
      var (best, least) = (-1, UInt16.max)
      for device in 0..<8
      where mask & (1 << device) == 0 && devices[device] >= need.share && devices[device] < least {
        (best, least) = (device, devices[device])
      }
      guard best >= 0 else { return 0 }
      mask |= 1 << best
      left -= 1
    }
    return mask
  }
}
