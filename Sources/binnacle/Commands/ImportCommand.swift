import Basics
import Store
import Telemetry

extension Subcommand {
  static let imports = Subcommand(
    "import", "openmetrics FILE… | openslo FILE…",
    english: "keep series of before (a dump with the time of every sample), or objectives",
    chinese: "导入历史序列（每个样本都带时间的转储），或服务目标"
  ) { invocation throws(Complaint) in
    let (words, options) = (invocation.arguments.words, invocation.options)
    if words.first == "openslo", words.count > 1 {
      guard !options.isReadOnly else { throw .writes }
      return try ObjectiveShelf(options).keep(Array(words.dropFirst()))
    }
    guard words.first == "openmetrics", words.count > 1 else { throw .usage(invocation.arguments.subcommand) }
    guard !options.isReadOnly else { throw .writes }
    let opening = StoreOpening(options)
    let store = try opening.open(options.paths.store)
    for path in words.dropFirst() {
      let (dump, name) = try dump(path)
      let isNew = try opening.explaining { () throws(StoreFault) in
        try store.write { () throws(StoreFault) in try store.keep(dump, as: name) }
      }
      guard isNew else { throw .importedBefore(path) }
      let series = dump.groups.map(\.columns.count).reduce(0, +)
      Output.write("\(path): \(series) series, \(dump.samples) samples\n")
    }
    return 0
  }

  /// What a file holds, and a name by which the same content is known again.
  private static func dump(_ path: String) throws(Complaint) -> (Dump, String) {
    guard let bytes = Files.bytes(path) else { throw .unreadable(path) }
    let families: [MetricFamily]
    do throws(ExpositionFault) {
      families = try ExpositionParser.families(bytes, in: hasEnd(bytes) ? .openMetrics : .text)
    } catch { throw .failed(Bilingual("\(path):\(error)")) }
    do throws(Dump.Timeless) {
      return (try Dump(families), String(Fingerprint.of(bytes), radix: 16))
    } catch { throw .timeless(path, error.series) }
  }

  /// OpenMetrics says where it ends; the text format does not.
  private static func hasEnd(_ bytes: [UInt8]) -> Bool {
    let end = Array("# EOF".utf8)
    let trimmed = bytes.last == 0x0A ? bytes.dropLast() : bytes[...]
    return trimmed.suffix(end.count).elementsEqual(end)
  }
}

extension Complaint {
  fileprivate static func importedBefore(_ path: String) -> Complaint {
    .failed(Bilingual(english: "\(path): this was imported before", chinese: "\(path)：此前已导入"))
  }

  fileprivate static func timeless(_ path: String, _ series: String) -> Complaint {
    .failed(
      Bilingual(
        english:
          "\(path): a sample of \(series.printable) has no time; a dump tells the time of every sample",
        chinese: "\(path)：\(series.printable) 的样本没有时间；转储的每个样本都须带时间"))
  }

  static func unreadable(_ path: String) -> Complaint {
    .failed(Bilingual(english: "\(path): cannot be read", chinese: "\(path)：无法读取"))
  }
}
