import Basics
import Telemetry

/// What the host is: kernel and system.
/// A class because readers are.
final class IdentityReader: HostReader {
  private let system: Labels
  private let kernel: Labels

  private static let kernelInfo = Metric("node_uname_info")
  private static let systemInfo = Metric("node_os_info")

  init(_ root: HostRoot) {
    func line(_ name: String) -> String { TextFile.line(root.proc("sys/kernel/\(name)")) ?? "" }
    kernel = [
      "sysname": line("ostype"), "release": line("osrelease"), "version": line("version"),
      "nodename": line("hostname"), "domainname": line("domainname"),
    ]
    let fields = (TextFile.read(root.etc("os-release")) ?? "").split(separator: "\n").compactMap {
      line -> Label? in
      let parts = line.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else { return nil }
      return Label(parts[0].lowercased(), parts[1].filter { $0 != "\"" })
    }
    system = Labels(fields.filter { ["id", "name", "pretty_name", "version_id"].contains($0.name) })
  }

  func read(into scrape: inout ScrapeBuilder) {
    scrape.add(Self.kernelInfo, kernel, 1)
    if !system.isEmpty { scrape.add(Self.systemInfo, system, 1) }
  }
}
