import Basics
import Community
import Engine
import Monitoring
import Roadmap

extension Bench {
  static let data = Bench(name: "data", about: "reading the data files, as a start does") { options in
    let directories = options.paths.data
    var lines: [String] = []
    func measure(_ name: String, _ body: (_ bytes: [UInt8]) -> Void) {
      guard let file = Files.first(name, in: directories) else { return }
      let time = Stopwatch.time(20) { body(file.bytes) }
      let speed = Double(file.bytes.count) / time.median
      lines.append(
        Stopwatch.line(
          name, time, note: "\(Figures.bytes(Double(file.bytes.count))), \(Figures.fixed(speed, 0)) MB/s"))
    }
    for name in [
      "findings.json", "glossary.json", "rules/host.json", "indicators.json",
      "programmes/vsphere-docker.json",
    ] {
      measure(name) { bytes in _ = try? JSONReader.read(bytes, name: name) }
    }
    measure("rules/host.json") { bytes in _ = try? RuleFile.groups(bytes, name: "") }
    measure("indicators.json") { bytes in _ = try? IndicatorFile(bytes, name: "") }
    measure("programmes/vsphere-docker.json") { bytes in _ = try? ProgrammeFile.programme(bytes, name: "") }
    return lines
  }
}
