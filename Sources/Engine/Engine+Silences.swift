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
    guard let length = Span(prometheus: order.draft.fields["duration"] ?? "2h"), length > .zero,
      length <= Self.longestSilence
    else {
      throw Refusal("bad_duration", order.draft.fields["duration"] ?? "")
    }
    let matchers = Silence.matchers(of: alerts.map(\.labels))
    guard !matchers.isEmpty else {
      throw Refusal("nothing_in_common", title(of: order.draft.address).english)
    }
    let silence = Silence(
      identifier: String(order.identifier), matchers: matchers, startsAt: now, endsAt: now + length,
      author: order.who, comment: order.draft.reason)
    silences.append(silence)
    unsaved.silences.append(silence)
    return Order.Draft(.unsilence, order.draft.address, ["silence": silence.identifier])
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
    guard !SilencePreview(matchers, among: [], beside: [], at: now).coversEverything else {
      throw Refusal("covers_everything", text)
    }
    let start = max(try time(fields["start"]) ?? now, now)
    let end: Instant
    if let given = try time(fields["end"]) {
      end = given
    } else {
      end = start + (Span(prometheus: fields["duration"] ?? "2h") ?? .zero)
    }
    guard end > start, end - start <= Self.longestSilence else {
      throw Refusal("bad_duration", fields["end"] ?? fields["duration"] ?? "")
    }
    let silence = Silence(
      identifier: String(order.identifier), matchers: matchers, startsAt: start, endsAt: end,
      author: order.who, comment: order.draft.reason)
    silences.append(silence)
    unsaved.silences.append(silence)
    return Order.Draft(.unsilence, Address(.silence, silence.identifier), ["silence": silence.identifier])
  }

  private func time(_ text: String?) throws(Refusal) -> Instant? {
    guard let text, !text.isEmpty else { return nil }
    guard let time = Instant(rfc3339: text) else { throw Refusal("bad_date", text) }
    return time
  }
}
