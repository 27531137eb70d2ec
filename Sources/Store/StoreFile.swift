import Glibc
import Model

/// The store's file and its directory: private to their owner.
enum StoreFile {
  /// Makes the directories and an empty file where there are none.
  static func prepare(_ path: String) throws(StoreFault) {
    let directory = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(
      separator: "/")
    if !directory.isEmpty { try makeDirectory(directory, for: path) }
    let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EACCES && errno != EROFS {
      throw StoreFault(.inaccessible, path: path, detail: reason())
    } else {
      throw StoreFault(access(path, R_OK) == 0 ? .readOnly : .inaccessible, path: path, detail: reason())
    }
  }

  /// SQLite opens a directory and only stumbles when it reads.
  static func refuseDirectory(_ path: String) throws(StoreFault) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return }
    throw StoreFault(.inaccessible, path: path, detail: String(cString: strerror(EISDIR)))
  }

  private static func makeDirectory(_ directory: String, for path: String) throws(StoreFault) {
    var made = ""
    for part in directory.split(separator: "/", omittingEmptySubsequences: false) {
      made += made.isEmpty && part.isEmpty ? "/" : made.hasSuffix("/") || made.isEmpty ? part : "/" + part
      if made == "/" || mkdir(made, 0o700) == 0 || errno == EEXIST { continue }
      throw StoreFault(.inaccessible, path: path, detail: "\(made): \(reason())")
    }
  }

  private static func reason() -> String { String(cString: strerror(errno)) }

  static func protect(_ path: String) { chmod(path, 0o600) }

  /// Moves a store and its journal out of the way; returns where to, nil when it was empty.
  static func setAside(_ path: String) -> String? {
    var status = stat()
    guard stat(path, &status) == 0, status.st_size > 0 else { return nil }
    let kept = path + ".before-restore"
    for ending in ["", "-wal", "-shm"] {
      unlink(kept + ending)
      Glibc.rename(path + ending, kept + ending)
    }
    return kept
  }

  static func rename(_ path: String, to target: String) throws(StoreFault) {
    guard Glibc.rename(path, target) == 0 else {
      throw StoreFault(.inaccessible, path: target, detail: reason())
    }
  }

  static func remove(_ path: String) { unlink(path) }
}
