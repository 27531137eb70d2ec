import Basics
import Telemetry

/// What a Prometheus server says, and what it warns of beside it.
public struct RemoteAnswer<Value: Sendable>: Sendable {
  public let value: Value
  public let warnings: [String]
}

/// Reads the answer to a query: `{"status":"success","data":{"resultType":"matrix","result":[…]}}` (prometheus.io, HTTP
/// API, "Expression query result formats"). Where a native histogram stands its marker is put, so that whatever comes
/// upon it is refused.
public struct AnswerReader {
  private var scanner: AnswerScanner
  private let mostSeries: Int
  private var status = ""
  private var (errorType, error) = ("", "")
  private var warnings: [String] = []
  private var value: QueryValue?

  /// The value that an answer holds.
  /// - Parameter mostSeries: how many series may come.
  public static func read(_ bytes: [UInt8], mostSeries: Int) throws(RemoteFault) -> RemoteAnswer<QueryValue> {
    try bytes.withUnsafeBufferPointer { bytes throws(RemoteFault) in
      var reader = AnswerReader(scanner: AnswerScanner(bytes), mostSeries: mostSeries)
      return try reader.answer()
    }
  }

  private init(scanner: AnswerScanner, mostSeries: Int) {
    self.scanner = scanner
    self.mostSeries = mostSeries
  }

  private mutating func answer() throws(RemoteFault) -> RemoteAnswer<QueryValue> {
    var count = 0
    while let key = try scanner.key(&count) {
      switch key {
      case "status": status = try scanner.text()
      case "errorType": errorType = try scanner.text()
      case "error": error = try scanner.text()
      case "warnings": try readWarnings()
      case "data": try readData()
      default: try scanner.skip()
      }
    }
    try scanner.end()
    if status == "error" { throw .refused(type: errorType.printable, words: error.printable) }
    guard status == "success", let value else { throw scanner.fault("no result") }
    return RemoteAnswer(value: value, warnings: warnings)
  }

  private mutating func readWarnings() throws(RemoteFault) {
    var count = 0
    while try scanner.element(&count) { warnings.append(try scanner.text().printable) }
  }

  private mutating func readData() throws(RemoteFault) {
    var (count, type) = (0, "")
    while let key = try scanner.key(&count) {
      switch key {
      case "resultType": type = try scanner.text()
      case "result": value = try result(type)
      default: try scanner.skip()
      }
    }
  }

  private mutating func result(_ type: String) throws(RemoteFault) -> QueryValue {
    switch type {
    case "matrix":
      return .matrix(try list { reader throws(RemoteFault) in try reader.series() })
    case "vector":
      return .vector(try list { reader throws(RemoteFault) in try reader.vectorSample() })
    case "scalar":
      return .scalar(try pair { reader throws(RemoteFault) in try reader.scanner.quotedNumber() }.value)
    case "string":
      return .text(try pair { reader throws(RemoteFault) in try reader.scanner.text() }.value)
    default: throw scanner.fault("a result of the type \"\(type.printable)\"")
    }
  }

  private mutating func list<Element>(_ read: (inout AnswerReader) throws(RemoteFault) -> Element)
    throws(RemoteFault) -> [Element]
  {
    var (count, found) = (0, [Element]())
    while try scanner.element(&count) {
      guard count <= mostSeries else { throw .tooManySeries(mostSeries) }
      found.append(try read(&self))
    }
    return found
  }

  /// A time with something.
  private mutating func pair<Value>(_ read: (inout AnswerReader) throws(RemoteFault) -> Value)
    throws(RemoteFault) -> (at: Instant, value: Value)
  {
    try scanner.expect("[")
    let time = try scanner.time()
    try scanner.expect(",")
    let value = try read(&self)
    try scanner.expect("]")
    return (time, value)
  }

  private mutating func labels() throws(RemoteFault) -> Labels {
    var (count, labels) = (0, [Label]())
    while let name = try scanner.key(&count) { labels.append(Label(name, try scanner.text())) }
    return Labels(labels)
  }

  private mutating func vectorSample() throws(RemoteFault) -> VectorSample {
    var (count, metric, value) = (0, Labels(), Double?.none)
    while let key = try scanner.key(&count) {
      switch key {
      case "metric": metric = try labels()
      case "value":
        value = try pair { reader throws(RemoteFault) in try reader.scanner.quotedNumber() }.value
      case "histogram": value = try histogram().value
      default: try scanner.skip()
      }
    }
    guard let value else { throw scanner.fault("a series without a value") }
    return VectorSample(labels: metric, value: value)
  }

  private mutating func histogram() throws(RemoteFault) -> Sample {
    let time = try pair { reader throws(RemoteFault) in try reader.scanner.skip() }.at
    return Sample(at: time, value: NativeHistogram.marker)
  }

  private mutating func series() throws(RemoteFault) -> Series {
    var (count, metric, samples, histograms) = (0, Labels(), Samples(), [Sample]())
    while let key = try scanner.key(&count) {
      switch key {
      case "metric": metric = try labels()
      case "values": samples = try self.samples()
      case "histograms":
        var place = 0
        while try scanner.element(&place) { histograms.append(try histogram()) }
      default: try scanner.skip()
      }
    }
    if !histograms.isEmpty { samples = Samples((Array(samples) + histograms).sorted { $0.at < $1.at }) }
    return Series(labels: metric, samples: samples)
  }

  private mutating func samples() throws(RemoteFault) -> Samples {
    var (count, times, values) = (0, [Instant](), [Double]())
    while try scanner.element(&count) {
      try scanner.expect("[")
      let time = try scanner.time()
      guard times.last.map({ $0 < time }) ?? true else { throw scanner.fault("times that do not rise") }
      times.append(time)
      try scanner.expect(",")
      values.append(try scanner.quotedNumber())
      try scanner.expect("]")
    }
    return Samples(times: times, values: values)
  }
}
