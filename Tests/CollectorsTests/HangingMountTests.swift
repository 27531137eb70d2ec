import Basics
import Synchronization
import Telemetry
import Testing

@testable import Collectors

@Suite struct HangingMountTests {
  private let tree = SavedTree(["proc/1/mounts": "a /a ext4 rw 0 0\nn /nfs nfs rw 0 0\nz /z ext4 rw 0 0\n"])
  private let usage = FilesystemUsage(size: 1, free: 1, available: 1, files: 1, filesFree: 1)

  @Test func `a mount that hangs is given up, and the next round leaves it out`() {
    let asked = Mutex<[String]>([])
    let shared = Mutex<SlowReadings?>(nil)
    let readings = SlowReadings(tree.root) { [usage] place in
      asked.withLock { $0.append(place) }
      // While the mount hangs the watcher looks at it, too early and then in time.
      let readings = shared.withLock { $0 }
      let now = SavedTree.now
      if place == "/nfs" {
        #expect(readings?.giveUpHanging(at: now + .seconds(15), after: .seconds(15)) == false)
      }
      if place == "/nfs" {
        #expect(readings?.giveUpHanging(at: now + .seconds(16), after: .seconds(15)) == true)
      }
      return usage
    }
    shared.withLock { $0 = readings }
    readings.refresh(at: SavedTree.now)
    #expect(readings.values.filesystems.isEmpty, "a thread that was given up is not heard")
    asked.withLock { $0 = [] }
    readings.refresh(at: SavedTree.now, generation: 1)
    #expect(asked.withLock { $0 } == ["/a", "/z"])
    #expect(readings.values.filesystems.map { $0.usage == nil } == [false, true, false])
    shared.withLock { $0 = nil }
  }

  @Test func `nothing hangs between rounds`() {
    let readings = SlowReadings(tree.root) { [usage] _ in usage }
    readings.refresh(at: SavedTree.now)
    #expect(!readings.giveUpHanging(at: SavedTree.now + .days(1), after: .seconds(15)))
  }
}
