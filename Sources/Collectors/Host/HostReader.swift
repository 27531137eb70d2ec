/// A part of the host that is read every second. Each is one file of `Host/`, listed in `HostCollector`.
protocol HostReader: AnyObject {
  /// Adds what the part says now; nothing when the kernel has no such file.
  func read(into scrape: inout ScrapeBuilder)
}
