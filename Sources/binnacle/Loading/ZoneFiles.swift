import Basics

/// The time zones of the system, each a file of the time zone database.
enum ZoneFiles {
  private static let directories = ["/usr/share/zoneinfo", "/usr/lib/zoneinfo", "/etc/zoneinfo"]

  /// The offsets of a zone by its name; nil where there is no such zone.
  @Sendable static func table(_ name: String) -> ZoneTable? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else { return nil }
    return Files.first(name, in: directories).flatMap { ZoneTable(tzif: $0.bytes) }
  }
}
