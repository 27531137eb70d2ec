import Basics
import Model
import Scheduling

/// The question that somebody put, and what came of it.
struct WhatIfDesk {
  fileprivate(set) var request: WhatIfRequest?
  /// Nil while it is being worked out, and where that was stopped.
  fileprivate(set) var answer: WhatIfAnswer?
  fileprivate var askedAt = Instant.epoch
  /// How long it had been worked out when somebody stopped it; nil where nobody did.
  fileprivate(set) var stoppedAfter: Span?

  fileprivate var isAtWork: Bool { request != nil && answer == nil && stoppedAfter == nil }
}

extension Console {
  /// Opens the form for a question: about the nodes that are meant, else the one that was put before.
  mutating func openWhatIf() -> [Effect] {
    let nodes = place.screen == .nodes ? targets(of: .node).map(\.identifier) : []
    let lost = nodes.isEmpty ? nil : WhatIfQuestion.Change.lose(nodes.map { .named($0) }).description
    let text = lost ?? whatIf.request?.question.description ?? ""
    let settings = snapshot?.acts.isExecuting == true ? snapshot?.acts.settings : nil
    var form = Form(
      .whatIf, subjects: [], title: [phrases.whatIf.nothingIsDone],
      fields: [Form.Field(.question, text), Form.Field(.policy, settings?.policyInForce ?? desk.policy)])
    form.note = WhatIfQuestion.grammar.joined(separator: " · ")
    overlay = .form(form)
    return []
  }

  /// Puts the question of a form, unless it cannot be understood; then the form stays open.
  mutating func ask(_ form: Form) -> [Effect] {
    guard let snapshot else { return [] }
    do throws(WhatIfFault) {
      let question = try WhatIfQuestion(form.text(.question))
      let number = (whatIf.request?.number ?? 0) + 1
      let request = WhatIfRequest(question, by: form.text(.policy), of: snapshot, number: number)
      whatIf = WhatIfDesk(request: request, askedAt: now)
      lists[.whatIf] = nil
      closeOverlay()
      return visit(.whatIf) + [.whatIf(request)]
    } catch {
      show(Notice(.bad, error.words))
      return []
    }
  }

  /// Takes an answer in; one to a question before the newest comes too late.
  mutating func take(_ answer: WhatIfAnswer) -> [Effect] {
    guard answer.number == whatIf.request?.number, whatIf.isAtWork else { return [] }
    whatIf.answer = answer
    refreshLists()
    return []
  }

  /// Whether a question is being worked out, so that how long it takes changes by the second.
  public var isForeseeing: Bool { whatIf.isAtWork }

  /// How long the question has been worked out.
  var foreseeingFor: Span { max(.zero, now - whatIf.askedAt) }

  /// Stops what is being worked out on the page that waits for it; nil when nothing is.
  mutating func stopWhatIf() -> [Effect]? {
    guard place == .whatIf, whatIf.isAtWork else { return nil }
    whatIf.stoppedAfter = foreseeingFor
    return [.stopWhatIf]
  }
}
