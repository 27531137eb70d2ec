import Basics
import Glibc
import Model

extension Store {
  /// Puts a copy in a store's place. The copy is looked through first, and what was there is kept beside it.
  /// Returns where, or nil when there was nothing.
  public static func restore(
    _ path: String, from source: String, beat: Beat, isAlive: (Int32) -> Bool
  ) throws(StoreFault) -> String? {
    let copy = try Database(path: source, mode: .read)
    let version = try self.version(of: copy, use: .read)
    guard version <= Schema.steps.count else {
      throw StoreFault(.tooNew(found: version, known: Schema.steps.count), path: source, detail: "")
    }
    if let complaint = try complaints(of: copy).first {
      throw StoreFault(.corrupt, path: source, detail: complaint)
    }
    if let holder = holder(of: path, beat, isAlive) {
      throw StoreFault(.watched(pid: holder.pid), path: path, detail: "")
    }
    try StoreFile.prepare(path)
    let fresh = path + ".restoring"
    StoreFile.remove(fresh)
    try copy.run("VACUUM INTO ?", [.text(fresh)])
    StoreFile.protect(fresh)
    let kept = StoreFile.setAside(path)
    try StoreFile.rename(fresh, to: path)
    return kept
  }

  /// Who holds the watch of the store at a path. One too broken to tell has nobody to disturb.
  private static func holder(of path: String, _ beat: Beat, _ isAlive: (Int32) -> Bool) -> LeaseHolder? {
    do {
      return try Store(path: path, use: .read).leaseHolder(beat, isAlive: isAlive)
    } catch { return nil }
  }

  /// What SQLite finds wrong with a file; nothing when it is sound.
  static func complaints(of database: Database) throws(StoreFault) -> [String] {
    var complaints: [String] = []
    try database.run("PRAGMA quick_check(20)") { row in
      if row.text(0) != "ok" { complaints.append(row.text(0)) }
    }
    return complaints
  }
}
