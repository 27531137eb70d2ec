import Basics
import Telemetry

extension Notification {
  /// The notification as Alertmanager tells it to a webhook ("Webhook receiver", version 4), with what this program
  /// knows besides: the key by which a reader knows what it has had already, and why it is told.
  public var payload: JSONValue {
    let common = commonAnnotations
    return [
      "version": "4", "groupKey": .text(groupKey), "truncatedAlerts": 0,
      "status": isFiring ? "firing" : "resolved", "receiver": .text(receiver),
      "groupLabels": Self.object(groupLabels), "commonLabels": Self.object(commonLabels),
      "commonAnnotations": .object(common.map { (key: $0.key, value: .text($0.value)) }), "externalURL": "",
      "alerts": .array(alerts.map(\.payload)), "idempotencyKey": .text(key),
      "occasion": .text(occasion.rawValue),
      "notifiedAt": .text(at.rfc3339), "headline": .text(headline.english),
      "headline_zh": .text(headline.chinese), "severity": .text(severity.rawValue),
    ]
  }

  private var commonAnnotations: [(key: String, value: String)] {
    guard var common = alerts.first?.annotationTexts else { return [] }
    for alert in alerts.dropFirst() {
      let own = Dictionary(alert.annotationTexts.map { ($0.key, $0.value) }) { first, _ in first }
      common.removeAll { own[$0.key] != $0.value }
    }
    return common
  }

  static func object(_ labels: Labels) -> JSONValue {
    .object(labels.map { (key: $0.name, value: .text($0.value)) })
  }
}

extension Alert {
  /// What is over has ended; what fires is told to end at no time yet, as Go writes that.
  static let noEnd = "0001-01-01T00:00:00Z"

  /// Its texts, under the names that annotations of rules have.
  public var annotationTexts: [(key: String, value: String)] {
    var texts: [(key: String, value: String)] = []
    for (name, words) in [("description", description), ("summary", summary)] where !words.english.isEmpty {
      texts.append((name, words.english))
      if words.chinese != words.english { texts.append(("\(name)_zh", words.chinese)) }
    }
    return texts
  }

  var payload: JSONValue {
    [
      "status": state == .firing ? "firing" : "resolved", "labels": Notification.object(labels),
      "annotations": .object(annotationTexts.map { (key: $0.key, value: .text($0.value)) }),
      "startsAt": .text((firedAt ?? activeAt).rfc3339),
      "endsAt": .text(state == .firing ? Self.noEnd : (resolvedAt ?? activeAt).rfc3339),
      "generatorURL": "", "fingerprint": .text(identifier), "value": .optional(value.isFinite ? value : nil),
      "severity": .text(severity.rawValue),
    ]
  }
}
