/// Where the kernel's files are: the real ones, or a saved tree for tests.
public struct HostRoot: Sendable {
  public let path: String

  public init(_ path: String = "") { self.path = path }

  func proc(_ name: String) -> String { "\(path)/proc/\(name)" }
  func sys(_ name: String) -> String { "\(path)/sys/\(name)" }
  func etc(_ name: String) -> String { "\(path)/etc/\(name)" }
}
