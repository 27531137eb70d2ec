import Glibc
import Synchronization

/// An address of a socket, as the system has it.
struct SocketAddress: Hashable, Sendable {
  let family: Int32
  let bytes: [UInt8]

  func connect(_ socket: Int32) -> Int32 {
    bytes.withUnsafeBytes { bytes in
      Glibc.connect(
        socket, bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
  }

  /// The addresses of a host: at once for a numeric one, else after however long the system needs.
  static func find(_ host: String, _ port: Int, isNumeric: Bool) -> Result<[SocketAddress], NameFault> {
    var (hints, first) = (addrinfo(), UnsafeMutablePointer<addrinfo>?.none)
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    hints.ai_flags = AI_NUMERICSERV | (isNumeric ? AI_NUMERICHOST : AI_ADDRCONFIG)
    let code = getaddrinfo(host, String(port), &hints, &first)
    guard code == 0 else { return .failure(NameFault(words: String(cString: gai_strerror(code)))) }
    defer { freeaddrinfo(first) }
    var (found, next): ([SocketAddress], UnsafeMutablePointer<addrinfo>?) = ([], first)
    while let info = next?.pointee {
      let bytes = UnsafeRawBufferPointer(start: info.ai_addr, count: Int(info.ai_addrlen))
      found.append(SocketAddress(family: info.ai_family, bytes: Array(bytes)))
      next = info.ai_next
    }
    return .success(found)
  }
}

/// Why a name has no address, in the system's words.
struct NameFault: Error, Sendable {
  let words: String
}

/// Looks names up on threads of their own and remembers what they mean, so that no name holds the others up.
/// A class because its threads answer to it.
final class Names {
  /// What is known of a name.
  enum Look {
    case known([SocketAddress])
    case pending
    case failed(String)
  }

  private struct Entry {
    var found: Result<[SocketAddress], NameFault>?
    var lookedAt: Int64
    var isPending: Bool
  }

  private let chores: Chores
  private let answers = Inbox<(key: String, found: Result<[SocketAddress], NameFault>)>()
  private var entries: [String: Entry] = [:]

  /// How long an answer is taken for fresh, in nanoseconds. A stale one serves until there is another.
  private static let freshness: Int64 = 60_000_000_000
  /// How long a name that was not found is not asked for again.
  private static let patience: Int64 = 5_000_000_000

  init(_ chores: Chores) { self.chores = chores }

  /// The addresses of a host, if they are known. If not they are looked for, and the bell is rung when they are.
  func look(for host: String, _ port: Int, at now: Moment) -> Look {
    collect(at: now)
    let key = "\(host) \(port)"
    var entry = entries[key] ?? known(numeric: host, port, at: now)
    let age = now.nanoseconds - entry.lookedAt
    let isDue: Bool
    switch entry.found {
    case nil: isDue = true
    case .success: isDue = age > Self.freshness
    case .failure: isDue = age > Self.patience
    }
    if isDue, !entry.isPending {
      entry.isPending = true
      chores.start { [answers] in
        answers.put((key: key, found: SocketAddress.find(host, port, isNumeric: false)))
      }
    }
    entries[key] = entry
    switch entry.found {
    case .success(let addresses): return .known(addresses)
    case .failure(let fault) where !entry.isPending: return .failed(fault.words)
    case .failure, nil: return .pending
    }
  }

  /// A numeric address means itself for ever.
  private func known(numeric host: String, _ port: Int, at now: Moment) -> Entry {
    if case .success(let found) = SocketAddress.find(host, port, isNumeric: true) {
      return Entry(found: .success(found), lookedAt: .max, isPending: false)
    }
    return Entry(found: nil, lookedAt: now.nanoseconds, isPending: false)
  }

  private func collect(at now: Moment) {
    for (key, found) in answers.take() {
      // A server of names that does not answer just now is no reason to forget.
      if case .failure = found, case .success? = entries[key]?.found {
        entries[key]?.lookedAt = now.nanoseconds
        entries[key]?.isPending = false
      } else {
        entries[key] = Entry(found: found, lookedAt: now.nanoseconds, isPending: false)
      }
    }
  }
}
