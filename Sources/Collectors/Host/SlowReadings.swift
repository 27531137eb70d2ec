import Basics
import Glibc
import Synchronization
import Telemetry

/// What can take long to read or hang: filesystems, and the many small files under `/sys`. A thread of its own
/// refreshes it; the second's scrape takes what is there.
/// A class because two threads share it, each access under its lock.
final class SlowReadings: Sendable {
  /// The last readings.
  struct Values: Sendable {
    var filesystems: [FilesystemReading] = []
    var interfaces: [InterfaceReading] = []
    var temperatures: [Temperature] = []
  }

  /// What `/sys/class/net` says of an interface.
  struct InterfaceReading: Sendable {
    let device: String
    let isUp: Bool
    /// Bytes a second; nil where the link does not say.
    let speed: Double?
  }

  /// One sensor.
  struct Temperature: Sendable {
    let metric: String
    let labels: Labels
    let celsius: Double
  }

  private struct State {
    var values = Values()
    /// The mount being asked for, and since when.
    var asking: (mount: Mount, since: Instant)?
    /// Mounts that hang; their thread is given up and another takes over.
    var hanging: Set<Mount> = []
    var generation = 0
    var isStopped = false
  }

  private let root: HostRoot
  private let ask: @Sendable (String) -> FilesystemUsage?
  private let state = Mutex(State())

  init(_ root: HostRoot, ask: @escaping @Sendable (String) -> FilesystemUsage?) {
    self.root = root
    self.ask = ask
  }

  var values: Values { state.withLock { $0.values } }

  func stop() { state.withLock { $0.isStopped = true } }

  /// Reads everything once, on the caller's thread.
  func refresh(at now: Instant, generation: Int = 0) {
    let interfaces = readInterfaces()
    let temperatures = readTemperatures()
    state.withLock {
      $0.values.interfaces = interfaces
      $0.values.temperatures = temperatures
    }
    var readings: [FilesystemReading] = []
    for mount in mounts() {
      let isHanging = state.withLock { state in
        if !state.hanging.contains(mount) { state.asking = (mount, now) }
        return state.hanging.contains(mount)
      }
      let usage = isHanging ? nil : ask(mount.mountpoint)
      readings.append(FilesystemReading(mount: mount, labels: mount.labels, usage: usage))
    }
    state.withLock { state in
      // A thread that was given up comes back too late to be heard.
      guard state.generation == generation else { return }
      state.asking = nil
      state.values.filesystems = readings
    }
  }

  /// When a mount has been asked for longer than this, it hangs: it is left out from now on and a new thread is due.
  func giveUpHanging(at now: Instant, after limit: Span) -> Bool {
    state.withLock { state in
      guard let (mount, since) = state.asking, now - since > limit else { return false }
      state.hanging.insert(mount)
      state.asking = nil
      state.generation += 1
      return true
    }
  }

  /// Refreshes every few seconds until stopped or given up; `clock` tells the time.
  func run(every interval: Span, clock: @escaping @Sendable () -> Instant) {
    let generation = state.withLock { $0.generation }
    while state.withLock({ !$0.isStopped && $0.generation == generation }) {
      refresh(at: clock(), generation: generation)
      usleep(UInt32(interval.milliseconds) * 1_000)
    }
  }

  private func mounts() -> [Mount] {
    let text = TextFile.read(root.proc("1/mounts")) ?? TextFile.read(root.proc("self/mounts")) ?? ""
    return Mount.table(text)
  }

  private func readInterfaces() -> [InterfaceReading] {
    Directory.names(root.sys("class/net")).map { device in
      let place = root.sys("class/net/\(device)")
      let speed = TextFile.line("\(place)/speed").flatMap(Double.init)
      return InterfaceReading(
        device: device, isUp: TextFile.line("\(place)/operstate") == "up",
        speed: speed.flatMap { $0 > 0 ? $0 * 125_000 : nil })
    }
  }

  private func readTemperatures() -> [Temperature] {
    let zones = Directory.names(root.sys("class/thermal")).filter { $0.hasPrefix("thermal_zone") }
    let thermal = zones.compactMap { zone -> Temperature? in
      let place = root.sys("class/thermal/\(zone)")
      guard let value = TextFile.line("\(place)/temp").flatMap(Double.init) else { return nil }
      let labels: Labels = [
        "zone": String(zone.dropFirst("thermal_zone".count)), "type": TextFile.line("\(place)/type") ?? "",
      ]
      return Temperature(metric: "node_thermal_zone_temp", labels: labels, celsius: value / 1_000)
    }
    return thermal + Directory.names(root.sys("class/hwmon")).flatMap(readSensors)
  }

  private func readSensors(of chip: String) -> [Temperature] {
    let place = root.sys("class/hwmon/\(chip)")
    let chip = Self.device(at: place) ?? TextFile.line("\(place)/name") ?? chip
    return Directory.names(place).filter { $0.hasPrefix("temp") && $0.hasSuffix("_input") }.compactMap {
      file in
      guard let value = TextFile.line("\(place)/\(file)").flatMap(Double.init) else { return nil }
      let labels: Labels = ["chip": chip, "sensor": String(file.dropLast(6))]
      return Temperature(metric: "node_hwmon_temp_celsius", labels: labels, celsius: value / 1_000)
    }
  }

  /// A chip's kind and device as node_exporter joins them, `nvme_nvme0`: two chips of one make share their name.
  private static func device(at place: String) -> String? {
    guard let resolved = realpath("\(place)/device", nil) else { return nil }
    defer { free(resolved) }
    let parts = String(cString: resolved).split(separator: "/").suffix(2)
    let plain = parts.map { part in
      String(part.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ":") ? $0 : "_" })
    }
    return plain.joined(separator: "_")
  }
}
