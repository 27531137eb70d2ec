import Basics
import Glibc

/// A secret in a file: a bearer token, or a user with a password. It is read anew when the file changes, kept by nobody
/// else, and never shown.
public struct Credential: Hashable, Sendable {
  /// What the file holds.
  public enum Kind: Sendable {
    case token
    /// `user:password`
    case basic
  }

  public let kind: Kind
  public let path: String

  public init(_ kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }

  private static let longest = 16_384

  /// The value of the `Authorization` field. Refused when the file's group or others may read it.
  func header() throws(FetchFault) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw fault(String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw fault("is not a file")
    }
    guard status.st_mode & 0o077 == 0 else {
      throw fault("others than its owner may read this secret; chmod 600 it")
    }
    var buffer = [UInt8](repeating: 0, count: Self.longest)
    let count = read(descriptor, &buffer, buffer.count)
    guard count > 0, count < Self.longest else { throw fault("holds no secret of a sensible length") }
    return try value(of: buffer[..<count])
  }

  private func value(of bytes: ArraySlice<UInt8>) throws(FetchFault) -> String {
    var secret = bytes
    while let last = secret.last, last == 0x0A || last == 0x0D || last == 0x20 { secret.removeLast() }
    // A control character would end the field and begin another.
    guard !secret.isEmpty, secret.allSatisfy({ $0 > 0x1F && $0 != 0x7F }) else {
      throw fault("holds no secret on one line")
    }
    switch kind {
    case .token:
      guard secret.allSatisfy({ $0 < 0x7F }) else {
        throw fault("holds a token with other than ASCII letters")
      }
      return "Bearer \(String(decoding: secret, as: UTF8.self))"
    case .basic:
      guard secret.contains(0x3A) else { throw fault("must hold user:password") }
      return "Basic \(Base64.text(secret))"
    }
  }

  private func fault(_ words: String) -> FetchFault { .credential("\(path): \(words)") }
}
