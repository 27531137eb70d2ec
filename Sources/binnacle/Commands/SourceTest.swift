import Basics
import Collectors
import Model
import Telemetry

/// One reading of a source, told to whoever asked for it.
struct SourceTest {
  private let origin: Origin
  private let options: Options

  init(_ origin: Origin, _ options: Options) {
    self.origin = origin
    self.options = options
  }

  /// Reads once and says what came; 1 when something did not.
  func run() -> Int32 {
    switch origin.kind {
    case .scrape, .file, .list: readTargets()
    case .prometheus: askServer()
    }
  }

  /// What is given beyond the timeout, for names and files.
  private static let patience = Span.seconds(3)

  private func readTargets() -> Int32 {
    var (told, status) = (Set<Target>(), Int32(0))
    let loop = TargetLoop(
      clock: Clock.now, startsAtOnce: true,
      onReport: { report in
        guard told.insert(report.target).inserted else { return }
        status = max(status, tell(report))
      })
    loop.use([origin])
    let deadline = Clock.uptime + origin.options.timeout + Self.patience
    while Clock.uptime < deadline, !loop.isSettled || told.count < loop.count {
      for case .fault(let source, let reason?) in loop.turn(upTo: .milliseconds(50))
      where source == origin.name {
        Output.complain(reason)
        return 1
      }
    }
    if loop.count == 0 { Output.write(options.language == .english ? "no targets\n" : "没有目标\n") }
    return told.count < loop.count ? 1 : status
  }

  /// One line for a target; 1 when it could not be read.
  private func tell(_ report: TargetReport) -> Int32 {
    let place =
      switch report.target.place {
      case .page(let address): address.description
      case .files(let path): path
      }
    switch report.outcome {
    case .failed(let reason):
      Output.complain("\(place): \(reason)")
      return 1
    case .read(let format, let series, let bytes):
      let time = "\(Figures.fixed(report.seconds * 1_000, 1)) ms"
      let size = Figures.bytes(Double(bytes))
      Output.write(
        options.language == .english
          ? "\(place): \(series) series as \(format.rawValue), \(size) in \(time)\n"
          : "\(place)：\(series) 条序列（\(format.rawValue)），\(size)，用时 \(time)\n")
      return 0
    }
  }

  private func askServer() -> Int32 {
    guard let server = RemotePrometheus(origin, clock: Clock.now) else {
      Output.complain("\(origin.address): \(FetchFault.notHTTP)")
      return 1
    }
    return ServerTest(server, options).run()
  }
}
