import Basics
import Telemetry
import Testing

@Suite struct HeadTests {
  private static let layout = Layout([Layout.Column("up"), Layout.Column("load", ["cpu": "0"])])

  private func scrape(_ seconds: Int64, _ source: Labels = ["instance": "a"]) -> Scrape {
    Scrape(source: source, at: Instant(seconds: seconds), layout: Self.layout, values: [1, Double(seconds)])
  }

  private func head(_ seconds: some Sequence<Int64>) -> Head {
    var head = Head()
    for second in seconds { head.append(scrape(second)) }
    return head
  }

  private func times(_ head: Head, _ start: Int64, _ end: Int64) -> [Int64] {
    let up = Selector(metric: "up")
    let series = head.range(up, after: Instant(seconds: start), upTo: Instant(seconds: end))
    return series.first?.samples.map { $0.at.milliseconds / 1_000 } ?? []
  }

  @Test func `a scrape not later than the last of its source is refused`() {
    var head = head([10])
    let taken = [head.append(scrape(10)), head.append(scrape(9)), head.append(scrape(11))]
    #expect(taken == [false, false, true])
    head.append(scrape(1, ["instance": "b"]))
    #expect(head.sourceLabels == [["instance": "a"], ["instance": "b"]])
  }

  @Test func `a series carries the labels of its source and its own`() {
    let series = head([10]).instant(Selector(metric: "load"), at: Instant(seconds: 10))
    #expect(series.first?.labels == ["__name__": "load", "cpu": "0", "instance": "a"])
    #expect(series.first?.samples == [Sample(at: Instant(seconds: 10), value: 10)])
  }

  @Test func `the last scrape is known with the one before`() {
    let head = head([10, 20, 30])
    #expect(head.latest(of: ["instance": "a"])?.current.at == Instant(seconds: 30))
    #expect(head.latest(of: ["instance": "a"])?.previous?.at == Instant(seconds: 20))
    #expect(head.latest(of: ["instance": "b"]) == nil)
    #expect(self.head([10]).latest(of: ["instance": "a"])?.previous == nil)
  }

  @Test func `recent scrapes are all kept, older ones fifteen seconds apart, and none beyond the depth`() {
    let head = head(stride(from: 0, through: 7_200, by: 2))
    let kept = times(head, -1, 7_200)
    #expect(kept.first.map { $0 >= 7_200 - 65 * 60 - 75 } == true)
    #expect(times(head, 6_900, 7_200) == Array(stride(from: 6_902, through: 7_200, by: 2)))
    let old = kept.filter { $0 < 6_800 }
    #expect(zip(old, old.dropFirst()).allSatisfy { $1 - $0 == 16 })
    #expect(kept == kept.sorted())
  }

  @Test func `a layout may change between scrapes`() {
    var head = head([10, 20])
    let other = Layout([Layout.Column("new"), Layout.Column("up")])
    head.append(Scrape(source: ["instance": "a"], at: Instant(seconds: 30), layout: other, values: [7, 8]))
    #expect(times(head, 0, 30) == [10, 20, 30])
    #expect(head.instant(Selector(metric: "load"), at: Instant(seconds: 30)).isEmpty)
    #expect(head.instant(Selector(metric: "new"), at: Instant(seconds: 30)).first?.samples.first?.value == 7)
  }

  @Test func `a series that leaves the layout ends in a marker, and may come back`() {
    var head = head([10, 20])
    let other = Layout([Layout.Column("new"), Layout.Column("up")])
    head.append(Scrape(source: ["instance": "a"], at: Instant(seconds: 30), layout: other, values: [7, 8]))
    head.append(scrape(40))
    let found = head.samples(Selector(metric: "load"), after: .epoch, upTo: Instant(seconds: 60))
    #expect(found.map { $0.samples.map(\.at.seconds) } == [[10, 20, 30, 40]])
    #expect(found.first?.samples.map { Staleness.isMarker($0.value) } == [false, false, true, false])
    let both = head.samples(Selector(metric: nil), after: .epoch, upTo: Instant(seconds: 60))
    #expect(both.map(\.samples.count).sorted() == [2, 4, 4])
  }

  @Test func `what lies ahead of a clock set back is forgotten`() {
    var head = head(stride(from: 0, through: 600, by: 10))
    head.rewind(to: Instant(seconds: 100))
    #expect(times(head, -1, 600).last.map { $0 <= 100 } == true)
    head.append(scrape(110))
    #expect(times(head, -1, 600).last == 110)
  }

  @Test func `sources that fell silent are forgotten`() {
    var head = head([0])
    head.append(scrape(4_000, ["instance": "b"]))
    head.forgetSilent(at: Instant(seconds: 4_000))
    #expect(head.sourceLabels == [["instance": "b"]])
    #expect(head.latest(of: ["instance": "b"])?.current.at == Instant(seconds: 4_000))
    #expect(head.latest(of: ["instance": "a"]) == nil)
  }

  @Test func `scrapes of before go in front`() {
    var head = head([100, 110])
    head.insert(older: [60, 80, 100, 105].map { scrape($0) })
    #expect(times(head, 0, 200) == [60, 80, 100, 110])
    head.insert(older: [scrape(5, ["instance": "new"])])
    #expect(head.sourceLabels.count == 2)
  }

  @Test func `scrapes of long before go in front of thinned ones too`() {
    var head = head(stride(from: 1_000, through: 1_600, by: 10))
    head.insert(older: stride(from: 100, through: 900, by: 100).map { scrape($0) })
    let kept = times(head, 0, 2_000)
    #expect(kept.starts(with: [100, 200, 300, 400, 500, 600, 700, 800, 900, 1_000]))
    #expect(kept == kept.sorted())
  }

  @Test func `only one value of all bits is the stale marker`() {
    #expect(Staleness.isMarker(Staleness.marker))
    #expect(Staleness.marker.isNaN)
    #expect(!Staleness.isMarker(.nan))
    #expect(!Staleness.isMarker(.signalingNaN))
  }
}
