import Basics

/// What a unit needs and a node has; the raw value is its lane in a vector.
public enum Resource: Int, CaseIterable, Sendable {
  /// Thousandths of a core.
  case cpu
  /// MiB.
  case memory
  /// Thousandths of a GPU, all devices together.
  case gpu
  /// Thousandths of the emptiest GPU: what one shared device can still take.
  case device
  /// GPUs that nobody uses.
  case wholeDevices
  /// Mbit a second.
  case bandwidth
  /// GiB.
  case disk
  /// How many units a node may hold.
  case slots

  public var name: Bilingual {
    switch self {
    case .cpu: Bilingual(english: "CPU", chinese: "CPU")
    case .memory: Bilingual(english: "memory", chinese: "内存")
    case .gpu: Bilingual(english: "GPU", chinese: "GPU")
    case .device: Bilingual(english: "room on one GPU", chinese: "单个 GPU 的余量")
    case .wholeDevices: Bilingual(english: "free GPUs", chinese: "空闲 GPU")
    case .bandwidth: Bilingual(english: "bandwidth", chinese: "带宽")
    case .disk: Bilingual(english: "disk", chinese: "磁盘")
    case .slots: Bilingual(english: "places for units", chinese: "单元名额")
    }
  }

  /// So much of it, as people read it: `2.5 cores`, `12.0 GiB`.
  public func amount(_ quantity: Int32) -> Bilingual {
    let number = Double(quantity)
    switch self {
    case .cpu:
      let cores = Figures.brief(number / 1_000)
      return Bilingual(english: "\(cores) cores", chinese: "\(cores) 核")
    case .memory: return Bilingual(Figures.bytes(number * 1_048_576))
    case .gpu, .device:
      let devices = Figures.brief(number / 1_000)
      return Bilingual(english: "\(devices) GPU", chinese: "\(devices) 个 GPU")
    case .wholeDevices: return Bilingual(english: "\(quantity) GPU", chinese: "\(quantity) 个 GPU")
    case .bandwidth: return Bilingual("\(Figures.brief(number)) Mbit/s")
    case .disk: return Bilingual(Figures.bytes(number * 1_073_741_824))
    case .slots: return Bilingual(english: "\(quantity) units", chinese: "\(quantity) 个单元")
    }
  }
}

/// An amount of every resource, a lane each.
public typealias Amounts = SIMD8<Int32>

extension Amounts {
  public subscript(resource: Resource) -> Int32 {
    get { self[resource.rawValue] }
    set { self[resource.rawValue] = newValue }
  }

  /// Whether no lane is below zero.
  @inline(__always) var isCovered: Bool {
    // Signs are gathered by bits: the compiler makes a loop of a comparison by lanes.
    let signs = unsafeBitCast(lowHalf | highHalf, to: SIMD2<UInt64>.self)
    return (signs.x | signs.y) & 0x8000_0000_8000_0000 == 0
  }
}
