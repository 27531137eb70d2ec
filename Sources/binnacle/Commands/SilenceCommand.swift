import Basics
import Console
import Model
import Monitoring
import Telemetry

extension Subcommand {
  static let silence = Subcommand(
    "silence",
    "list | add MATCHERS [--start TIME] [--end TIME | --for 2h] [--comment TEXT] [--preview] | end ID",
    english:
      "keep alerts quiet by conditions on their labels, such as 'alertname=High,instance=~\"edge-.*\"'",
    chinese: "按标签条件静默告警，如 'alertname=High,instance=~\"edge-.*\"'"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    switch (arguments.words.first, arguments.words.count) {
    case ("list", 1):
      Output.write(SilenceListing.text(try Visit(options).snapshot(), options))
      return 0
    case ("add", 2): return try SilenceWords(arguments, options).add(arguments.words[1])
    case ("end", 2):
      let name = Address(arguments.words[1]).map(\.identifier) ?? arguments.words[1]
      let draft = Order.Draft(
        .unsilence, Address(.silence, name), ["silence": name], reason: arguments["comment"] ?? "")
      return try Errand.run([draft], Errand(options), options)
    default: throw .usage(arguments.subcommand)
    }
  }
}

/// What the words of `binnacle silence add` come to.
private struct SilenceWords {
  private let arguments: Arguments
  private let options: Options

  init(_ arguments: Arguments, _ options: Options) { (self.arguments, self.options) = (arguments, options) }

  /// Lays a silence, or says what it would catch.
  func add(_ text: String) throws(Complaint) -> Int32 {
    let matchers: [Matcher]
    do throws(MatcherText.Fault) { matchers = try MatcherText.matchers(text) } catch {
      throw .malformed(text, example: "alertname=High,instance=~\"edge-.*\"")
    }
    if arguments["preview"] != nil {
      Output.write(preview(matchers, try Visit(options).snapshot()))
      return 0
    }
    let draft = Order.Draft(
      .silence, Address(.silence, text), try fields(text), reason: arguments["comment"] ?? "")
    return try Errand.run([draft], Errand(options), options)
  }

  private func fields(_ text: String) throws(Complaint) -> [String: String] {
    var fields = ["matchers": text]
    fields["start"] = try arguments.instant("start")?.rfc3339
    fields["end"] = try arguments.instant("end")?.rfc3339
    if let length = arguments["for"] {
      guard Span(prometheus: length) != nil else { throw .malformed(length, example: "30m") }
      fields["duration"] = length
    }
    return fields
  }

  private func preview(_ matchers: [Matcher], _ snapshot: Snapshot) -> String {
    let preview = SilencePreview(
      matchers, among: snapshot.alerts.map(\.alert), beside: snapshot.silences, at: snapshot.at)
    let words = Phrases.of(options.language)
    let lines = preview.caught.map { "  \($0.address)  \($0.summary[options.language])" }
    return ([words.silenceCatches(preview.caught.count, preview.newlyQuiet)] + lines)
      .map { $0.printable + "\n" }.joined()
  }
}
