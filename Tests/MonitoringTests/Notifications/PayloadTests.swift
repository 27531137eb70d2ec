import Basics
import Monitoring
import Telemetry
import Testing

@Suite struct PayloadTests {
  @Test func `a notification is told in the shape of Alertmanager's webhook, with a key of its own`() throws {
    var scene = try Scene(Scene.simple("group_by: ['alertname'], group_wait: '1s', group_interval: '10s'"))
    let first = scene.fire(["alertname": "a", "instance": "1", "team": "x"])
    scene.fire(["alertname": "a", "instance": "2", "team": "x"])
    let told = (0..<3).flatMap { _ in scene.step(.seconds(1)) }
    let notification = try #require(told.first)
    let root = try JSONReader.read(Array(notification.payload.compact.utf8), name: "payload")
    #expect(try root.required("version").text() == "4")
    #expect(try root.required("status").text() == "firing")
    #expect(try root.required("receiver").text() == "team")
    #expect(try root.required("idempotencyKey").text() == notification.key)
    #expect(try root.required("groupLabels").members().map(\.key) == ["alertname"])
    #expect(try root.required("commonLabels").members().map(\.key) == ["alertname", "team"])
    #expect(try root.required("alerts").items().count == 2)
    let alert = try root.required("alerts").items()[0]
    #expect(try alert.required("endsAt").text() == "0001-01-01T00:00:00Z")
    #expect(try alert.required("annotations").required("summary_zh").text() == "a 告警")
    scene.end(first)
    let later = try #require((0..<12).flatMap { _ in scene.step(.seconds(1)) }.first)
    let ended = try JSONReader.read(Array(later.payload.compact.utf8), name: "payload")
    let states = try ended.required("alerts").items().map { try $0.required("status").text() }
    #expect(states == ["firing", "resolved"])
  }
}
