/// The last `capacity` values appended, oldest first.
public struct Ring<Element>: RandomAccessCollection {
  private var storage: [Element] = []
  private var head = 0
  public let capacity: Int

  public init(capacity: Int) {
    precondition(capacity > 0, "a ring holds at least one value")
    self.capacity = capacity
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { storage.count }

  public subscript(position: Int) -> Element {
    precondition(position >= 0 && position < storage.count, "ring index out of bounds")
    let index = head + position
    return storage[index < storage.count ? index : index - storage.count]
  }

  /// Adds a value; the oldest leaves when the ring is full.
  public mutating func append(_ element: Element) {
    if storage.count < capacity {
      storage.append(element)
    } else {
      storage[head] = element
      head = head + 1 == capacity ? 0 : head + 1
    }
  }

  public mutating func removeAll() {
    storage.removeAll(keepingCapacity: true)
    head = 0
  }
}

extension Ring: Sendable where Element: Sendable {}
