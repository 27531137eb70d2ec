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
      throw .failed(
        options.language == .english
          ? "the console needs a terminal; without one there are binnacle status, nodes, alerts … and binnacle watch"
          : "控制台需要终端；没有终端时可用 binnacle status、nodes、alerts 等命令和 binnacle watch")
    }
    try Session(options, storePath: options.paths.store).run { room in
      Worker.start {
        var feed = HostFeed(room)
        feed.run()
      }
    }
    return 0
  }
}
