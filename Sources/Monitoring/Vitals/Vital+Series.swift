import Telemetry

extension Vital {
  /// The metric under which a vital is recorded, named as recording rules are: of what, what of it, in what.
  public var metric: String {
    switch self {
    case .cpu: "node:cpu:ratio"
    case .user: "node:cpu_user:ratio"
    case .system: "node:cpu_system:ratio"
    case .iowait: "node:cpu_iowait:ratio"
    case .steal: "node:cpu_steal:ratio"
    case .load: "node:load1:per_core"
    case .memory: "node:memory_used:ratio"
    case .swap: "node:swap_used:ratio"
    case .cpuPressure: "node:pressure_cpu:ratio"
    case .memoryPressure: "node:pressure_memory:ratio"
    case .ioPressure: "node:pressure_io:ratio"
    case .diskBusy: "node:disk_busy:ratio"
    case .diskRead: "node:disk_read:bytes_per_second"
    case .diskWrite: "node:disk_written:bytes_per_second"
    case .fullness: "node:filesystem_used:ratio"
    case .netIn: "node:network_received:bytes_per_second"
    case .netOut: "node:network_sent:bytes_per_second"
    case .netFaults: "node:network_faults:per_second"
    case .retransmits: "node:tcp_retransmits:ratio"
    case .temperature: "node:temperature:celsius"
    case .runQueue: "node:run_queue:processes"
    }
  }

  /// How many steps that are told apart lie between 0 and 1; what is measured is hardly finer.
  private var steps: Double {
    switch unit {
    case .ratio, .perCore: 10_000
    case .perSecond, .celsius: 100
    case .bytesPerSecond, .count: 1
    }
  }

  /// A value as it is recorded: a short decimal, since further digits would be noise that takes room; one that is not
  /// known has ended.
  func recorded(_ value: Float) -> Double {
    value.isFinite ? (Double(value) * steps).rounded() / steps : Staleness.marker
  }

  private static let metrics = Set(allCases.map(\.metric))

  /// Whether vitals are recorded under a metric's name.
  public static func isMetric(_ name: String) -> Bool { metrics.contains(name) }
}

extension Vitals {
  /// What was recorded under a layout.
  public init(recorded values: [Double], _ layout: Layout) {
    self.init()
    for vital in Vital.allCases {
      if let column = layout.first(vital.metric) { self[vital] = Float(values[column]) }
    }
  }
}

extension Labels {
  /// The mark of the sources that record vitals.
  public static let vitalsMark = "vitals"

  /// The labels of the source that records the vitals of a node with these.
  public var ofVitals: Labels { setting(Self.sourceMark, to: Self.vitalsMark) }

  /// Whether these are the labels of a source that records a node's vitals.
  public var areOfVitals: Bool { self[Self.sourceMark] == Self.vitalsMark }
}
