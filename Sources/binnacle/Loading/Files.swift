import Glibc

/// Files, read and written whole.
enum Files {
  /// The bytes of a file; nil when it cannot be read.
  static func bytes(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size) + 1)
    var used = 0
    while true {
      if used == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
      let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + used, $0.count - used) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return Array(bytes[..<used]) }
      used += count
    }
  }

  /// A path as it is from the root.
  static func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), let here = getcwd(nil, 0) else { return path }
    defer { free(here) }
    let rest = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    return "\(String(cString: here))/\(rest)"
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
  static func canRead(_ path: String) -> Bool { access(path, R_OK) == 0 }

  /// Whether there is a program of this name, or at this path, that may be run.
  static func isProgram(_ name: String) -> Bool {
    let places = getenv("PATH").map { String(cString: $0).split(separator: ":") } ?? []
    let paths = name.contains("/") ? [name] : places.map { "\($0)/\(name)" }
    return paths.contains { path in
      var status = stat()
      return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && access(path, X_OK) == 0
    }
  }

  /// The first of some directories that has a file of this name, with its bytes.
  static func first(_ name: String, in directories: [String]) -> (path: String, bytes: [UInt8])? {
    for directory in directories {
      let path = "\(directory)/\(name)"
      if let bytes = bytes(path) { return (path, bytes) }
    }
    return nil
  }

  /// The names of files with an ending in some directories; of files with one name the first directory's counts.
  static func all(_ ending: String, in directories: [String]) -> [(name: String, path: String)] {
    var found: [String: String] = [:]
    for directory in directories {
      for name in names(directory) where name.hasSuffix(ending) && found[name] == nil {
        found[name] = "\(directory)/\(name)"
      }
    }
    return found.sorted { $0.key < $1.key }.map { (name: $0.key, path: $0.value) }
  }

  static func names(_ directory: String) -> [String] {
    guard let handle = opendir(directory) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
    return names.sorted()
  }

  /// Writes a file that only its owner can read. Returns the system's words when it cannot.
  static func write(_ text: String, to path: String, exclusively: Bool = false) -> String? {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | (exclusively ? O_EXCL : O_TRUNC)
    let descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    defer { close(descriptor) }
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return String(cString: strerror(errno)) }
      bytes = bytes.dropFirst(count)
    }
    return nil
  }

  /// Makes a directory and those above it, for their owner alone.
  static func makeDirectory(_ path: String) {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/") {
      made += "/\(part)"
      mkdir(made, 0o700)
    }
  }
}
