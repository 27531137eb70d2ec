import Basics
import Canvas
import Model
import Monitoring

extension Console {
  /// Asks whether to do the selected suggestion of the node's page, or the best one.
  mutating func openApply() -> [Effect] {
    guard case .node(let node) = place, let row = suggestion(of: node) else {
      say(.plain) { $0.bottlenecks.nothingToApply }
      return []
    }
    let draft = Order.Draft(.apply, row.address, row.suggestion.effect.fields)
    overlay = .confirmation(
      Confirmation(
        [draft], kind: .apply,
        names: [row.suggestion.title[setup.language], row.suggestion.effect.formula], mustType: false))
    return []
  }

  private func suggestion(of node: String) -> SuggestionList.Row? {
    guard let snapshot else { return nil }
    let rows = snapshot.bottlenecks(of: node).flatMap { view in
      view.bottleneck.suggestions.map { SuggestionList.Row(view: view, suggestion: $0) }
    }
    let selected = selectedIdentity(in: .suggestions)
    return rows.first { SuggestionList.identity(of: $0) == selected } ?? rows.first
  }
}
