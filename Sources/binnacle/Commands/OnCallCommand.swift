import Basics
import Console
import Engine
import Model
import Monitoring

extension Subcommand {
  static let onCall = Subcommand(
    "oncall", "[--at TIME] [--json]", english: "who is on call, who is next, and when nobody is",
    chinese: "当前值班、下一班，以及无人值班的时段"
  ) { invocation throws(Complaint) in
    let options = invocation.options
    try invocation.arguments.expectNoWords()
    let now = options.at ?? Clock.wall
    let configuration = DataFiles.configuration(in: options.paths.data, at: now, facts: false)
    if let fault = configuration.complaints.first(where: { $0.contains("oncall.json") }) {
      throw .failed(Bilingual(fault))
    }
    guard let plan = configuration.onCall else { throw .noRota(options.paths.configurationFile) }
    let view = OnCallView(plan, at: now)
    let text = OnCallDocument(view, at: now, phrases: options.phrases, zone: Options.zone(at: now))
    Output.write(options.wantsJSON ? text.json : text.text)
    return 0
  }

  static let handover = Subcommand(
    "handover", "", english: "write a hand-over note from what is open", chinese: "根据未结事项生成交接说明"
  ) { invocation throws(Complaint) in
    let options = invocation.options
    try invocation.arguments.expectNoWords()
    let snapshot = try Visit(options).snapshot()
    let note = HandoverDocument(
      snapshot, phrases: options.phrases, zone: Options.zone(at: snapshot.at), glyphs: options.glyphs)
    Output.write(note.markdown)
    return 0
  }
}

extension Complaint {
  static func noIncident(_ word: String) -> Complaint {
    .failed(
      english: "there is no incident \"\(word.printable)\"; see binnacle incidents",
      chinese: "没有故障“\(word.printable)”；请看 binnacle incidents")
  }

  /// - Parameter file: the configuration file, beside which the rota would lie.
  static func noRota(_ file: String) -> Complaint {
    let path = file.split(separator: "/").dropLast().reduce("") { "\($0)/\($1)" } + "/oncall.json"
    return .failed(
      english: "nobody has said who is on call; write \(path)", chinese: "尚未配置值班表；请编写 \(path)")
  }
}
