import Basics
import Testing

@Suite struct RingTests {
  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func `a ring holds the last values appended, oldest first`(seed: UInt64) {
    var chance = Chance(seed: seed)
    var ring = Ring<Int>(capacity: .random(in: 1...9, using: &chance))
    var appended: [Int] = []
    for value in 0..<40 {
      if chance.happens(0.03) {
        ring.removeAll()
        appended.removeAll()
      }
      ring.append(value)
      appended.append(value)
      #expect(Array(ring) == Array(appended.suffix(ring.capacity)))
    }
  }

  @Test func `an empty ring has nothing`() {
    let ring = Ring<Int>(capacity: 3)
    #expect(ring.isEmpty)
    #expect(ring.last == nil)
    #expect(ring.capacity == 3)
  }

  @Test func `a ring can be gone through from the end`() {
    var ring = Ring<Int>(capacity: 3)
    for value in 1...5 { ring.append(value) }
    #expect(ring.reversed() == [5, 4, 3])
    #expect(Array(ring.suffix(2)) == [4, 5])
  }
}
