import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct DiagnosisTests {
  private let book: ResourceBook

  init() throws { book = try Shipped.resources() }

  @Test func `a healthy host has no bottleneck, and nothing else is said of it`() {
    let diagnosis = HostStory.healthy.diagnosis(book)
    #expect(diagnosis.bottlenecks.isEmpty && diagnosis.unseen.isEmpty)
  }

  @Test func `a busy disk with a queue is the bottleneck, with its figures and when it began`() throws {
    var story = HostStory.healthy
    story.disk(busy: 0.98, perSecond: 460, inside: 14.26, from: 600)
    let found = try #require(story.diagnosis(book).bottlenecks.first)
    #expect(found.resource == Resource("disk", "sda"))
    #expect(found.figures.english == "busy 98 %, queue 14.3")
    #expect(found.figures.chinese == "忙 98 %，队列 14.3")
    #expect(found.since > second(590) && found.since < second(720))
  }

  @Test func `three figures with their questions prove it`() throws {
    var story = HostStory.healthy
    story.disk(busy: 0.98, perSecond: 460, inside: 14.26, from: 600)
    let found = try #require(story.diagnosis(book).bottlenecks.first)
    #expect(found.evidence.map(\.measure) == ["busy", "queue", "waiting"])
    for evidence in found.evidence {
      #expect(evidence.expression.contains("instance=\"vm\"") && !evidence.expression.contains("$host"))
      #expect(throws: Never.self) { try Parser.parse(evidence.expression) }
      #expect(evidence.values.count == 41 && evidence.to - evidence.from == .minutes(10))
    }
    #expect(try #require(found.evidence[0].values.last) > 0.97)
  }

  @Test func `Little's law is held against the figures of a disk`() throws {
    var story = HostStory.healthy
    story.disk(busy: 0.98, perSecond: 460, inside: 14.26, from: 300)
    let check = try #require(story.diagnosis(book).bottlenecks.first?.checks.first)
    #expect(check.holds && abs(check.expected - 14.26) < 0.05 && abs(check.measured - 14.26) < 0.05)
  }

  @Test func `figures that contradict each other cost points`() throws {
    var honest = HostStory.healthy
    honest.disk(busy: 0.98, perSecond: 460, inside: 40, from: 300)
    var torn = HostStory.healthy
    torn.disk(busy: 0.98, perSecond: 460, inside: 40, waiting: 0.002, from: 300)
    let points = [honest, torn].compactMap { $0.diagnosis(book).bottlenecks.first?.score }
    #expect(points.count == 2 && points[0].total == points[1].total + 20)
    #expect(points[1].terms.contains(Score.Term(.doubt, -20)))
  }

  @Test func `a disk that is busy while nothing waits is none`() {
    var story = HostStory.healthy
    story.disk(busy: 1, perSecond: 9_000, inside: 3)
    #expect(story.diagnosis(book).bottlenecks.isEmpty)
  }

  @Test func `work that waits while nothing is busy is none`() {
    var story = HostStory.healthy
    story.set("node_pressure_cpu_waiting_seconds_total", 0.6, from: 100)
    #expect(story.diagnosis(book).bottlenecks.isEmpty)
  }

  @Test func `what has only just begun is not told of yet`() {
    var story = HostStory.healthy
    story.cores(["idle": 0, "user": 0.9], from: 780)
    story.set("node_pressure_cpu_waiting_seconds_total", 0.9, from: 780)
    #expect(story.diagnosis(book).bottlenecks.isEmpty)
  }

  @Test func `memory that is swapped to a disk is the bottleneck, and the disk is not`() throws {
    var story = HostStory.healthy
    story.disk(busy: 1, perSecond: 3_000, inside: 40, from: 300)
    story.setAll(
      [
        "node_memory_MemAvailable_bytes": 0.5e9, "node_vmstat_pgmajfault": 3_000, "node_vmstat_pswpin": 5_000,
        "node_vmstat_pswpout": 5_000, "node_pressure_memory_stalled_seconds_total": 0.3,
      ], from: 300)
    let found = story.diagnosis(book).bottlenecks
    #expect(found.map(\.resource) == [Resource("memory")])
    let disk = try #require(found.first?.others.first { $0.resource.kind == "disk" })
    #expect(disk.reason == .effect && disk.cause?.english == "Memory")
  }

  @Test func `memory that is short does not excuse a disk that others keep busy`() {
    var story = HostStory.healthy
    story.disk(busy: 1, perSecond: 30_000, inside: 90, from: 300)
    story.setAll(
      ["node_memory_MemAvailable_bytes": 0.8e9, "node_pressure_memory_stalled_seconds_total": 0.02], from: 600
    )
    let found = story.diagnosis(book).bottlenecks
    #expect(found.first?.resource == Resource("disk", "sda"))
    #expect(found.contains { $0.resource == Resource("memory") })
  }

  @Test func `processors from which neighbours take much are not to blame themselves`() {
    var story = HostStory.healthy
    story.cores(["idle": 0, "iowait": 0, "user": 0.55, "system": 0.15, "steal": 0.3], from: 300)
    story.set("node_pressure_cpu_waiting_seconds_total", 0.7, from: 300)
    #expect(story.diagnosis(book).bottlenecks.map(\.resource) == [Resource("neighbour")])
  }

  @Test func `a filesystem that is nearly full needs no queue`() {
    var story = HostStory.healthy
    story.set("node_filesystem_size_bytes{fstype=ext4,mountpoint=/srv}", 100e9)
    story.set("node_filesystem_avail_bytes{fstype=ext4,mountpoint=/srv}", 4e9)
    #expect(story.diagnosis(book).bottlenecks.map(\.resource) == [Resource("filesystem", "/srv")])
  }

  @Test func `a queue of new connections that overflows fails`() {
    var story = HostStory.healthy
    story.set("node_netstat_TcpExt_ListenOverflows", 0, from: 0)
    story.set("node_netstat_TcpExt_ListenOverflows", 20, from: 300)
    #expect(story.diagnosis(book).bottlenecks.map(\.resource) == [Resource("listen")])
  }

  @Test func `a host without pressure figures is judged by its queue, and says what it does not tell`() throws
  {
    var story = HostStory.healthy
    story.hide("pressure")
    story.cores(["idle": 0, "user": 0.9], from: 300)
    story.set("node_procs_running", 17, from: 300)
    let diagnosis = story.diagnosis(book)
    #expect(diagnosis.bottlenecks.first?.resource == Resource("cpu"))
    let unseen = try #require(diagnosis.unseen.first { $0.kind == "cpu" })
    #expect(unseen.measures == ["pressure"] && !unseen.isWhole)
    #expect(diagnosis.unseen.contains { $0.kind == "gpu" && $0.isWhole })
  }

  @Test func `of two that hold work up the one with more points leads and the other is told why not`() throws
  {
    var story = HostStory.healthy
    story.disk(busy: 0.82, perSecond: 460, inside: 11, from: 600)
    story.cores(["idle": 0, "user": 0.9], from: 300)
    story.set("node_pressure_cpu_waiting_seconds_total", 0.95, from: 300)
    let found = story.diagnosis(book).bottlenecks
    #expect(found.map(\.resource.kind) == ["cpu", "disk"])
    #expect(found[0].others.contains { $0.resource.kind == "disk" && $0.reason == .weaker })
    #expect(found[0].score.total == found[0].score.terms.reduce(0) { $0 + $1.points }.rounded())
  }
}
