import Basics
import Glibc
import Telemetry

/// A mounted filesystem as the mount table names it.
struct Mount: Hashable, Sendable {
  let device: String
  let mountpoint: String
  let type: String
  let isReadOnly: Bool

  var labels: Labels { ["device": device, "fstype": type, "mountpoint": mountpoint] }

  /// Kinds that hold no data of their own; the list of node_exporter.
  private static let passedOver: Set<String> = [
    "autofs", "binfmt_misc", "bpf", "cgroup", "cgroup2", "configfs", "debugfs", "devpts", "devtmpfs",
    "efivarfs",
    "fusectl", "hugetlbfs", "iso9660", "mqueue", "nsfs", "overlay", "proc", "procfs", "pstore", "rpc_pipefs",
    "securityfs", "selinuxfs", "squashfs", "erofs", "sysfs", "tracefs",
  ]
  private static let passedOverPlaces = ["/dev", "/proc", "/sys", "/var/lib/docker", "/run/credentials"]

  /// The filesystems of a mount table that are worth watching; the last mounted at a place hides those below. In a
  /// container the root is an overlay and all there is.
  static func table(_ text: String) -> [Mount] {
    var found: [Mount] = []
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ").map { unescaped($0) }
      guard fields.count >= 4 else { continue }
      let mount = Mount(
        device: fields[0], mountpoint: fields[1], type: fields[2],
        isReadOnly: fields[3].split(separator: ",").contains("ro"))
      guard mount.isWatched else { continue }
      found.removeAll { $0.mountpoint == mount.mountpoint }
      found.append(mount)
    }
    return found
  }

  private var isWatched: Bool {
    if mountpoint == "/", type == "overlay" { return true }
    return !Self.passedOver.contains(type)
      && !Self.passedOverPlaces.contains { mountpoint == $0 || mountpoint.hasPrefix($0 + "/") }
  }

  /// The table writes a blank as `\040`.
  private static func unescaped(_ field: Substring) -> String {
    guard field.utf8.contains(0x5C) else { return String(field) }
    var (result, rest) = ([UInt8](), Array(field.utf8)[...])
    while let byte = rest.popFirst() {
      let digits = rest.prefix(3)
      if byte == 0x5C, digits.count == 3, let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
      {
        result.append(code)
        rest = rest.dropFirst(3)
      } else {
        result.append(byte)
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// How full a filesystem is.
public struct FilesystemUsage: Hashable, Sendable {
  public var size: Double
  public var free: Double
  public var available: Double
  public var files: Double
  public var filesFree: Double

  public init(size: Double, free: Double, available: Double, files: Double, filesFree: Double) {
    self.size = size
    self.free = free
    self.available = available
    self.files = files
    self.filesFree = filesFree
  }

  /// Asks the kernel; nil when it does not answer with success. May hang on a dead network filesystem.
  @Sendable public static func ask(_ mountpoint: String) -> FilesystemUsage? {
    var answer = statvfs()
    guard statvfs(mountpoint, &answer) == 0 else { return nil }
    let block = Double(answer.f_frsize)
    return FilesystemUsage(
      size: Double(answer.f_blocks) * block, free: Double(answer.f_bfree) * block,
      available: Double(answer.f_bavail) * block, files: Double(answer.f_files),
      filesFree: Double(answer.f_ffree))
  }
}

/// A mount with what was last heard of it.
struct FilesystemReading: Sendable {
  let mount: Mount
  let labels: Labels
  /// Nil while the kernel does not answer.
  let usage: FilesystemUsage?
}
