/// Many names in one stretch of bytes: four bytes each beside their letters.
public struct Names: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []

  public init() {}

  public var count: Int { ends.count }

  public mutating func append(_ name: String) {
    bytes.append(contentsOf: name.utf8)
    ends.append(UInt32(bytes.count))
  }

  public subscript(index: Int) -> String {
    let start = index == 0 ? 0 : Int(ends[index - 1])
    return String(decoding: bytes[start..<Int(ends[index])], as: UTF8.self)
  }

  /// What they take up in memory.
  public var footprint: Int { bytes.count + ends.count * MemoryLayout<UInt32>.stride }
}
