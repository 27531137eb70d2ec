import Basics
import Canvas
import Model
import Telemetry

// Saving what was found: as a panel of a screen, or as an alert rule.
extension Console {
  /// The expressions that are on and make sense.
  private var soundExpressions: [String] {
    exploration.entries.filter(\.isOn).map(\.text).filter { text in
      guard case .success(let expression)? = Exploration.parsed(text) else { return false }
      return expression.kind == .vector || expression.kind == .scalar
    }
  }

  mutating func openPin() -> [Effect] {
    guard isExploring else { return [] }
    let expressions = soundExpressions
    guard !expressions.isEmpty else {
      say(.plain) { $0.explore.nothingToSave }
      return []
    }
    let panel = SavedPanel(
      title: "", screen: "", expressions: expressions, isStacked: exploration.isStacked,
      isLogarithmic: exploration.isLogarithmic, span: timeView.span)
    var form = Form(
      .pin, subjects: [], title: [expressions.joined(separator: "  ")],
      fields: [Form.Field(.title, ""), Form.Field(.screen, ScreenID.bridge.rawValue)])
    form.given = panel.fields
    overlay = .form(form)
    return []
  }

  mutating func openEnact() -> [Effect] {
    guard isExploring else { return [] }
    let own = exploration.entry(currentLetter)?.text ?? ""
    guard let text = soundExpressions.contains(own) ? own : soundExpressions.first,
      case .success(let expression)? = Exploration.parsed(text)
    else {
      say(.plain) { $0.explore.nothingToSave }
      return []
    }
    var form = Form(
      .enact, subjects: [], title: [text],
      fields: [
        Form.Field(.title, ""), Form.Field(.condition, expression.compares ? "" : suggestedCondition),
        Form.Field(.holdFor, "5m"), Form.Field(.severity, "warning"),
      ])
    form.given = ["expression": text]
    overlay = .form(form)
    return []
  }

  /// Above anything seen in the window, rounded up: a rule that would not have fired.
  private var suggestedCondition: String {
    let letter = currentLetter
    let most = exploration.shown.series.filter { $0.letter == letter }.map(\.figures.most)
      .filter { $0.isFinite && $0 > 0 }.max()
    guard let most else { return "> 0" }
    return "> \(Figures.decimal(Scale(0, most, ticks: 4, unit: .plain, isLogarithmic: false).high))"
  }

  mutating func unpin() -> [Effect] {
    guard let title = selectedIdentity(in: .panels) ?? prepared[.panels]?.arrangement.identities.first else {
      return []
    }
    return [.submit(Order.Draft(.unpin, Address(.panel, title)))]
  }
}

extension Form {
  /// A comparison with a number, or nothing where the expression compares itself.
  func isCondition(_ text: String) -> Bool {
    guard let expression = given["expression"] else { return false }
    let whole = text.isEmpty ? expression : "(\(expression)) \(text)"
    guard case .success(let parsed)? = Exploration.parsed(whole) else { return false }
    return parsed.compares
  }
}

extension Expression {
  /// Whether it leaves out what does not fit a comparison, as the condition of an alert does.
  var compares: Bool {
    switch form {
    case .binary(let binary):
      binary.sign.isComparison && !binary.returnsBool
        || binary.sign.isSet && (binary.left.compares || binary.right.compares)
    case .group(let inner): inner.compares
    case .call(let call): call.function.name.hasPrefix("absent")
    case .number, .text, .vector, .matrix, .subquery, .negation, .aggregation: false
    }
  }
}
