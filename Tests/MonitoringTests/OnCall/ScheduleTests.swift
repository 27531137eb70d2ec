import Basics
import Testing

@testable import Monitoring

@Suite struct ScheduleTests {
  private func layer(
    _ people: [String], _ zone: ZoneTable = Place.berlin, start: String = "2026-03-02T09:00",
    length: Span = .days(7), hours: [(Int64, Int64)] = [], days: Set<Int> = []
  ) -> OnCallSchedule.Layer {
    OnCallSchedule.Layer(
      name: "", people: people, zone: zone, start: WallTime(start)!, length: length,
      hours: hours.map { .init(from: .hours($0.0), to: .hours($0.1)) }, days: days)
  }

  private func schedule(_ layers: OnCallSchedule.Layer..., overrides: [OnCallSchedule.Override] = [])
    -> OnCallSchedule
  {
    OnCallSchedule(name: "primary", layers: layers, overrides: overrides)
  }

  @Test func `people take turns, and nobody is on call before the first`() {
    let rota = schedule(layer(["ann", "mei", "tom"]))
    #expect(rota.holder(at: at("2026-03-02T07:59:59Z")) == nil)
    #expect(rota.holder(at: at("2026-03-02T08:00:00Z")) == "ann")
    #expect(rota.holder(at: at("2026-03-10T00:00:00Z")) == "mei")
    #expect(rota.holder(at: at("2026-03-25T00:00:00Z")) == "ann")
  }

  @Test func `the hand-over stays at nine on the wall when Berlin changes its clocks`() {
    let spring = schedule(layer(["ann", "mei"])).shifts(
      from: at("2026-03-20T00:00:00Z"), to: at("2026-04-10T00:00:00Z"))
    #expect(spring.map(\.person) == ["ann", "mei", "ann", "mei"])
    #expect(
      spring.map { $0.from.rfc3339 }.suffix(3) == [
        "2026-03-23T08:00:00Z", "2026-03-30T07:00:00Z", "2026-04-06T07:00:00Z",
      ])
  }

  @Test func `in New York and Shanghai too, each in its own time`() {
    let west = schedule(layer(["ann", "mei"], Place.newYork, start: "2026-10-19T09:00"))
    #expect(
      west.shifts(from: at("2026-10-20T00:00:00Z"), to: at("2026-11-12T00:00:00Z")).dropFirst().map(\.from)
        == [at("2026-10-26T13:00:00Z"), at("2026-11-02T14:00:00Z"), at("2026-11-09T14:00:00Z")])
    let east = schedule(layer(["ann", "mei"], Place.shanghai, length: .days(1)))
    let shifts = east.shifts(from: at("2026-03-28T02:00:00Z"), to: at("2026-03-31T00:00:00Z"))
    #expect(shifts.dropFirst().map(\.from) == [at("2026-03-29T01:00:00Z"), at("2026-03-30T01:00:00Z")])
  }

  @Test func `a twelve hour turn is an hour longer or shorter in the night of the change`() {
    let rota = schedule(layer(["day", "night"], start: "2026-03-02T08:00", length: .hours(12)))
    let shifts = rota.shifts(from: at("2026-03-28T12:00:00Z"), to: at("2026-03-29T20:00:00Z"))
    #expect(
      shifts.map(\.from) == [
        at("2026-03-28T12:00:00Z"), at("2026-03-28T19:00:00Z"), at("2026-03-29T06:00:00Z"),
        at("2026-03-29T18:00:00Z"),
      ])
    #expect(shifts.map(\.person) == ["day", "night", "day", "night"])
  }

  @Test func `a hand-over in the hour that comes twice happens once`() {
    let rota = schedule(layer(["ann", "mei"], start: "2026-10-24T02:30", length: .days(1)))
    let shifts = rota.shifts(from: at("2026-10-24T12:00:00Z"), to: at("2026-10-25T12:00:00Z"))
    #expect(shifts.map(\.from) == [at("2026-10-24T12:00:00Z"), at("2026-10-25T00:30:00Z")])
    #expect(rota.holder(at: at("2026-10-25T01:10:00Z")) == "mei")
  }

  @Test func `an upper layer goes before a lower one in its hours`() {
    let rota = schedule(
      layer(["night"], start: "2026-03-02T00:00"),
      layer(["office"], start: "2026-03-02T00:00", hours: [(9, 17)], days: [1, 2, 3, 4, 5]))
    #expect(rota.holder(at: at("2026-03-04T10:00:00Z")) == "office")
    #expect(rota.holder(at: at("2026-03-04T16:00:00Z")) == "night")
    #expect(rota.holder(at: at("2026-03-07T10:00:00Z")) == "night")
  }

  @Test func `hours over midnight belong to the day they begin on`() {
    let rota = schedule(layer(["owl"], start: "2026-03-02T00:00", hours: [(22, 6)], days: [5]))
    #expect(rota.holder(at: at("2026-03-06T22:00:00Z")) == "owl")
    #expect(rota.holder(at: at("2026-03-07T04:59:00Z")) == "owl")
    #expect(rota.holder(at: at("2026-03-07T05:00:00Z")) == nil)
    #expect(rota.holder(at: at("2026-03-07T22:00:00Z")) == nil)
  }

  @Test func `an override goes before every layer`() {
    let override = OnCallSchedule.Override(
      person: "tom", from: at("2026-03-04T00:00:00Z"), to: at("2026-03-05T00:00:00Z"))
    let rota = schedule(layer(["ann"]), overrides: [override])
    let shifts = rota.shifts(from: at("2026-03-03T00:00:00Z"), to: at("2026-03-06T00:00:00Z"))
    #expect(shifts.map(\.person) == ["ann", "tom", "ann"])
  }

  @Test func `the stretches without anybody are told`() {
    let rota = schedule(
      layer(["office"], start: "2026-03-02T00:00", hours: [(9, 17)], days: [1, 2, 3, 4, 5]))
    let gaps = rota.gaps(from: at("2026-03-06T12:00:00Z"), to: at("2026-03-10T00:00:00Z"))
    #expect(
      gaps.map { [$0.from, $0.to] } == [
        [at("2026-03-06T16:00:00Z"), at("2026-03-09T08:00:00Z")],
        [at("2026-03-09T16:00:00Z"), at("2026-03-10T00:00:00Z")],
      ])
  }

  @Test(arguments: [Place.berlin, Place.newYork, Place.shanghai])
  func `shifts leave no hole, never touch, and agree with who is on call`(zone: ZoneTable) {
    var chance = Chance(seed: 7)
    for _ in 0..<40 {
      let rota = schedule(
        layer(["a", "b", "c"], zone, length: .hours(Int64(chance.number(in: 1...200)))),
        layer(
          ["d", "e"], zone, length: .days(7), hours: [(Int64(chance.number(in: 0...23)), 24)], days: [2, 6]))
      let (from, to) = (at("2026-03-05T00:00:00Z"), at("2026-04-05T00:00:00Z"))
      let shifts = rota.shifts(from: from, to: to)
      #expect(shifts.first?.from == from && shifts.last?.to == to)
      for (one, next) in zip(shifts, shifts.dropFirst()) {
        #expect(one.to == next.from && one.person != next.person)
      }
      for _ in 0..<50 {
        let time = from + .seconds(Int64(chance.number(in: 0...2_600_000)))
        let shift = shifts.first { $0.from <= time && time < $0.to }
        #expect(shift?.person == rota.holder(at: time))
      }
    }
  }
}
