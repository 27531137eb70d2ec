import Basics
import Model
import Monitoring
import Telemetry

/// What people order about silences.
extension Engine {
  /// Who wants silence for longer than a year wants another rule.
  private static let longestSilence = Span.days(366)

  func silence(_ order: Order) throws(Refusal) -> Order.Draft? {
    if order.draft.address.kind == .silence { return try lay(order) }
    return try silence(order, of: [try alert(of: order)])
  }

  /// One silence over some alerts.
  func silence(_ order: Order, of alerts: [Alert]) throws(Refusal) -> Order.Draft? {
    let length = try length(of: order)
    let matchers = Silence.matchers(of: alerts.map(\.labels))
    guard !matchers.isEmpty else {
      throw Refusal("nothing_in_common", title(of: order.draft.address).english)
    }
    return lay(order, matchers, from: now, to: now + length, undoneAt: order.draft.address)
  }

  /// Returns the order that ends it.
  private func lay(
    _ order: Order, _ matchers: [Matcher], from start: Instant, to end: Instant, undoneAt address: Address
  ) -> Order.Draft {
    let silence = Silence(
      identifier: String(order.identifier), matchers: matchers, startsAt: start, endsAt: end,
      author: order.who, comment: order.draft.reason)
    silences.append(silence)
    unsaved.silences.append(silence)
    return Order.Draft(.unsilence, address, ["silence": silence.identifier])
  }

  private func length(of order: Order) throws(Refusal) -> Span {
    let text = order.draft.fields["duration"] ?? "2h"
    guard let length = Span(prometheus: text), length > .zero, length <= Self.longestSilence else {
      throw Refusal("bad_duration", text)
    }
    return length
  }

  func endSilence(_ order: Order) throws(Refusal) -> Order.Draft? {
    let named = order.draft.fields["silence"]
    let covering = book.active[order.draft.address.identifier].flatMap { alert in
      silences.first { $0.covers(alert, at: now) }?.identifier
    }
    guard let place = silences.firstIndex(where: { $0.identifier == named ?? covering }) else {
      throw Refusal("no_such_silence", named ?? "")
    }
    var silence = silences.remove(at: place)
    silence.endsAt = now
    unsaved.silences.append(silence)
    return nil
  }

  /// A silence by conditions on labels, which may begin later than now.
  private func lay(_ order: Order) throws(Refusal) -> Order.Draft? {
    let (fields, text) = (order.draft.fields, order.draft.fields["matchers"] ?? "")
    let matchers: [Matcher]
    do throws(MatcherText.Fault) { matchers = try MatcherText.matchers(text) } catch {
      throw Refusal("bad_matchers", error.reason)
    }
    guard !SilencePreview(matchers, among: [], beside: [], at: now).isUnbounded else {
      throw Refusal("covers_everything", text)
    }
    let start = try time(fields["start"]) ?? now
    let named = try time(fields["end"])
    let end = if let named { named } else { start + (try length(of: order)) }
    guard end > max(start, now), end - start <= Self.longestSilence else {
      throw Refusal("bad_duration", fields["end"] ?? fields["duration"] ?? "")
    }
    let address = Address(.silence, String(order.identifier))
    return lay(order, matchers, from: max(start, now), to: end, undoneAt: address)
  }

  private func time(_ text: String?) throws(Refusal) -> Instant? {
    guard let text, !text.isEmpty else { return nil }
    guard let time = Instant(rfc3339: text) else { throw Refusal("bad_date", text) }
    return time
  }
}
