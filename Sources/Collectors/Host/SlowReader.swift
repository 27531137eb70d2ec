import Basics
import Telemetry

/// Puts the last slow readings into the scrape.
/// A class because readers are.
final class SlowReader: HostReader {
  private let readings: SlowReadings

  private static let size = Metric("node_filesystem_size_bytes")
  private static let free = Metric("node_filesystem_free_bytes")
  private static let available = Metric("node_filesystem_avail_bytes")
  private static let files = Metric("node_filesystem_files")
  private static let filesFree = Metric("node_filesystem_files_free")
  private static let readOnly = Metric("node_filesystem_readonly")
  private static let fault = Metric("node_filesystem_device_error")
  private static let up = Metric("node_network_up")
  private static let speed = Metric("node_network_speed_bytes")

  init(_ readings: SlowReadings) { self.readings = readings }

  func read(into scrape: inout ScrapeBuilder) {
    let values = readings.values
    for filesystem in values.filesystems {
      let labels = filesystem.labels
      scrape.add(Self.fault, labels, filesystem.usage == nil ? 1 : 0)
      scrape.add(Self.readOnly, labels, filesystem.mount.isReadOnly ? 1 : 0)
      guard let usage = filesystem.usage else { continue }
      scrape.add(Self.size, labels, usage.size)
      scrape.add(Self.free, labels, usage.free)
      scrape.add(Self.available, labels, usage.available)
      scrape.add(Self.files, labels, usage.files)
      scrape.add(Self.filesFree, labels, usage.filesFree)
    }
    for interface in values.interfaces {
      let labels: Labels = ["device": interface.device]
      scrape.add(Self.up, labels, interface.isUp ? 1 : 0)
      scrape.add(Self.speed, labels, interface.speed)
    }
    for sensor in values.temperatures { scrape.add(Metric(sensor.metric), sensor.labels, sensor.celsius) }
  }
}
