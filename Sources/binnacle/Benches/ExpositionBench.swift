import Basics
import Telemetry

extension Bench {
  static let exposition = Bench(
    name: "exposition",
    about: "reading a page of 1,000 series, the first time and then again with other numbers"
  ) { _ in
    ExpositionFormat.allCases.flatMap { format -> [String] in
      let pages = (1...2).map { Page.bytes(seed: $0, format) }
      do throws(ExpositionFault) {
        var reader = ExpositionReader(source: ["instance": "bench"], format: format)
        let readings = [try reader.read(pages[0], at: .epoch), try reader.read(pages[1], at: .epoch)]
        precondition(
          readings[0].scrape.layout === readings[1].scrape.layout, "the pages have the same series")
      } catch { return ["\(error)"] }
      return [first(pages[0], format), again(pages, format)]
    }
  }

  private static func first(_ page: [UInt8], _ format: ExpositionFormat) -> String {
    let time = Stopwatch.time(101) {
      var reader = ExpositionReader(source: ["instance": "bench"], format: format)
      do throws(ExpositionFault) { _ = try reader.read(page, at: .epoch) } catch {}
    }
    return line("\(format.rawValue), first", page, time)
  }

  private static func again(_ pages: [[UInt8]], _ format: ExpositionFormat) -> String {
    var reader = ExpositionReader(source: ["instance": "bench"], format: format)
    var turn = 0
    let time = Stopwatch.time(1_001) {
      turn += 1
      do throws(ExpositionFault) { _ = try reader.read(pages[turn % 2], at: .epoch) } catch {}
    }
    return line("\(format.rawValue), again", pages[0], time)
  }

  private static func line(_ name: String, _ page: [UInt8], _ time: (least: Double, median: Double)) -> String
  {
    let speed = Figures.fixed(Double(page.count) / time.median, 0)
    return Stopwatch.line(name, time, note: "\(Figures.bytes(Double(page.count))), \(speed) MB/s")
  }
}

/// A page as exporters serve it: counters and gauges with a few labels each.
private enum Page {
  static func bytes(seed: Int, _ format: ExpositionFormat) -> [UInt8] {
    var chance = Chance(seed: UInt64(seed))
    let families = (0..<25).map { counter($0, &chance) } + (0..<25).map { gauge($0, &chance) }
    return Array(ExpositionWriter.text(families, in: format).utf8)
  }

  private static func counter(_ number: Int, _ chance: inout Chance) -> MetricFamily {
    let name = "node_network_part\(number)_bytes"
    return MetricFamily(
      name, .counter, help: "Bytes that went through part \(number).",
      (0..<20).map { place in
        let count = Double(Int.random(in: 0...100_000_000_000, using: &chance))
        return .init("\(name)_total", ["device": "veth\(place)", "direction": "in"], count)
      })
  }

  private static func gauge(_ number: Int, _ chance: inout Chance) -> MetricFamily {
    let name = "node_sensor\(number)_seconds"
    return MetricFamily(
      name, .gauge, help: "What sensor \(number) shows.",
      (0..<20).map { place in
        let value = chance.happens(0.2) ? chance.fraction() : (chance.fraction() * 1e6).rounded() / 1e3
        return .init(name, ["cpu": "\(place)", "mode": "idle"], value)
      })
  }
}
