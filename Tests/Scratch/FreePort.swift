import Glibc

/// Ports of the loopback interface.
public enum FreePort {
  /// A socket that listens on one, and the port.
  public static func listener() -> (socket: Int32, port: Int) {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &size) == 0
      }
    }
    precondition(isBound, "the loopback interface has a free port")
    return (listener, Int(UInt16(bigEndian: address.sin_port)))
  }

  /// A port that nobody listens on just now.
  public static func unused() -> Int {
    let (socket, port) = listener()
    close(socket)
    return port
  }
}
