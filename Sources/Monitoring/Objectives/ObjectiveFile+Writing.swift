import Basics

extension ObjectiveFile {
  /// A file of OpenSLO with some objectives, each an SLO of its own.
  public static func file(of objectives: [Objective]) -> String {
    JSONValue.array(objectives.map(document)).pretty + "\n"
  }

  private static func document(_ objective: Objective) -> JSONValue {
    [
      "apiVersion": "openslo/v1", "kind": "SLO", "metadata": metadata(objective),
      "spec": [
        "description": .text(objective.description.english), "service": .text(objective.service),
        "indicator": [
          "metadata": ["name": .text("\(objective.name)-indicator")], "spec": indicator(objective.indicator),
        ],
        "timeWindow": [window(objective.window)], "budgetingMethod": method(objective.budgeting),
        "objectives": [goal(objective)],
      ],
    ]
  }

  private static func metadata(_ objective: Objective) -> JSONValue {
    var notes: [(key: String, value: JSONValue)] = [
      (Annotation.kind.rawValue, .text(objective.kind.rawValue)),
      (Annotation.title.rawValue, .text(objective.title.chinese)),
      (Annotation.description.rawValue, .text(objective.description.chinese)),
    ]
    if case .threshold(let threshold) = objective.indicator, let label = threshold.modality {
      notes.append((Annotation.modality.rawValue, .text(label)))
    }
    return [
      "name": .text(objective.name), "displayName": .text(objective.title.english),
      "annotations": .object(notes),
    ]
  }

  private static func metric(_ query: String) -> JSONValue {
    ["metricSource": ["type": "Prometheus", "spec": ["query": .text(query)]]]
  }

  private static func indicator(_ indicator: Objective.Indicator) -> JSONValue {
    switch indicator {
    case .ratio(let ratio):
      [
        "ratioMetric": .object([
          ("counter", .flag(ratio.areCounters)), (ratio.partIsBad ? "bad" : "good", metric(ratio.part)),
          ("total", metric(ratio.total)),
        ])
      ]
    case .raw(let query, let isOfBad):
      ["ratioMetric": ["rawType": isOfBad ? "failure" : "success", "raw": metric(query)]]
    case .threshold(let threshold): ["thresholdMetric": metric(threshold.query)]
    }
  }

  private static func window(_ window: ObjectiveWindow) -> JSONValue {
    switch window {
    case .rolling(let span): return ["duration": .text(span.prometheus), "isRolling": true]
    case .calendar(let calendar):
      let start = Zone.utc.clock(.epoch + calendar.time)
      return [
        "duration": .text("\(calendar.count)\(calendar.unit.rawValue)"), "isRolling": false,
        "calendar": [
          "startTime": .text("\(calendar.start.iso) \(start)"), "timeZone": .text(calendar.zone.name),
        ],
      ]
    }
  }

  private static func method(_ budgeting: Objective.Budgeting) -> JSONValue {
    switch budgeting {
    case .occurrences: "Occurrences"
    case .timeslices: "Timeslices"
    case .ratioTimeslices: "RatioTimeslices"
    }
  }

  private static func goal(_ objective: Objective) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [("target", .number(objective.target))]
    if case .threshold(let threshold) = objective.indicator {
      members += [("op", .text(threshold.comparison.rawValue)), ("value", .number(threshold.bound))]
    }
    switch objective.budgeting {
    case .occurrences: break
    case .timeslices(let target, let length):
      members += [("timeSliceTarget", .number(target)), ("timeSliceWindow", .text(length.prometheus))]
    case .ratioTimeslices(let length): members.append(("timeSliceWindow", .text(length.prometheus)))
    }
    return .object(members)
  }
}
