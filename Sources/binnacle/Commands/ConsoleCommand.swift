import Basics
import Console
import Engine
import Glibc
import Store
import Terminal

extension Subcommand {
  static let console = Subcommand(
    "console", english: "open the console on this host (also without a word)", chinese: "打开本机控制台（不带命令亦可）"
  ) { invocation throws(Complaint) in
    let options = invocation.options
    guard TTY.isPresent else {
      throw .needsTerminal
    }
    try Session(options, storePath: options.paths.store).run { room in
      Worker.start {
        var feed = HostFeed(room, page: options.metricsFile)
        feed.run()
      }
      Worker.start { TargetFeed(room).run() }
      guard !options.isReadOnly else { return }
      Worker.start { Courier(room, storePath: options.paths.store).run() }
      if let programs = options.configuration.programs { Worker.start { Executor(room, programs).run() } }
      Worker.start {
        var feed = AlertmanagerFeed(room, storePath: options.paths.store)
        feed.run()
      }
    }
    return 0
  }
}
