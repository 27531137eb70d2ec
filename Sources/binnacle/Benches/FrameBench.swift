import Basics
import Canvas
import Console
import Model
import Simulation
import Store
import Terminal

extension Bench {
  static let frames = Bench(
    name: "frames", about: "one frame of each screen at 200×60, the rush on 10,000 nodes in the snapshot"
  ) { options in
    do throws(StoreFault) {
      let scene = try SampleScene(.rush, nodes: 10_000, steps: 4, data: options.paths.data)
      var lines: [String] = []
      for name in PlaceName.names {
        guard let place = PlaceName.place(name, in: scene.snapshot) else { continue }
        lines.append(frame(name, try scene.console(at: place, Console.Setup())))
      }
      return lines + [try snapshot(scene), try text(scene, options)]
    } catch { return [error.sentence.english] }
  }

  private static let size = Size(width: 200, height: 60)

  private static func frame(_ name: String, _ console: Console) -> String {
    Stopwatch.line(name, Stopwatch.time(41) { _ = console.frame(size) })
  }

  /// What a console does once a second besides drawing: rows made, sorted and filtered anew.
  private static func snapshot(_ scene: SampleScene) throws(StoreFault) -> String {
    var console = try scene.console(at: .screen(.nodes), Console.Setup())
    let time = Stopwatch.time(21) {
      _ = console.update(.snapshot(scene.snapshot), at: scene.snapshot.at)
    }
    return Stopwatch.line("taking a snapshot in", time)
  }

  private static func text(_ scene: SampleScene, _ options: Options) throws(StoreFault) -> String {
    let frame = try scene.console(at: .screen(.nodes), Console.Setup()).frame(size).frame
    do throws(Complaint) {
      let theme = try ThemeLibrary(options.paths.themes).theme(ThemeLibrary.defaultName)
      let time = Stopwatch.time(21) { _ = FrameText.text(frame, theme: theme, depth: .truecolour) }
      return Stopwatch.line("a frame as text", time)
    } catch { return error.sentence.english }
  }
}
