import Basics

/// A word after `binnacle` and what it does. Help and completions read this list.
struct Subcommand: Sendable {
  let name: String
  /// What follows the name, as the help shows it.
  let usage: String
  let summary: Bilingual
  /// Whether the help leaves it out, because another line stands for it.
  var isUnlisted = false
  let run: @Sendable (Invocation) throws(Complaint) -> Int32

  init(
    _ name: String, _ usage: String = "", english: String, chinese: String,
    run: @escaping @Sendable (Invocation) throws(Complaint) -> Int32
  ) {
    self.name = name
    self.usage = usage
    summary = Bilingual(english: english, chinese: chinese)
    self.run = run
  }

  /// To add a subcommand, write `Commands/Name.swift` and list it here.
  static let all: [Subcommand] = [
    [console, demo, watch], listings,
    [
      capacity, query, detect, forecast, alert, silence, incident, onCall, handover, node, unit, scheduler,
      whatIf, source,
      imports, export,
    ], plans,
    [indicator, simulate, preview, bench, check, promtest, test, doctor],
    [backup, restore, completions, help, version],
  ].flatMap { $0 }
}
