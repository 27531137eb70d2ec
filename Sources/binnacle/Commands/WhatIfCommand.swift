import Basics
import Console
import Model
import Scheduling

extension Subcommand {
  static let whatIf = Subcommand(
    "what-if",
    "QUESTION… [--policy NAME] [--save FILE] [--json | --csv] | --replay FILE [--json | --csv]",
    english: "what would become of the units: lose, drain, add nodes or units, grow; save it, replay it",
    chinese: "推演：节点丢失、排空、增加节点或单元、负载增长后各单元的去向；可保存与重放"
  ) { invocation throws(Complaint) in
    let (arguments, options) = (invocation.arguments, invocation.options)
    if let path = arguments["replay"] {
      guard arguments.words.isEmpty, !arguments.has("policy"), !arguments.has("save") else {
        throw .usage(arguments.subcommand)
      }
      return try WhatIfReplay(path).run(options)
    }
    guard !arguments.words.isEmpty else { throw .usage(arguments.subcommand) }
    return try WhatIfRun(arguments).run(options)
  }
}

/// A question put to the house as it is.
private struct WhatIfRun {
  private let question: WhatIfQuestion
  private let policy: String?
  /// Where the record goes; nil where none is kept.
  private let path: String?

  init(_ arguments: Arguments) throws(Complaint) {
    do throws(WhatIfFault) { question = try WhatIfQuestion(arguments.words) } catch {
      throw Complaint(sentence: error.words, status: 2)
    }
    (policy, path) = (arguments["policy"], arguments["save"])
    if let policy, !PlacementAdvice.policies.contains(policy) {
      throw .unknown(.policy, policy, among: PlacementAdvice.policies)
    }
    if let path, Files.exists(path) { throw .isThere(path) }
  }

  func run(_ options: Options) throws(Complaint) -> Int32 {
    guard options.at == nil else { throw .noPast(of: "what-if") }
    let snapshot = try Visit(options).snapshot(whole: true)
    let request = WhatIfRequest(question, by: policy ?? snapshot.acts.settings.policyInForce, of: snapshot)
    let scene = request.scene
    let found = try explaining { () throws(WhatIfFault) in try WhatIf(question, of: scene) }
    let currency = snapshot.costs.perHour.currency
    if let path {
      let record = WhatIfRecord(found, of: scene, at: snapshot.at, currency: currency)
      if let reason = Files.write(record.json, to: path, exclusively: true) {
        throw .failed(Bilingual("\(path): \(reason)"))
      }
    }
    Output.write(WhatIfListing(found, at: snapshot.at, currency: currency).text(options))
    return 0
  }
}

/// A question that was saved, answered again from its file alone.
private struct WhatIfReplay {
  private let record: WhatIfRecord

  init(_ path: String) throws(Complaint) {
    guard let bytes = Files.bytes(path) else { throw .unreadable(path) }
    do throws(JSONFault) { record = try WhatIfRecord(JSONReader.read(bytes, name: path)) } catch {
      throw .failed(Bilingual(error.description.printable))
    }
  }

  /// 0 where the plan is the same to the last move, else 1.
  func run(_ options: Options) throws(Complaint) -> Int32 {
    let (found, difference) = try explaining { () throws(WhatIfFault) in try record.replay() }
    var listing = WhatIfListing(found, at: record.at, currency: record.currency)
    listing.isSame = difference == nil
    Output.write(listing.text(options))
    guard let difference else { return 0 }
    throw .failed(
      english: "the plan is not the same: \(difference.english)", chinese: "方案不一致：\(difference.chinese)")
  }
}

/// What the scheduler cannot answer, as a complaint.
private func explaining<Value>(_ body: () throws(WhatIfFault) -> Value) throws(Complaint) -> Value {
  do throws(WhatIfFault) { return try body() } catch { throw .failed(error.words) }
}
