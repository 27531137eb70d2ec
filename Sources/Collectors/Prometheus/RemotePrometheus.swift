import Basics
import Model
import Telemetry

/// A server that speaks Prometheus's HTTP API (prometheus.io, "HTTP API"): Prometheus itself, Thanos, Mimir,
/// VictoriaMetrics. Each call waits for the answer; none is for a thread that must not wait.
public struct RemotePrometheus: Sendable {
  public let origin: Origin
  private let base: HTTPAddress
  let clock: @Sendable () -> Moment

  /// What can be asked for by its path alone.
  private static let root = "/api/v1/"
  /// What a question may have, which every server takes and a socket holds.
  private static let longestForm = 60_000

  /// Nil for a source of another kind, or without an address.
  public init?(_ origin: Origin, clock: @escaping @Sendable () -> Moment) {
    guard origin.kind == .prometheus, let address = HTTPAddress(origin.address) else { return nil }
    self.origin = origin
    self.clock = clock
    base = address
  }

  /// What an expression comes to at a time.
  /// - Parameter isWanted: asked several times a second whether to wait on.
  public func query(_ text: String, at time: Instant, isWanted: () -> Bool = { true })
    throws(RemoteFault) -> RemoteAnswer<QueryValue>
  {
    try result(
      "query", [("query", text), ("time", time.secondsText), ("timeout", patience)], isWanted)
  }

  /// The series that an expression comes to at every step between two times.
  public func queryRange(
    _ text: String, from start: Instant, to end: Instant, step: Span, isWanted: () -> Bool = { true }
  ) throws(RemoteFault) -> RemoteAnswer<[Series]> {
    let fields = [
      ("query", text), ("start", start.secondsText), ("end", end.secondsText),
      ("step", Instant(milliseconds: step.milliseconds).secondsText), ("timeout", patience),
    ]
    return try series(of: result("query_range", fields, isWanted))
  }

  private var patience: String { origin.options.timeout.prometheus }

  func series(of answer: RemoteAnswer<QueryValue>) throws(RemoteFault) -> RemoteAnswer<[Series]> {
    guard case .matrix(let series) = answer.value else { throw .malformed("no matrix", offset: 0) }
    return RemoteAnswer(value: series, warnings: answer.warnings)
  }

  private func result(_ path: String, _ fields: [(String, String)], _ isWanted: () -> Bool)
    throws(RemoteFault) -> RemoteAnswer<QueryValue>
  {
    let page = try page(path, Form(fields.map { (name: $0.0, value: $0.1) }), isWanted)
    return try Self.meant(page) { () throws(RemoteFault) in
      try AnswerReader.read(page.body, mostSeries: origin.options.mostSeries)
    }
  }

  /// What stands under `data` of an answer that is no query's.
  func data(_ path: String, _ fields: [(name: String, value: String)] = []) throws(RemoteFault)
    -> RemoteAnswer<JSONNode>
  {
    let page = try page(path, fields.isEmpty ? nil : Form(fields), { true })
    return try Self.meant(page) { () throws(RemoteFault) in
      let answer = try Self.reading { () throws(JSONFault) in try JSONReader.read(page.body, name: path) }
      let fault = try Self.reading { () throws(JSONFault) in try Self.fault(in: answer) }
      if let fault { throw fault }
      return try Self.reading { () throws(JSONFault) in
        let warnings = try answer.list("warnings").map { node throws(JSONFault) in try node.text().printable }
        return RemoteAnswer(value: try answer.required("data"), warnings: warnings)
      }
    }
  }

  /// What the server could not do; nil when it could.
  private static func fault(in answer: JSONNode) throws(JSONFault) -> RemoteFault? {
    if try answer.required("status").text() == "success" { return nil }
    let type = try answer.optional("errorType")?.text() ?? ""
    return .refused(type: type.printable, words: try answer.required("error").text().printable)
  }

  /// What a page says. One that says nothing and has the status of a failure is that failure.
  private static func meant<Value>(_ page: FetchedPage, _ read: () throws(RemoteFault) -> Value)
    throws(RemoteFault) -> Value
  {
    do throws(RemoteFault) { return try read() } catch {
      guard case .malformed = error else { throw error }
      throw page.status == 200 ? error : .fetch(.status(page.status))
    }
  }

  /// Reads JSON; what is not as expected is the server's fault.
  static func reading<Value>(_ read: () throws(JSONFault) -> Value) throws(RemoteFault) -> Value {
    do throws(JSONFault) { return try read() } catch {
      throw .malformed("\(error.reason.printable), line \(error.line)", offset: error.column)
    }
  }
}

extension RemotePrometheus {
  /// Posts a form, or gets a page without one. Where posting is not allowed the form goes into the address.
  private func page(_ path: String, _ form: Form?, _ isWanted: () -> Bool) throws(RemoteFault) -> FetchedPage
  {
    guard let form else { return try fetched(request(path, query: ""), isWanted) }
    guard form.text.utf8.count <= Self.longestForm else { throw .tooLong }
    var posting = request(path, query: "")
    posting.form = form.text
    let page = try fetched(posting, isWanted)
    return page.status == 405 ? try fetched(request(path, query: form.text), isWanted) : page
  }

  private func fetched(_ request: PageRequest, _ isWanted: () -> Bool) throws(RemoteFault) -> FetchedPage {
    guard let outcome = PageGetter.get(request, clock: clock, isWanted: isWanted) else { throw .unwanted }
    switch outcome {
    case .success(let page): return page
    case .failure(let fault): throw .fetch(fault)
    }
  }

  private func request(_ path: String, query: String) -> PageRequest {
    var address = base
    let (folder, own) = Self.split(base.path)
    let (page, more) = Self.split(path)
    let queries = [own, more, query].filter { !$0.isEmpty }.joined(separator: "&")
    address.path = (folder.hasSuffix("/") ? String(folder.dropLast()) : folder) + Self.root + page
    if !queries.isEmpty { address.path += "?\(queries)" }
    var request = PageRequest(
      address, accept: "application/json", timeout: origin.options.timeout,
      mostBytes: origin.options.mostBytes)
    request.takesAnyStatus = true
    request.use(origin.options)
    return request
  }

  /// A path, and what stands behind its question mark.
  private static func split(_ path: String) -> (path: String, query: String) {
    let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    return (parts.first ?? "", parts.count > 1 ? parts[1] : "")
  }
}
