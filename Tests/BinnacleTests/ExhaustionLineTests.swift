import Basics
import Canvas
import Console
import Model
import Monitoring
import Simulation
import Testing

@testable import binnacle

/// What a node's screen says of what runs out.
@MainActor @Suite struct ExhaustionLineTests {
  /// The text of a calm node's screen once its disk is expected to be full after so many days.
  private func text(_ days: (first: Int64, last: Int64?)?, _ language: Language, height: Int = 40)
    throws
    -> String
  {
    var console = try House.console("node", .calm, language)
    var snapshot = try House.scene(.calm).snapshot
    if let days {
      for node in snapshot.nodes {
        snapshot.exhaustions[node.identifier] = [
          ExhaustionView(
            vital: .fullness, first: snapshot.at + .days(days.first),
            last: days.last.map { snapshot.at + .days($0) }, level: 0.8)
        ]
      }
    }
    _ = console.update(.snapshot(snapshot), at: snapshot.at)
    return console.frame(Size(width: 120, height: height)).frame.text
  }

  @Test(arguments: [24, 40])
  func `a disk that fills is told of with its days and how sure that is`(height: Int) throws {
    let text = try text((12, 19), .english, height: height)
    #expect(text.contains("Fullest disk used up in 12 d to 19 d (80 %)"), "\(text)")
  }

  @Test func `what lies beyond the forecast is left open`() throws {
    #expect(try text((12, nil), .english).contains("Fullest disk used up in 12 d or later (90 %)"))
  }

  @Test func `it is said in Chinese too`() throws {
    let text = try text((12, 19), .chinese).filter { $0 != " " }
    #expect(text.contains("12天至19天内用尽（80%）"), "\(text)")
  }

  @Test func `where there is enough nothing is said`() throws {
    #expect(try !text(nil, .english).contains("used up"))
  }
}
