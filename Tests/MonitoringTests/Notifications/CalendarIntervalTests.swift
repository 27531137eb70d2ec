import Basics
import Monitoring
import Testing

/// Cases after those of Alertmanager's timeinterval_test.go.
@Suite struct CalendarIntervalTests {
  private func holds(_ interval: String, _ time: String) throws -> Bool {
    let policy = try Scene.policy(
      Scene.simple("", more: "time_intervals: [{name: 'x', time_intervals: [\(interval)]}],"))
    let at = try #require(Instant(rfc3339: time))
    return policy.intervals["x"]!.contains { $0.contains(at, local: Zone(offset: .hours(2))) }
  }

  @Test(arguments: [
    ("{}", "2020-07-08T07:00:00Z", true),
    (
      "{times: [{start_time: '09:00', end_time: '17:00'}], weekdays: ['monday:friday']}",
      "2020-07-10T16:59:59Z", true
    ),
    (
      "{times: [{start_time: '09:00', end_time: '17:00'}], weekdays: ['monday:friday']}",
      "2020-07-10T17:00:00Z", false
    ),
    (
      "{times: [{start_time: '09:00', end_time: '17:00'}], weekdays: ['monday:friday']}",
      "2020-07-11T12:00:00Z", false
    ),
    ("{times: [{start_time: '00:00', end_time: '24:00'}]}", "2020-07-11T23:59:59Z", true),
    ("{weekdays: ['sunday']}", "2020-07-12T00:00:00Z", true),
    ("{weekdays: ['sunday']}", "2020-07-13T00:00:00Z", false),
    ("{days_of_month: ['1:31'], months: ['12']}", "2020-12-31T23:00:00Z", true),
    ("{days_of_month: ['-3:-1']}", "2020-02-29T10:00:00Z", true),
    ("{days_of_month: ['-3:-1']}", "2020-02-26T10:00:00Z", false),
    ("{days_of_month: ['-3:-1']}", "2021-02-26T10:00:00Z", true),
    ("{days_of_month: ['-31:-1']}", "2021-02-01T10:00:00Z", true),
    ("{days_of_month: ['31']}", "2020-06-30T10:00:00Z", false),
    ("{days_of_month: ['1:-1']}", "2020-06-30T10:00:00Z", true),
    ("{days_of_month: [1]}", "2020-06-01T10:00:00Z", true),
    ("{months: ['january:march']}", "2020-03-31T10:00:00Z", true),
    ("{months: ['january:march']}", "2020-04-01T10:00:00Z", false),
    ("{years: ['2020:2022', 2030]}", "2030-04-01T10:00:00Z", true),
    ("{years: ['2020:2022']}", "2023-04-01T10:00:00Z", false),
    ("{times: [{start_time: '12:00', end_time: '13:00'}], location: 'Local'}", "2020-01-01T10:30:00Z", true),
    ("{times: [{start_time: '12:00', end_time: '13:00'}], location: '-05:30'}", "2020-01-01T17:40:00Z", true),
    (
      "{times: [{start_time: '12:00', end_time: '13:00'}], location: '-05:30'}", "2020-01-01T12:40:00Z", false
    ),
  ])
  func `a time lies in an interval or not`(interval: String, time: String, isIn: Bool) throws {
    #expect(try holds(interval, time) == isIn)
  }

  @Test(arguments: [
    "{times: [{start_time: '17:00', end_time: '09:00'}]}",
    "{times: [{start_time: '9:00', end_time: '17:00'}]}",
    "{times: [{start_time: '09:00', end_time: '24:01'}]}", "{weekdays: ['friday:monday']}",
    "{weekdays: ['freitag']}",
    "{days_of_month: ['0']}", "{days_of_month: ['32']}", "{days_of_month: ['-1:1']}",
    "{days_of_month: ['5:3']}",
    "{days_of_month: ['-1:-3']}", "{days_of_month: ['28:-3']}", "{months: ['13']}",
    "{months: ['march:january']}",
    "{years: ['x']}", "{location: 'Nowhere/Land'}", "{hours: []}", "{times: [{start_time: '09:00'}]}",
  ])
  func `an interval that means nothing is refused`(interval: String) {
    #expect(throws: JSONFault.self) { try holds(interval, "2020-01-01T00:00:00Z") }
  }
}
