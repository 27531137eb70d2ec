import Model
import Telemetry

/// Where the figures of units stand in the scrapes of a source, as cAdvisor names them.
struct UnitColumns {
  /// The places of one unit's figures; of the processor's seconds there may be several, which add up.
  struct Places {
    let name: String
    /// What it is one of; nil where its labels do not say.
    let group: String?
    /// What its labels say of its needs; nil where they say nothing.
    let needs: UnitNeeds?
    fileprivate(set) var seconds: [Int] = []
    fileprivate(set) var memory: Int?
    fileprivate(set) var quota: Int?
    fileprivate(set) var period: Int?
  }

  let layout: Layout
  private(set) var units: [Places] = []

  /// Whether a source tells of units at all.
  static func tells(_ layout: Layout) -> Bool {
    layout.first("container_cpu_usage_seconds_total") != nil
      || layout.first("container_memory_working_set_bytes") != nil
  }

  init(_ layout: Layout) {
    self.layout = layout
    var numbers: [String: Int] = [:]
    func visit(_ metric: String, _ note: (inout Places, Int) -> Void) {
      for column in layout.columns(of: metric) {
        let labels = layout.columns[column].labels
        guard let name = Self.name(labels) else { continue }
        let number = numbers[name] ?? units.count
        if number == units.count {
          let group = Self.group(labels)
          units.append(Places(name: name, group: group, needs: Self.needs(labels, of: group)))
        }
        numbers[name] = number
        note(&units[number], column)
      }
    }
    visit("container_cpu_usage_seconds_total") { $0.seconds.append($1) }
    visit("container_memory_working_set_bytes") { $0.memory = $1 }
    visit("container_spec_cpu_quota") { $0.quota = $1 }
    visit("container_spec_cpu_period") { $0.period = $1 }
  }

  /// What a unit is called: its pod and container under Kubernetes, else its name. Nil for the groups of processes
  /// that hold others, and for the sandbox of a pod.
  private static func name(_ labels: Labels) -> String? {
    let (pod, container) = (labels["pod"], labels["container"])
    if !pod.isEmpty { return container.isEmpty || container == "POD" ? nil : "\(pod)/\(container)" }
    let name = labels["name"]
    return name.isEmpty ? nil : name
  }

  /// A container's own label `binnacle.group`, as cAdvisor passes it on, or its service under Compose.
  private static func group(_ labels: Labels) -> String? {
    let names = ["container_label_binnacle_group", "container_label_com_docker_compose_service"]
    return names.lazy.map { labels[$0] }.first { !$0.isEmpty }
  }

  /// A container's labels `binnacle.priority` and the like, as cAdvisor passes them on.
  private static func needs(_ labels: Labels, of group: String?) -> UnitNeeds? {
    UnitNeeds(group: group) { labels["container_label_binnacle_\($0.rawValue)"] }
  }
}
