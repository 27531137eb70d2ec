import Basics

/// A process as the lease knows it: its number, the start of the machine it lives in, and that machine's uptime.
public struct Beat: Hashable, Sendable {
  public let pid: Int32
  /// Changes with every start of the machine.
  public let boot: String
  /// Since the machine's start; unlike the time of day nobody sets it.
  public let uptime: Span

  public init(pid: Int32, boot: String, uptime: Span) {
    self.pid = pid
    self.boot = boot
    self.uptime = uptime
  }
}

/// Who holds the lease.
public struct LeaseHolder: Hashable, Sendable {
  public let epoch: Int64
  public let pid: Int32
  public let since: Instant
  public let tickedAt: Instant
}

extension Store {
  /// After this long without a sign of life a holder counts as gone.
  public static let patience = Span.seconds(3)

  /// Who holds the lease; nil when nobody does, because it was never taken, was given up, or its holder is dead or
  /// silent. `isAlive` tells whether a process of this machine still runs.
  public func leaseHolder(_ beat: Beat, isAlive: (Int32) -> Bool) throws(StoreFault) -> LeaseHolder? {
    var holder: LeaseHolder?
    try database.run("SELECT epoch, pid, since, ticked_at, boot, beat FROM lease") { row in
      let pid = Int32(truncatingIfNeeded: row.integer(1))
      let silence = Span(milliseconds: beat.uptime.milliseconds - row.integer(5))
      guard pid != 0, row.text(4) == beat.boot, silence < Self.patience, isAlive(pid) else { return }
      holder = LeaseHolder(epoch: row.integer(0), pid: pid, since: row.instant(2), tickedAt: row.instant(3))
    }
    return holder
  }

  /// Takes the lease if nobody holds it. Returns the epoch, or nil when another holds it. Call within `write`.
  public func takeLease(_ beat: Beat, at now: Instant, isAlive: (Int32) -> Bool) throws(StoreFault) -> Int64?
  {
    guard try leaseHolder(beat, isAlive: isAlive) == nil else { return nil }
    let epoch = try database.number("SELECT epoch FROM lease") ?? 0
    try database.run(
      """
      INSERT INTO lease (id, epoch, pid, boot, since, beat, ticked_at) VALUES (1, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET epoch = excluded.epoch, pid = excluded.pid, boot = excluded.boot,
        since = excluded.since, beat = excluded.beat, ticked_at = excluded.ticked_at
      """,
      [
        .integer(epoch + 1), .integer(Int64(beat.pid)), .text(beat.boot), .of(now),
        .integer(beat.uptime.milliseconds), .of(now),
      ])
    try database.run("DELETE FROM onlooker WHERE pid = ?", [.integer(Int64(beat.pid))])
    return epoch + 1
  }

  /// Gives a sign of life as the holder of an epoch. False when another has taken over since. Call within `write`.
  public func keepLease(epoch: Int64, _ beat: Beat, at now: Instant) throws(StoreFault) -> Bool {
    try database.run(
      "UPDATE lease SET beat = ?, ticked_at = ? WHERE epoch = ? AND pid = ?",
      [.integer(beat.uptime.milliseconds), .of(now), .integer(epoch), .integer(Int64(beat.pid))])
    return database.changedRows == 1
  }

  /// Gives the lease up, so that another may take it at once.
  public func releaseLease(epoch: Int64) throws(StoreFault) {
    try database.run("UPDATE lease SET pid = 0 WHERE epoch = ?", [.integer(epoch)])
  }

  /// Says that a process looks on.
  public func lookOn(_ beat: Beat) throws(StoreFault) {
    try database.run(
      """
      INSERT INTO onlooker (pid, boot, beat) VALUES (?, ?, ?)
      ON CONFLICT (pid) DO UPDATE SET boot = excluded.boot, beat = excluded.beat
      """, [.integer(Int64(beat.pid)), .text(beat.boot), .integer(beat.uptime.milliseconds)])
  }

  /// Says that a process does not look on any more.
  public func lookAway(pid: Int32) throws(StoreFault) {
    try database.run("DELETE FROM onlooker WHERE pid = ?", [.integer(Int64(pid))])
  }

  /// The processes that have looked on lately.
  public func onlookers(_ beat: Beat) throws(StoreFault) -> [Int32] {
    var found: [Int32] = []
    try database.run(
      "SELECT pid FROM onlooker WHERE boot = ? AND beat > ? AND pid <> ? ORDER BY pid",
      [
        .text(beat.boot), .integer((beat.uptime - Self.patience).milliseconds), .integer(Int64(beat.pid)),
      ]
    ) { row in found.append(Int32(truncatingIfNeeded: row.integer(0))) }
    return found
  }
}
