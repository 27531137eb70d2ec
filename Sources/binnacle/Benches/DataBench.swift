import Basics
import Community
import Engine
import Monitoring
import Roadmap

extension Bench {
  static let data = Bench(name: "data", about: "reading the data files, as a start does") { options in
    let directories = options.paths.data
    var lines: [String] = []
    func measure(_ name: String, _ read: ([UInt8]) throws(JSONFault) -> Void) {
      guard let file = Files.first(name, in: directories) else { return }
      do throws(JSONFault) {
        try read(file.bytes)
        // What was read once without a fault is read again without one.
        let time = Stopwatch.time(20) { do throws(JSONFault) { try read(file.bytes) } catch {} }
        let speed = Figures.fixed(Double(file.bytes.count) / time.median, 0)
        lines.append(
          Stopwatch.line(name, time, note: "\(Figures.bytes(Double(file.bytes.count))), \(speed) MB/s"))
      } catch { lines.append(error.description) }
    }
    for name in [
      "findings.json", "glossary.json", "rules/host.json", "indicators.json",
      "programmes/vsphere-docker.json",
    ] {
      measure(name) { bytes throws(JSONFault) in _ = try JSONReader.read(bytes, name: name) }
    }
    measure("rules/host.json") { bytes throws(JSONFault) in _ = try RuleFile.groups(bytes, name: "") }
    measure("indicators.json") { bytes throws(JSONFault) in _ = try IndicatorFile(bytes, name: "") }
    measure("programmes/vsphere-docker.json") { bytes throws(JSONFault) in
      _ = try ProgrammeFile.programme(bytes, name: "")
    }
    return lines
  }
}
