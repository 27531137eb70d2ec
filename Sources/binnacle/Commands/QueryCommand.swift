import Basics
import Console
import Model
import Telemetry

extension Subcommand {
  static let query = Subcommand(
    "query", "EXPR [--time T | --start A --end B --step S] [--json | --csv]",
    english: "ask a question in PromQL", chinese: "用 PromQL 查询"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    guard arguments.words.count == 1 else { throw .usage(arguments.subcommand) }
    return try QueryRun(arguments.words[0], arguments, options).run()
  }
}

/// One query on the command line.
private struct QueryRun {
  private let text: String
  private let arguments: Arguments
  private let options: Options

  init(_ text: String, _ arguments: Arguments, _ options: Options) {
    self.text = text
    self.arguments = arguments
    self.options = options
  }

  func run() throws(Complaint) -> Int32 {
    guard options.wantsJSON else { return give(try answer(request())) }
    // Whoever reads JSON reads what went wrong as JSON too.
    do throws(Complaint) { return give(try answer(request())) } catch {
      let kind: QueryFailure.Kind = error.status == 2 ? .badData : .trouble
      Output.write(PrometheusJSON.text(of: QueryFailure(kind, error.sentence[.english])))
      return 1
    }
  }

  private func request() throws(Complaint) -> QueryRequest {
    let now = options.at ?? Clock.wall
    guard arguments["start"] != nil || arguments["end"] != nil || arguments["step"] != nil else {
      return QueryRequest(slot: "", .instant(text, at: try arguments.instant("time") ?? now))
    }
    guard arguments["time"] == nil, let start = try arguments.instant("start") else {
      throw .usage(arguments.subcommand)
    }
    let end = try arguments.instant("end") ?? now
    let usual = max(.seconds(1), Span(milliseconds: (end - start).milliseconds / 250))
    return QueryRequest(slot: "", .range(text, from: start, to: end, step: try step() ?? usual))
  }

  /// A duration, or a number of seconds.
  private func step() throws(Complaint) -> Span? {
    guard let text = arguments["step"] else { return nil }
    if let span = Span(prometheus: text) { return span }
    guard let seconds = Double(text), seconds.magnitude < 1e12 else { throw .malformed(text, example: "15s") }
    return Span(milliseconds: Int64((seconds * 1_000).rounded()))
  }

  private var bounds: QueryOptions {
    var options = QueryOptions()
    let deadline = Clock.uptime + Querist.longest
    options.patience = { Clock.uptime < deadline ? .goOn : .timedOut }
    return options
  }

  private func answer(_ request: QueryRequest) throws(Complaint) -> QueryAnswer {
    // A question that makes no sense needs no series.
    if case .failure(let failure) = request.answer(from: SeriesList()).outcome, failure.kind == .badData {
      return QueryAnswer(request, .failure(failure))
    }
    let isNow = options.at == nil && arguments["time"] == nil && arguments["end"] == nil
    let source = try QuerySource.open(options, readsHost: isNow)
    if isNow, case .instant = request.subject {
      // What has just been read came after the question.
      return QueryRequest(slot: "", .instant(text, at: Clock.wall)).answer(from: source, bounds)
    }
    return request.answer(from: source, bounds)
  }

  private func give(_ answer: QueryAnswer) -> Int32 {
    if options.wantsJSON {
      Output.write(PrometheusJSON.text(of: answer))
    } else if case .failure(let failure) = answer.outcome {
      complain(failure)
    } else {
      for note in answer.notes { Output.complain(note.text(in: text)) }
      let listing = QueryListing(answer, options)
      Output.write(options.wantsCSV ? listing.commaSeparated : listing.table)
    }
    if case .failure = answer.outcome { return 1 }
    return 0
  }

  private func complain(_ failure: QueryFailure) {
    Output.complain(failure.reason)
    guard let place = failure.place else { return }
    let mark = FaultMark(text, at: place, in: QueryListing.width(options) - 2)
    Output.report("  \(mark.line)")
    Output.report("  \(mark.carets)")
  }
}
