import Basics
import Telemetry

extension Bench {
  static let noise = Bench(
    name: "noise", about: "broken input for the parsers and the codecs, so many of each (--count, --seed)"
  ) { options in
    let count = options.bench.count
    var noise = Noise(seed: UInt64(options.bench.seed))
    return [
      noise.run("pages of metrics", count, Noise.pages) { ExpositionNoise.read($0) },
      noise.run("expressions", count, Noise.expressions) { ExpressionNoise.read($0) },
      noise.run("scrapes", count, Noise.scrapes) { CodecNoise.readScrape($0) },
      noise.run("columns", count, Noise.columns) { CodecNoise.readPage($0) },
    ]
  }
}

/// Breaks good input in all the ways that input breaks, by chance from a seed.
struct Noise {
  private var chance: Chance

  init(seed: UInt64) { chance = Chance(seed: seed) }

  /// Feeds so many broken inputs. What is wrong with the program stops it; what is wrong with the input does not.
  mutating func run(
    _ name: String, _ count: Int, _ seeds: [[UInt8]], _ read: ([UInt8]) -> Bool
  ) -> String {
    let start = Stopwatch.threadMicroseconds
    var accepted = 0
    for _ in 0..<count where read(broken(seeds)) { accepted += 1 }
    let seconds = (Stopwatch.threadMicroseconds - start) / 1e6
    return "\(name): \(count) inputs, \(accepted) taken for good, \(Figures.fixed(seconds, 1)) s"
  }

  /// One of the inputs with a few things wrong.
  mutating func broken(_ seeds: [[UInt8]]) -> [UInt8] {
    var bytes = pick(seeds)
    for _ in 0...Int.random(in: 0...3, using: &chance) { damage(&bytes, seeds) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8], _ seeds: [[UInt8]]) {
    let place = Int.random(in: 0...bytes.count, using: &chance)
    let length = min(Int.random(in: 1...8, using: &chance), bytes.count - place)
    switch Int.random(in: 0...6, using: &chance) {
    case 0: bytes.insert(UInt8.random(in: 0...255, using: &chance), at: place)
    case 1: bytes.removeSubrange(place..<place + length)
    case 2: if length > 0 { bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &chance) }
    case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    case 4: bytes.insert(contentsOf: pick(Self.words), at: place)
    case 5: bytes.removeSubrange(place...)
    default:
      let other = pick(seeds)
      let from = Int.random(in: 0...other.count, using: &chance)
      bytes.replaceSubrange(place..<place + length, with: other[from..<min(from + 24, other.count)])
    }
  }

  private mutating func pick(_ choices: [[UInt8]]) -> [UInt8] {
    choices[Int.random(in: 0..<choices.count, using: &chance)]
  }

  private static let words = [
    "\n", "\\", "\"", "{", "}", "# EOF\n", "# TYPE ", " counter\n", "NaN", "+Inf", "1e999", "-0",
    "le=\"0.5\"",
    "[5m]", "offset", " by ", "(", ")", " @ ", "99999999999999999999", "\u{0}", "é", "时", "=~", "rate(",
  ].map { Array($0.utf8) }

  static let pages = [
    "# HELP a_total Things.\n# TYPE a counter\na_total{b=\"c\",d=\"e\\n\"} 17 1520879607.789 # {t=\"x\"} 0.5\n# EOF\n",
    "# TYPE h histogram\nh_bucket{le=\"1\"} 2\nh_bucket{le=\"+Inf\"} 3\nh_sum 4.5\nh_count 3\n# EOF\n",
    "# TYPE s summary\n# UNIT s_seconds seconds\ns{quantile=\"0.5\"} 1\ns_count 2\ns_sum 3\n# EOF\n",
    "# TYPE i info\ni_info{v=\"1\"} 1\n# TYPE st stateset\nst{st=\"a\"} 1\nst{st=\"b\"} 0\n# EOF\n",
    "up 1\nload{cpu=\"0\"} 0.25\nload{cpu=\"1\"} NaN 1395066363000\n",
  ].map { Array($0.utf8) }

  static let expressions = [
    "sum by (job) (rate(http_requests_total{code=~\"5..\",job!=\"x\"}[5m] offset 1h)) > 0.5",
    "a / on (b) group_left (c) d unless bool e", "histogram_quantile(0.9, sum by (le) (rate(h_bucket[1m])))",
    "max_over_time(rate(x[1m])[1h:5m] @ end())", "label_replace(up, \"a\", \"$1\", \"b\", \"(.*)\")",
    "-2 ^ 3 % 4 + time() atan2 {__name__=\"a:b\"}", "topk(3, x) or absent(y) and z == bool 1",
    "quantile_over_time(0.5, x[1h30m]) * 0x1F + 1e-3 + Inf",
  ].map { Array($0.utf8) }

  private static let rows: [[Double]] = [
    [1, 2.5, -3.25, 1e300], [0, 0, 0, .nan], [12_345.67, 1, Staleness.marker, -0.0],
  ]

  static let scrapes =
    rows.map { ScrapeCodec.encoded($0, after: nil) } + [
      ScrapeCodec.encoded(rows[0], after: rows[2])
    ]

  /// Pages of one column each.
  static let columns = (0..<8).map { kind -> [UInt8] in
    let layout = Layout([Layout.Column("x")])
    let scrapes = (0..<64).map { row in
      Scrape(source: [:], at: Instant(seconds: Int64(row)), layout: layout, values: [value(kind, row)])
    }
    return Block(scrapes).pages[0].stored
  }

  private static func value(_ kind: Int, _ row: Int) -> Double {
    switch kind {
    case 0: 5
    case 1: Double(row * row)
    case 2: Double(row % 7) / 10
    case 3: row % 20 == 0 ? 3 : 2
    case 4: 1 / Double(row + 3)
    case 5: row % 9 == 0 ? Staleness.marker : Double(row)
    case 6: Double(row) * 0.001
    default: Double(bitPattern: UInt64(row) &* 0x9E37_79B9_7F4A_7C15)
    }
  }
}

/// Reads scrapes and pages of columns.
private enum CodecNoise {
  static func readScrape(_ bytes: [UInt8]) -> Bool {
    ScrapeCodec.decoded(bytes, columns: 4, after: [1, 2.5, Staleness.marker, 1e300]) != nil
  }

  static func readPage(_ bytes: [UInt8]) -> Bool {
    var values = [Double](repeating: 0, count: 64)
    return values.withUnsafeMutableBufferPointer { Page(first: 0, stored: bytes).decode(0, into: $0) }
  }
}

/// Reads pages of metrics, in full and then again by what is known of them.
private enum ExpositionNoise {
  static func read(_ bytes: [UInt8]) -> Bool {
    var isGood = false
    for format in ExpositionFormat.allCases {
      var reader = ExpositionReader(source: ["instance": "noise"], format: format)
      do throws(ExpositionFault) {
        _ = try reader.read(bytes, at: .epoch)
        _ = try reader.read(bytes, at: .epoch)
        isGood = true
      } catch { continue }
    }
    return isGood
  }
}

/// Reads expressions, and works out those that are good on a few series.
private enum ExpressionNoise {
  static func read(_ bytes: [UInt8]) -> Bool {
    do throws(QueryFault) {
      let expression = try Parser.parse(String(decoding: bytes, as: UTF8.self))
      _ = try Evaluator(series, at: Instant(seconds: 600)).value(of: expression)
      return true
    } catch { return false }
  }

  private static let series = SeriesList(
    ["x", "up", "http_requests_total", "a", "d", "h_bucket"].map { name in
      Series(
        labels: ["__name__": name, "job": "j", "le": "0.5", "b": "c"],
        samples: (0..<40).map { Sample(at: Instant(seconds: $0 * 15), value: Double($0)) })
    })
}
