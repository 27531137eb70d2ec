import Basics
import Simulation
import Testing

/// Virtual time.
@Suite struct EventQueueTests {
  @Test func `events come in the order of time, and those of one instant as they were scheduled`() {
    var (chance, queue) = (Chance(seed: 1), EventQueue<Int>(start: .epoch))
    var expected: [(at: Int64, number: Int)] = []
    for number in 0..<5_000 {
      let at = Int64(chance.next() % 500)
      expected.append((at, number))
      queue.schedule(number, at: .epoch + .milliseconds(at))
    }
    expected.sort { ($0.at, $0.number) < ($1.at, $1.number) }
    var order: [(at: Int64, number: Int)] = []
    while let number = queue.next() { order.append((queue.now.milliseconds, number)) }
    #expect(order.elementsEqual(expected, by: ==) && queue.isEmpty && queue.happened == 5_000)
  }

  @Test func `what is scheduled meanwhile takes its place`() {
    var queue = EventQueue<String>(start: .epoch)
    queue.schedule("late", at: .epoch + .seconds(9))
    queue.schedule("soon", at: .epoch + .seconds(1))
    #expect(queue.next() == "soon")
    queue.schedule("between", at: .epoch + .seconds(5))
    #expect(queue.next() == "between" && queue.next() == "late" && queue.next() == nil)
  }

  @Test func `time stops at the end that was given`() {
    var queue = EventQueue<Int>(start: .epoch)
    queue.schedule(1, at: .epoch + .seconds(5))
    #expect(queue.next(until: .epoch + .seconds(4)) == nil && queue.now == .epoch)
    #expect(queue.next(until: .epoch + .seconds(5)) == 1 && queue.now == .epoch + .seconds(5))
  }
}
