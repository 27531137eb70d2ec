import Basics
import Canvas
import Console
import Model
import Scheduling
import Simulation
import Store

extension Bench {
  static let whatIf = Bench(
    name: "what-if", about: "50,000 units on 1,000 nodes asked about, and a page of tens of thousands of rows"
  ) { options in
    var lines: [String] = []
    let scenes = [64, 50_000].map { WhatIfBench.scene(nodes: 1_000, units: 50_000, demands: $0) }
    for scene in scenes {
      for question in ["lose region=region-0", "drain region=region-0", "grow 1.5x"] {
        lines.append(WhatIfBench.answered(question, scene))
      }
    }
    do throws(StoreFault) { return lines + (try WhatIfBench.page(scenes[0], options)) } catch {
      return lines + [error.sentence.english]
    }
  }
}

private enum WhatIfBench {
  /// Nodes without GPUs, about half full of units that ask so many different things.
  static func scene(nodes: Int, units: Int, demands: Int) -> WhatIfScene {
    var (cluster, workload, chance) = (Cluster(), Workload(), Chance(seed: 7))
    for node in 0..<nodes {
      let size = Int32(1 + node % 4)
      var kind = NodeKind(cpu: size * 32_000, memory: size * 131_072)
      (kind.region, kind.zone) = ("region-\(node % 3)", "zone-\(node / 3 % 3)")
      kind.price = 250 * size
      cluster.add("node-\(node)", kind)
    }
    let asked = (0..<demands).map { _ in
      Demand(cpu: 100 + Int32(chance.next() % 1_200), memory: 64 + Int32(chance.next() % 6_000))
    }
    for unit in 0..<units {
      workload.add("unit-\(unit)", asked[unit % demands])
      workload.settle(unit, on: unit % nodes, devices: 0)
    }
    return WhatIfScene(cluster, workload, policy: "v2")
  }

  static func answered(_ question: String, _ scene: WhatIfScene) -> String {
    do throws(WhatIfFault) {
      let asked = try WhatIfQuestion(question)
      let start = Stopwatch.threadMicroseconds
      let found = try WhatIf(asked, of: scene)
      let time = Stopwatch.threadMicroseconds - start
      let note = "\(found.moves.count) moves, \(found.stranded.count) without a place"
      return Stopwatch.line("\(scene.workload.demands.count) demands, \(question)", (time, time), note: note)
    } catch { return error.words.english }
  }

  /// What the page of an answer costs with every snapshot, and what it costs to have its rows made ready anew.
  static func page(_ scene: WhatIfScene, _ options: Options) throws(StoreFault) -> [String] {
    let sample = try SampleScene(.rush, nodes: 100, steps: 4, data: options.paths.data)
    let now = sample.snapshot.at
    var console = try sample.console(at: .screen(.scheduler), Console.Setup())
    let typed = "wlose region=eu-west".unicodeScalars.map(Key.character) + [.named(.enter)]
    for key in typed {
      for case .whatIf(let request) in console.update(.key(key), at: now) {
        let lost = Result { () throws(WhatIfFault) in
          try WhatIf(WhatIfQuestion("lose region=region-0, region=region-1"), of: scene)
        }
        _ = console.update(.foreseen(WhatIfAnswer(number: request.number, result: lost)), at: now)
      }
    }
    let kept = Stopwatch.time(11) { _ = console.update(.snapshot(sample.snapshot), at: now) }
    let anew = Stopwatch.time(11) { _ = console.update(.key(.character("S")), at: now) }
    let frame = Stopwatch.time(11) { _ = console.frame(Size(width: 200, height: 60)) }
    return [
      Stopwatch.line("a snapshot taken in on the page", kept),
      Stopwatch.line("its rows made ready anew", anew),
      Stopwatch.line("a frame of it", frame),
    ]
  }
}
