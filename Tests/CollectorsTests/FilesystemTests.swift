import Basics
import Synchronization
import Telemetry
import Testing

@testable import Collectors

@Suite struct FilesystemTests {
  private func places(_ table: String) -> [String] { Mount.table(table).map(\.mountpoint) }

  @Test func `a saved host shows its disks and its memory filesystems`() {
    let series = SavedTree(SavedHosts.plain).series()
    let root = "{device=\"/dev/vda1\", fstype=\"ext4\", mountpoint=\"/\"}"
    #expect(series["node_filesystem_size_bytes\(root)"] == 102_400)
    #expect(series["node_filesystem_free_bytes\(root)"] == 51_200)
    #expect(series["node_filesystem_avail_bytes\(root)"] == 40_960)
    #expect(series["node_filesystem_files\(root)"] == 1_000)
    #expect(series["node_filesystem_files_free\(root)"] == 400)
    #expect(series["node_filesystem_readonly\(root)"] == 0)
    #expect(series["node_filesystem_device_error\(root)"] == 0)
    #expect(series.of("node_filesystem_size_bytes").count == 3)
  }

  @Test func `a place with a blank and a read-only mount are told as they are`() {
    let series = SavedTree(SavedHosts.plain).series()
    let data = "{device=\"/dev/nvme0n1p1\", fstype=\"xfs\", mountpoint=\"/srv/my data\"}"
    #expect(series["node_filesystem_readonly\(data)"] == 1)
  }

  @Test(arguments: [
    ("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\"), ("\\999", "\\999"), ("\\04", "\\04"),
    ("\\345\\220\\203", "吃"),
  ])
  func `the table's octal escapes are undone`(written: String, meant: String) {
    #expect(places("/dev/sda1 /a\(written)b ext4 rw 0 0\n") == ["/a\(meant)b"])
  }

  @Test func `what is mounted last at a place hides what was there`() {
    let mounts = Mount.table("/dev/sda1 /srv ext4 rw 0 0\n/dev/sdb1 /srv xfs ro 0 0\n")
    #expect(mounts.map(\.device) == ["/dev/sdb1"])
    #expect(mounts.map(\.isReadOnly) == [true])
  }

  @Test(arguments: [
    "proc", "sysfs", "cgroup2", "devpts", "overlay", "squashfs", "nsfs", "bpf", "tracefs", "autofs",
  ])
  func `kinds that hold no data are passed over`(kind: String) {
    #expect(places("x /mnt \(kind) rw 0 0\n") == [])
  }

  @Test(arguments: [
    "/dev/shm", "/proc/x", "/sys/fs", "/var/lib/docker/overlay2/x", "/run/credentials/y", "/dev",
  ])
  func `places of the system are passed over`(place: String) {
    #expect(places("tmpfs \(place) tmpfs rw 0 0\n") == [])
  }

  @Test(arguments: ["/developer", "/sysadmin", "/process", "/run/user/1000"])
  func `places that only sound like them are watched`(place: String) {
    #expect(places("tmpfs \(place) tmpfs rw 0 0\n") == [place])
  }

  @Test func `an option that only contains ro is no read-only mount`() {
    #expect(Mount.table("x /a ext4 rw,errors=remount-ro 0 0\n").map(\.isReadOnly) == [false])
  }

  @Test func `a line cut short is passed over`() {
    #expect(places("/dev/sda1 / ext4\n\n \n/dev/sda1 / ext4 rw 0 0") == ["/"])
  }

  @Test func `a filesystem that does not answer is called faulty and has no size`() {
    let tree = SavedTree(SavedHosts.plain)
    let collector = HostCollector(root: tree.root, labels: [:]) { _ in nil }
    collector.readSlowParts(at: SavedTree.now)
    let series = collector.series()
    #expect(series.of("node_filesystem_size_bytes") == [:])
    #expect(Set(series.of("node_filesystem_device_error").values) == [1])
  }

  @Test func `the root of this host answers`() throws {
    let usage = try #require(FilesystemUsage.ask("/"))
    #expect(usage.size > 0 && usage.free <= usage.size && usage.available <= usage.free)
    #expect(FilesystemUsage.ask("/nonexistent") == nil)
  }
}
