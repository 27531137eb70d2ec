import CSQLite
import Model

/// Why the store cannot do what it was asked.
public struct StoreFault: Error, Hashable, Sendable {
  public let kind: StoreTrouble
  public let path: String
  /// SQLite's own words.
  public let detail: String

  public init(_ kind: StoreTrouble, path: String, detail: String) {
    self.kind = kind
    self.path = path
    self.detail = detail
  }

  /// The fault a result code stands for.
  init(code: Int32, path: String, detail: String) {
    let kind: StoreTrouble =
      switch code & 0xFF {
      case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH: .inaccessible
      case SQLITE_NOTADB: .notAStore
      case SQLITE_CORRUPT: .corrupt
      case SQLITE_BUSY, SQLITE_LOCKED: .locked
      case SQLITE_FULL: .full
      case SQLITE_READONLY: .readOnly
      default: .failed
      }
    self.init(kind, path: path, detail: detail)
  }
}
