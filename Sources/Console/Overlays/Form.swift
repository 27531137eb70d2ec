import Basics
import Canvas
import Model
import Roadmap

/// Fields to fill in, then an order for each that was changed.
struct Form {
  /// What the form orders.
  enum Kind {
    case silence, comment, observe, set, pin, enact, assign, escalate, drain, migrate
    /// Orders nothing: it asks.
    case whatIf
  }

  /// What a field is for.
  enum Purpose: Hashable {
    case duration, reason, value, day
    case title, screen, condition, holdFor, severity, person, rung, deadline, node
    case question, policy
    case plan(PlanChange.Field)
  }

  /// One field with what stands in it.
  struct Field {
    let purpose: Purpose
    let before: String
    var editor: LineEditor

    init(_ purpose: Purpose, _ text: String) {
      self.purpose = purpose
      before = text
      editor = LineEditor(text)
    }

    /// The words one chooses from with left and right; none where one types.
    var choices: [String] {
      switch purpose {
      case .plan(.status): PlanItem.Status.allCases.map(\.rawValue)
      case .screen: [ScreenID.bridge, .nodes, .explore].map(\.rawValue)
      case .severity: ["critical", "warning", "info"]
      case .policy: PlacementAdvice.policies
      case .duration, .reason, .value, .day, .title, .condition, .holdFor, .person, .rung, .deadline, .node,
        .question, .plan:
        []
      }
    }

    mutating func turn(by step: Int) {
      let place = choices.firstIndex(of: editor.text) ?? 0
      editor = LineEditor(choices[(place + step + choices.count) % choices.count])
    }
  }

  let kind: Kind
  let subjects: [Address]
  let title: [String]
  var fields: [Field]
  var current = 0
  /// What is to be known before it is ordered.
  var note = ""
  /// What goes into the order beside what is filled in.
  var given: [String: String] = [:]

  init(_ kind: Kind, subjects: [Address], title: [String], fields: [Field]) {
    self.kind = kind
    self.subjects = subjects
    self.title = title
    self.fields = fields
  }

  mutating func insert(_ text: String) {
    if fields[current].choices.isEmpty { fields[current].editor.insert(text) }
  }

  func text(_ purpose: Purpose) -> String { fields.first { $0.purpose == purpose }?.editor.text ?? "" }

  /// What has been filled in, as orders.
  var drafts: [Order.Draft] {
    switch kind {
    case .silence:
      let fields = given.merging(["duration": text(.duration)]) { $1 }
      return subjects.map { Order.Draft(.silence, $0, fields, reason: text(.reason)) }
    case .comment: return subjects.map { Order.Draft(.comment, $0, reason: text(.reason)) }
    case .observe:
      return subjects.map {
        Order.Draft(.observe, $0, ["value": text(.value), "day": text(.day)], reason: text(.reason))
      }
    case .pin:
      let fields = given.merging(["screen": text(.screen)]) { $1 }
      return [Order.Draft(.pin, Address(.panel, text(.title)), fields)]
    case .enact:
      let fields = given.merging([
        "condition": text(.condition), "for": text(.holdFor), "severity": text(.severity),
      ]) { $1 }
      return [Order.Draft(.enact, Address(.rule, text(.title)), fields)]
    case .assign: return subjects.map { Order.Draft(.assign, $0, ["person": text(.person)]) }
    case .escalate:
      return subjects.map { Order.Draft(.escalate, $0, ["to": text(.rung)], reason: text(.reason)) }
    case .drain:
      return subjects.map {
        Order.Draft(.drain, $0, ["deadline": text(.deadline)], reason: text(.reason))
      }
    case .migrate:
      return subjects.map { Order.Draft(.migrate, $0, ["target": text(.node)], reason: text(.reason)) }
    case .whatIf: return []
    case .set:
      return fields.flatMap { field -> [Order.Draft] in
        guard case .plan(let planField) = field.purpose, field.editor.text != field.before else { return [] }
        return subjects.map {
          Order.Draft(.set, $0, ["field": planField.rawValue, "value": field.editor.text])
        }
      }
    }
  }

  /// The first field whose text cannot be meant; nil when all is well. The engine has the last word.
  func firstBadField() -> Int? {
    fields.firstIndex { field in
      let text = field.editor.text
      switch field.purpose {
      case .duration: return (Span(prometheus: text) ?? .zero) <= .zero
      case .deadline: return !text.isEmpty && (Span(prometheus: text) ?? .zero) <= .zero
      case .value: return Quantity(text)?.value == nil
      case .day: return Day(iso: text) == nil
      case .plan(.start), .plan(.end), .plan(.launch): return !text.isEmpty && Day(iso: text) == nil
      case .plan(.progress): return !text.isEmpty && Double(text.filter { $0 != "%" && $0 != " " }) == nil
      case .plan(.delivered): return !text.isEmpty && Quantity(text)?.value == nil
      case .reason: return kind == .comment && text.isEmpty
      case .title: return text.allSatisfy(\.isWhitespace) || text.contains("/")
      case .holdFor: return Span(prometheus: text) == nil
      case .condition: return !isCondition(text)
      case .screen, .severity, .person, .rung, .node, .question, .policy, .plan: return false
      }
    }
  }
}
