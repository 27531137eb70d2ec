import Glibc

/// Tells when a file has been written anew, also by an editor that puts a new file in its place.
/// A class because it owns what the kernel watches with.
final class FileWatch {
  let descriptor: Int32
  private var watched: Int32 = -1
  private var name = ""

  init() { descriptor = inotify_init1(Int32(O_NONBLOCK) | Int32(O_CLOEXEC)) }

  deinit { close(descriptor) }

  /// Watches this file and no other; nothing where there is none.
  func watch(_ path: String?) {
    if watched >= 0 { inotify_rm_watch(descriptor, watched) }
    watched = -1
    guard let path, let slash = path.lastIndex(of: "/") else { return }
    name = String(path[path.index(after: slash)...])
    watched = inotify_add_watch(
      descriptor, String(path[..<slash]), UInt32(IN_CLOSE_WRITE) | UInt32(IN_MOVED_TO))
  }

  /// Whether the file has changed since the last call.
  func hasChanged() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    var isOurs = false
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return isOurs }
      var place = 0
      while place + 16 <= count {
        let length = Int(buffer[place + 12]) | Int(buffer[place + 13]) << 8
        let text = buffer[(place + 16)..<min(place + 16 + length, count)].prefix { $0 != 0 }
        if String(decoding: text, as: UTF8.self) == name { isOurs = true }
        place += 16 + length
      }
    }
  }
}
