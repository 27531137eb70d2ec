import Basics
import Monitoring
import Testing

@Suite struct SuggestionTests {
  private let book: ResourceBook

  init() throws { book = try Shipped.resources() }

  @Test func `half as many processors again make 96 % into 64 %`() throws {
    let effect = try suggestion("grow", of: Self.busy).effect
    #expect(abs(effect.before - 0.96) < 0.001 && abs(effect.predicted - 0.64) < 0.001)
    #expect(effect.formula == "U' = U / 1.5; M/M/4 -> M/M/6: W = C(c, ρ) / c(1 - ρ)")
  }

  @Test func `the waiting that is left follows Erlang's formula`() throws {
    let effect = try suggestion("grow", of: Self.busy).effect
    let expected =
      QueueingLaws.wait(servers: 6, utilisation: effect.before / 1.5)
      / QueueingLaws.wait(servers: 4, utilisation: effect.before)
    #expect(abs(try #require(effect.waiting) - expected) < 1e-9)
  }

  @Test func `the greatest consumer is the one to move, and takes its share along`() throws {
    var story = Self.busy
    story.set("container_cpu_usage_seconds_total{name=search}", 1.6)
    story.set("container_cpu_usage_seconds_total{name=mail}", 0.4)
    let move = try suggestion("move", of: story)
    #expect(move.title.english == "Move search to another node")
    #expect(move.title.chinese == "把 search 迁到其他节点")
    #expect(abs(move.effect.predicted - 0.96 * (1 - 1.6 / 3.84)) < 0.002)
  }

  @Test func `what leaves the least in use is suggested first`() throws {
    var story = Self.busy
    story.set("container_cpu_usage_seconds_total{name=search}", 1.6)
    let found = try #require(story.diagnosis(book).bottlenecks.first)
    let foreseen = found.suggestions.map(\.effect.predicted)
    #expect(foreseen == foreseen.sorted() && foreseen.count == 2)
  }

  @Test func `nobody is named where nobody is known to use it`() throws {
    let found = try #require(Self.busy.diagnosis(book).bottlenecks.first)
    #expect(found.suggestions.map(\.name) == ["grow"])
  }

  /// Four cores 96 % busy.
  private static let busy: HostStory = {
    var story = HostStory.healthy
    story.cores(["idle": 0.02, "user": 0.8, "system": 0.16], from: 0)
    story.set("node_pressure_cpu_waiting_seconds_total", 0.6)
    return story
  }()

  private func suggestion(_ name: String, of story: HostStory) throws -> Suggestion {
    try #require(story.diagnosis(book).bottlenecks.first?.suggestions.first { $0.name == name })
  }
}
