import Basics
import Model
import Monitoring
import Telemetry

extension Engine {
  /// Somebody does what was suggested. What it was foreseen to come to stands in the order.
  func apply(_ order: Order) throws(Refusal) -> Order.Draft? {
    let address = order.draft.address
    guard address.kind == .suggestion,
      bottlenecks.views.values.contains(where: { $0.suggestion(address) != nil }),
      let effect = Suggestion.Effect(fields: order.draft.fields)
    else { throw Refusal("no_such_suggestion", address.identifier) }
    guard !bottlenecks.applied.contains(where: { $0.address == address && $0.effect.realised == nil }) else {
      throw Refusal("already_applied", title(of: address).english)
    }
    bottlenecks.applied.append(
      AppliedSuggestion(order: order.identifier, address: address, by: order.who, at: now, effect: effect))
    return nil
  }

  /// What an order is foreseen to come to, for the record.
  func prediction(of order: Order) -> String {
    guard order.draft.verb == .apply else { return "" }
    return Suggestion.Effect(fields: order.draft.fields).map(\.record) ?? ""
  }

  /// Takes up again what was applied before the watch was taken over, or by others.
  func recallApplied() {
    bottlenecks.applied = orders.reversed().filter { $0.draft.verb == .apply && $0.status == .done }
      .compactMap {
        order in
        guard var effect = Suggestion.Effect(fields: order.draft.fields), let at = order.decidedAt else {
          return nil
        }
        effect.realised = Suggestion.Effect.realised(of: order.outcome)
        return AppliedSuggestion(
          order: order.identifier, address: order.draft.address, by: order.who, at: at, effect: effect)
      }
  }

  /// Holds what came of orders against what was foreseen, when as long a time has passed as was looked at before.
  func measureEffects() {
    guard isHolder else { return }
    bottlenecks.applied.removeAll { now - $0.at > .days(1) }
    let window = configuration.resources.window
    for applied in bottlenecks.applied where applied.effect.realised == nil && now >= applied.due(window) {
      let before = mean(of: applied.effect, from: applied.at - window, to: applied.at)
      let after = mean(of: applied.effect, from: applied.due(window) - window, to: applied.due(window))
      settle(applied, before: before, after: after)
    }
  }

  /// A measure's mean over a window; nil where nothing was told.
  private func mean(of effect: Suggestion.Effect, from start: Instant, to end: Instant) -> Double? {
    do throws(QueryFault) {
      let expression = try Parser.parse(effect.expression)
      let found = try RangeQuery(series, from: start, to: end, step: .seconds(15)).series(of: expression)
      let own = found.filter { one in effect.label.map { one.labels[$0] == effect.part } ?? true }
      let values = own.flatMap { $0.samples.map(\.value) }.filter(\.isFinite)
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    } catch { return nil }
  }

  private func settle(_ applied: AppliedSuggestion, before: Double?, after: Double?) {
    guard let place = bottlenecks.applied.firstIndex(of: applied) else { return }
    guard let after else {
      // Who is not heard of any more has no effect to tell of.
      bottlenecks.applied.remove(at: place)
      return
    }
    bottlenecks.applied[place].effect.realised = after
    let (unit, effect) = (applied.effect.unit, bottlenecks.applied[place].effect)
    note(
      .effectMeasured, applied.address, subject: title(of: applied.address),
      detail: "\(unit.text(before ?? effect.before)) -> \(unit.text(after)), \(unit.text(effect.predicted))",
      who: applied.by)
    guard let row = orders.firstIndex(where: { $0.identifier == applied.order }) else { return }
    orders[row].outcome = effect.record
    unsaved.decided.append(orders[row])
  }

  /// What a suggestion says to do.
  func suggestionTitle(_ address: Address) -> Bilingual {
    for view in bottlenecks.views.values {
      if let suggestion = view.suggestion(address) {
        return Bilingual(
          english: "\(view.node): \(suggestion.title.english)",
          chinese: "\(view.node)：\(suggestion.title.chinese)")
      }
    }
    return Bilingual(address.identifier)
  }
}

extension Suggestion.Effect {
  /// What was foreseen and what came of it, as an order keeps it: `predicted 0.6 realised 0.62`.
  var record: String {
    "predicted \(Self.short(predicted))" + (realised.map { " realised \(Self.short($0))" } ?? "")
  }

  private static func short(_ value: Double) -> String {
    Figures.plain((value * 10_000).rounded() / 10_000)
  }

  /// What came of it by such a record; nil while nobody knows.
  static func realised(of record: String) -> Double? {
    let words = record.split(separator: " ")
    guard let place = words.firstIndex(of: "realised"), place + 1 < words.count else { return nil }
    return Double(words[place + 1])
  }
}
