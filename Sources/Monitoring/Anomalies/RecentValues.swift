/// The last values of a series in one stretch of memory, newest first.
struct RecentValues: Sendable {
  let capacity: Int
  private var storage: [Float] = []
  private var newest: Int
  private(set) var count = 0

  init(capacity: Int) {
    precondition(capacity > 0, "at least one value is kept")
    self.capacity = capacity
    newest = 0
  }

  /// Adds a value; the oldest leaves when there is no room.
  mutating func append(_ value: Float) {
    if newest == 0 { makeRoom() }
    newest -= 1
    storage[newest] = value
    count = min(count + 1, capacity)
  }

  mutating func removeAll() { (storage, newest, count) = ([], 0, 0) }

  /// Twice the room there is need for, so that values are moved once in many steps.
  private mutating func makeRoom() {
    let kept = Array(storage.prefix(min(count, capacity - 1)))
    let room = min(capacity, max(64, 2 * kept.count))
    storage = [Float](repeating: 0, count: room) + kept
    newest = room
  }

  /// The values, the newest at 0.
  func withValues<Result>(_ body: (UnsafeBufferPointer<Float>) -> Result) -> Result {
    storage.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[newest..<(newest + count)])) }
  }
}
