import Basics
import Telemetry
import Testing

/// Families written as pages.
@Suite struct ExpositionWriterTests {
  @Test func `a page of OpenMetrics reads so`() {
    let counter = MetricFamily(
      "a_seconds", .counter, help: "What it\ntook \\ \"so\".", unit: "seconds",
      [
        .init(
          "a_seconds_total", ["z": "1", "b": "c\"\\\n"], 3, at: Timestamp(nanoseconds: 1_500_000_000),
          exemplar: .init(["t": "x"], 0.5, at: Timestamp(nanoseconds: -1)))
      ])
    let gauge = MetricFamily("g", .unknown, [.init("g", [:], .nan), .init("g", ["x": "1"], -.infinity)])
    #expect(
      ExpositionWriter.text([counter, gauge], in: .openMetrics) == """
        # HELP a_seconds What it\\ntook \\\\ \\"so\\".
        # TYPE a_seconds counter
        # UNIT a_seconds seconds
        a_seconds_total{b="c\\"\\\\\\n",z="1"} 3 1.5 # {t="x"} 0.5 -0.000000001
        # TYPE g unknown
        g NaN
        g{x="1"} -Inf
        # EOF

        """)
  }

  @Test func `the text format says in its own way what it has no words for`() throws {
    let time = Timestamp(nanoseconds: 1_500_000_000)
    let families = [
      MetricFamily(
        "a", .counter, help: "A \"b\"\n",
        [.init("a_total", [:], 3, at: time, exemplar: .init([:], 1)), .init("a_created", [:], 1)]),
      MetricFamily("i", .info, [.init("i_info", ["v": "2"], 1)]),
      MetricFamily("s", .stateset, [.init("s", ["s": "on"], 1)]),
      MetricFamily(
        "h", .gaugehistogram,
        [.init("h_bucket", ["le": "+Inf"], 2), .init("h_gcount", [:], 2), .init("h_gsum", [:], -1)]),
      MetricFamily(
        "g", .gauge,
        [.init("g", [:], 1, at: time), .init("g", [:], 2, at: Timestamp(nanoseconds: 2_000_000_000))]),
    ]
    let text = ExpositionWriter.text(families, in: .text)
    #expect(
      text == """
        # HELP a_total A "b"\\n
        # TYPE a_total counter
        a_total 3 1500
        # HELP a_created A "b"\\n
        # TYPE a_created gauge
        a_created 1
        # TYPE i_info gauge
        i_info{v="2"} 1
        # TYPE s gauge
        s{s="on"} 1
        # TYPE h histogram
        h_bucket{le="+Inf"} 2
        # TYPE h_gcount gauge
        h_gcount 2
        # TYPE h_gsum gauge
        h_gsum -1
        # TYPE g gauge
        g 2 2000

        """)
    #expect(try Page(text: text, format: .text).families().count == 8)
  }

  @Test(arguments: 1...150 as ClosedRange<UInt64>)
  func `what is written reads back the same`(seed: UInt64) throws {
    for format in ExpositionFormat.allCases {
      var chance = Chance(seed: seed)
      let families = MetricFamily.random(&chance, in: format)
      let text = ExpositionWriter.text(families, in: format)
      let read = try Page(text: text, format: format).families()
      #expect(read.map(\.shape) == families.map(\.shape), "\(text)")
    }
  }

  @Test(arguments: 1...100 as ClosedRange<UInt64>)
  func `whatever is valid in OpenMetrics can be told in the text format`(seed: UInt64) throws {
    var chance = Chance(seed: seed)
    let families = MetricFamily.random(&chance, in: .openMetrics)
    let text = ExpositionWriter.text(families, in: .text)
    #expect(Page(text: text, format: .text).fault == nil, "\(text)")
  }
}
