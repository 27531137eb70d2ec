import Basics
import Canvas
import Model
import Scheduling
import Simulation
import Testing

@testable import Console
@testable import binnacle

/// What the console says of the scheduler's acts, in both languages.
@MainActor @Suite struct ActWordsTests {
  private nonisolated static func entry(_ kind: LogEntry.Kind, _ detail: String) -> LogEntry {
    LogEntry(at: SampleScene.now, kind: kind, subject: Bilingual("x"), detail: detail)
  }

  @Test(
    arguments: [
      (.movesPlanned, "failover", "failover", "故障转移"),
      (.movesPlanned, "idle, in 1m", "idle, in 1m", "空闲，1m 后开始"),
      (.moveFailed, "target_gone", "its new node takes nothing any more", "目标节点已不接收单元"),
      (.moveFailed, "took_too_long", "its new node took too long", "目标节点加载过久"),
      (.moveFailed, "called_off", "called off", "已取消"),
      (.moveFailed, "no such unit", "no such unit", "no such unit"),
      (
        .orderRefused, "migrate: no_place the node is cordoned / 节点已封锁",
        "move: no place for it: the node is cordoned", "迁移：无处放置：节点已封锁"
      ),
      (.orderDone, "set status done", "set status done", "设置 status done"),
      (.nodeSeen, "as it is: a / b", "as it is: a / b", "as it is: a / b"),
    ] as [(LogEntry.Kind, String, String, String)])
  func `what the log keeps as a code is told in words`(
    kind: LogEntry.Kind, detail: String, english: String, chinese: String
  ) throws {
    for (language, words) in [(Language.english, english), (.chinese, chinese)] {
      let drawing = try House.scene(.calm).console(at: .screen(.log), House.setup(language)).drawing
      #expect(LogList.detail(Self.entry(kind, detail), drawing) == words)
    }
  }

  @Test func `every cause of a plan has words of its own`() throws {
    for language in Language.allCases {
      let words = Phrases.of(language).acts
      let told = Migration.Cause.allCases.map { words.planned($0.rawValue) }
      #expect(Set(told).count == told.count && !told.contains(""))
    }
  }

  @Test(arguments: [80, 160], Language.allCases)
  func `a node that is held says so at any width, by a word or by its sign`(width: Int, language: Language)
    throws
  {
    var snapshot = try House.scene(.calm).snapshot
    for (node, state) in [(0, NodeState.cordoned), (1, .draining)] {
      var placement = snapshot.nodes[node].placement ?? NodeView.Placement()
      placement.hold = state
      snapshot.nodes[node].placement = placement
    }
    var console = Console(House.setup(language))
    _ = console.update(.snapshot(snapshot), at: snapshot.at)
    console.go(to: .screen(.nodes))
    let text = console.frame(Size(width: width, height: 40)).frame.text
    let names = snapshot.nodes[..<2].map(\.identifier)
    let words = language == .english ? ["cordoned", "draining"] : ["已封锁", "排空中"]
    let shown = text.filter { $0 != " " }
    for (name, (sign, word)) in zip(names, zip(["⊘", "⇥"], words)) {
      let forms = ["\(name)\(sign)\(word)", "\(name)\(word)", "\(sign)\(name)"]
      #expect(forms.contains { shown.contains($0) }, "\(text)")
    }
  }
}
