import Canvas

/// Everything a person can ask the console to do. Keys, help, palette and footer all read this table.
public enum Command: String, CaseIterable, Sendable {
  // Go somewhere.
  case bridge, nodes, alerts, scheduler, savings, roadmap, community, explore, log, settings
  // Move.
  case up, down, left, right, pageUp, pageDown, halfUp, halfDown, first, last, nextPanel, previousPanel
  // Look.
  case open, back, filter, nextMatch, previousMatch, sort, reverse, follow, mark, markAll, zoom, pause
  case shorter, longer, earlier, later, present, policy
  // Ask.
  case addExpression, removeExpression, switchExpression, view, step, stack, logarithm, compare
  case exampleOne, exampleTwo, exampleThree, whatIf
  // Act.
  case acknowledge, silence, resolve, comment, edit, undo, pin, enact, apply, runbook, escalate, handover
  case cordon, drain, migrate, balance, consolidate, halt, callOff
  // Give.
  case copy, export, pager, shell
  // The console itself.
  case palette, help, theme, language, mouse, redraw, suspend, quit
}

extension Command {
  /// The groups of the help, in order.
  public enum Group: CaseIterable, Sendable {
    case go, move, look, ask, act, give, console
  }

  public var group: Group {
    switch self {
    case .bridge, .nodes, .alerts, .scheduler, .savings, .roadmap, .community, .explore, .log, .settings:
      .go
    case .up, .down, .left, .right, .pageUp, .pageDown, .halfUp, .halfDown, .first, .last, .nextPanel,
      .previousPanel:
      .move
    case .open, .back, .filter, .nextMatch, .previousMatch, .sort, .reverse, .follow, .mark, .markAll, .zoom,
      .pause,
      .shorter, .longer, .earlier, .later, .present, .policy:
      .look
    case .addExpression, .removeExpression, .switchExpression, .view, .step, .stack, .logarithm, .compare,
      .exampleOne, .exampleTwo, .exampleThree, .whatIf:
      .ask
    case .acknowledge, .silence, .resolve, .comment, .edit, .undo, .pin, .enact, .apply, .runbook,
      .escalate, .cordon, .drain, .migrate, .balance, .consolidate, .halt, .callOff:
      .act
    case .copy, .export, .pager, .handover, .shell: .give
    case .palette, .help, .theme, .language, .mouse, .redraw, .suspend, .quit: .console
    }
  }

  /// The keys a command has unless the configuration says otherwise. Nothing sits on Ctrl-A or Ctrl-B, which belong
  /// to terminal multiplexers.
  public var keys: [Key] {
    switch self {
    case .bridge: [.character("1")]
    case .nodes: [.character("2")]
    case .alerts: [.character("3")]
    case .scheduler: [.character("4")]
    case .savings: [.character("5")]
    case .roadmap: [.character("6")]
    case .community: [.character("7")]
    case .explore: [.character("8")]
    case .log: [.character("9")]
    case .settings: [.character("0")]
    case .up: [.character("k"), .named(.up)]
    case .down: [.character("j"), .named(.down)]
    case .left: [.character("h"), .named(.left)]
    case .right: [.character("l"), .named(.right)]
    case .pageUp: [.named(.pageUp)]
    case .pageDown: [.named(.pageDown)]
    case .halfUp: [.control("u")]
    case .halfDown: [.control("d")]
    case .first: [.character("g"), .named(.home)]
    case .last: [.character("G"), .named(.end)]
    case .nextPanel: [.named(.tab)]
    case .previousPanel: [.named(.backTab)]
    case .open: [.named(.enter)]
    case .back: [.named(.escape)]
    case .filter: [.character("/")]
    case .nextMatch: [.character("n")]
    case .previousMatch: [.character("N")]
    case .sort: [.character("s")]
    case .reverse: [.character("S")]
    case .follow: [.character("F")]
    case .mark: [.character(" ")]
    case .markAll: [.character("*")]
    case .zoom: [.character("z")]
    case .pause: [.character("p")]
    case .shorter: [.character("[")]
    case .longer: [.character("]")]
    case .earlier: [.character("{")]
    case .later: [.character("}")]
    case .present: [.character(".")]
    case .policy: [.character("V")]
    case .addExpression: [.character("+")]
    case .removeExpression: [.character("-")]
    case .switchExpression: [.character("f")]
    case .view: [.character("v")]
    case .step: [.character("t")]
    case .stack: [.character("K")]
    case .logarithm: [.character("O")]
    case .compare: [.character("C")]
    case .exampleOne: [.named(.f2)]
    case .exampleTwo: [.named(.f3)]
    case .exampleThree: [.named(.f4)]
    case .whatIf: [.character("w")]
    case .pin: [.character("P")]
    case .enact: [.character("R")]
    case .apply: [.character("A")]
    case .runbook: [.character("b")]
    case .escalate: [.character("E")]
    case .handover: [.character("H")]
    case .cordon: [.character("B")]
    case .drain: [.character("D")]
    case .migrate: [.character("m")]
    case .balance: [.character("W")]
    case .consolidate: [.character("J")]
    case .halt: [.character("X")]
    case .callOff: [.character("Z")]
    case .acknowledge: [.character("a")]
    case .silence: [.character("x")]
    case .resolve: [.character("r")]
    case .comment: [.character("c")]
    case .edit: [.character("i")]
    case .undo: [.character("u")]
    case .copy: [.character("y")]
    case .export: [.character("e")]
    case .pager: [.character("o")]
    case .shell: [.character("!")]
    case .palette: [.character(":"), .control("p")]
    case .help: [.character("?"), .named(.f1)]
    case .theme: [.character("T")]
    case .language: [.character("L")]
    case .mouse: [.character("M")]
    case .redraw: [.control("l")]
    case .suspend: [.control("z")]
    case .quit: [.character("q"), .control("c")]
    }
  }
}
