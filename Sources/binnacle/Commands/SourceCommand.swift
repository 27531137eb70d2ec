import Basics
import Collectors
import Console
import Model
import Store
import Telemetry

extension Subcommand {
  static let source = Subcommand(
    "source",
    "add ADDRESS [--name N] [--interval 10s] [--timeout 5s] [--label K=V]… | list | test NAME|ADDRESS | remove NAME",
    english: "read metrics from elsewhere: http(s)://…, file:PATH, file_sd:PATH, prometheus:http://…",
    chinese: "从别处读取指标：http(s)://…、file:路径、file_sd:路径、prometheus:http://…"
  ) { invocation throws(Complaint) in
    let words = invocation.arguments.words
    switch (words.first, words.count) {
    case ("add", 2): return try SourceWords(invocation).add(words[1])
    case ("test", 2): return try SourceWords(invocation).test(words[1])
    case ("remove", 2): return try SourceWords(invocation).remove(words[1])
    case ("list", 1):
      Output.write(SourceListing.text(try Visit(invocation.options).snapshot(), invocation.options))
      return 0
    default: throw .usage(invocation.arguments.subcommand)
    }
  }
}

/// What the words of `binnacle source` come to.
private struct SourceWords {
  private let arguments: Arguments
  private let options: Options

  init(_ invocation: Invocation) { (arguments, options) = (invocation.arguments, invocation.options) }

  func add(_ address: String) throws(Complaint) -> Int32 {
    let origin = try origin(address)
    let draft = Order.Draft(
      .add, Address(.source, origin.name), origin.fields, reason: arguments["comment"] ?? "")
    return try Errand.run([draft], Errand(options), options)
  }

  func remove(_ name: String) throws(Complaint) -> Int32 {
    let address = Address(name).flatMap { $0.kind == .source ? $0 : nil } ?? Address(.source, name)
    let draft = Order.Draft(.remove, address, reason: arguments["comment"] ?? "")
    return try Errand.run([draft], Errand(options), options)
  }

  /// Tries a source that is known by its name, or one that is not known yet.
  func test(_ word: String) throws(Complaint) -> Int32 {
    let known = try Visit(options).snapshot().origins.first { $0.name == word }
    let origin: Origin
    if let known { origin = known } else { origin = try self.origin(word) }
    do throws(OriginFault) { try origin.check() } catch {
      let fault = error
      throw .failed(Phrases.bothLanguages { $0.sentence(fault) })
    }
    return SourceTest(origin, options).run()
  }

  private func origin(_ text: String) throws(Complaint) -> Origin {
    guard let (kind, place) = Self.place(text) else {
      throw .malformed(
        text, example: "http://host:9100/metrics, file:/path/x.prom, file_sd:/path/targets.json")
    }
    let address = kind == .file || kind == .list ? Files.absolute(place) : place
    return Origin(
      name: arguments["name"] ?? Self.name(kind, address), kind: kind, address: address,
      options: try originOptions())
  }

  /// The kind an address is of; nil when it is none.
  private static func place(_ text: String) -> (Origin.Kind, String)? {
    if text.hasPrefix("http://") || text.hasPrefix("https://") { return (.scrape, text) }
    if text.hasPrefix("/") || text.hasPrefix("./") { return (.file, text) }
    for kind in [Origin.Kind.file, .list, .prometheus] where text.hasPrefix("\(kind.rawValue):") {
      let place = String(text.dropFirst(kind.rawValue.count + 1))
      return place.isEmpty ? nil : (kind, place)
    }
    return nil
  }

  /// What a source is called when nobody says: its host, or its file.
  private static func name(_ kind: Origin.Kind, _ address: String) -> String {
    if kind == .scrape || kind == .prometheus { return HTTPAddress(address)?.authority ?? address }
    let last = address.split(separator: "/").last.map(String.init) ?? address
    for ending in [".prom", ".json"] where last.hasSuffix(ending) && last.count > ending.count {
      return String(last.dropLast(ending.count))
    }
    return last
  }

  private func originOptions() throws(Complaint) -> Origin.Options {
    var found = Origin.Options()
    if let interval = try span("interval") { found.interval = interval }
    found.timeout = try span("timeout") ?? min(found.timeout, found.interval)
    var labels: [Label] = []
    for text in arguments["label"]?.split(separator: "\n") ?? [] {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2 else { throw .malformed(String(text), example: "region=eu") }
      labels.append(Label(parts[0], parts[1]))
    }
    found.labels = Labels(labels)
    found.tokenFile = arguments["token-file"].map(Files.absolute)
    found.basicAuthFile = arguments["basic-auth-file"].map(Files.absolute)
    found.authorityFile = arguments["ca"].map(Files.absolute)
    found.certificateFile = arguments["cert"].map(Files.absolute)
    found.keyFile = arguments["key"].map(Files.absolute)
    found.mostSeries = try number("max-series", upTo: 10_000_000) ?? found.mostSeries
    found.mostBytes = try number("max-bytes", upTo: 1 << 30) ?? found.mostBytes
    found.honorsLabels = arguments.has("honor-labels")
    return found
  }

  private func span(_ option: String) throws(Complaint) -> Span? {
    guard let text = arguments[option] else { return nil }
    guard let span = Span(prometheus: text) else { throw .malformed(text, example: "15s") }
    return span
  }

  private func number(_ option: String, upTo most: Int) throws(Complaint) -> Int? {
    guard let text = arguments[option] else { return nil }
    guard let number = Int(text), (1...most).contains(number) else { throw .outOfRange(option, 1...most) }
    return number
  }
}
