import Basics
import Console
import Glibc
import Terminal

extension Subcommand {
  static let watch = Subcommand(
    "watch", "[--metrics-file FILE]", english: "run the engine without a screen, until stopped",
    chinese: "无界面运行引擎，直到被停止"
  ) { invocation throws(Complaint) in
    let options = invocation.options
    guard !options.isReadOnly else { throw .writes }
    SignalPipe.open(for: [SIGTERM, SIGINT, SIGHUP])
    signal(SIGPIPE, SIG_IGN)
    let store = try StoreOpening(options).open(options.paths.store)
    let room = EngineRoom {}
    room.start(store, options, facts: true)
    Worker.start {
      var feed = HostFeed(room, page: options.metricsFile)
      feed.run()
    }
    Worker.start { TargetFeed(room).run() }
    Worker.start {
      var feed = AlertmanagerFeed(room, storePath: options.paths.store)
      feed.run()
    }
    Worker.start { Courier(room, storePath: options.paths.store).run() }
    if let programs = options.configuration.programs { Worker.start { Executor(room, programs).run() } }
    Output.write(
      options.language == .english
        ? "watching; the store is \(options.paths.store); stop with Ctrl-C\n"
        : "值守中；存储为 \(options.paths.store)；按 Ctrl-C 停止\n")
    var polls = [pollfd(fd: SignalPipe.descriptor, events: Int16(POLLIN), revents: 0)]
    while poll(&polls, 1, -1) < 0, errno == EINTR {}
    room.stop()
    return 0
  }
}
