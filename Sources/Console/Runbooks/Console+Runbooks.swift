import Basics
import Canvas
import Model
import Monitoring
import Telemetry

extension Console {
  var isRunbook: Bool { if case .runbook = place { true } else { false } }

  /// Opens the runbook of what is selected or of the page: of an alert with the incident it is a part of.
  mutating func openRunbook() -> [Effect] {
    guard let snapshot, let found = runbook(in: snapshot) else {
      say(.plain) { $0.incidents.runbooks.noRunbook }
      return []
    }
    return visit(.runbook(found.name, incident: found.incident))
  }

  private func runbook(in snapshot: Snapshot) -> (name: String, incident: Int?)? {
    for address in targets() {
      if let number = Incident.identifier(address.identifier), address.kind == .incident,
        let name = snapshot.incident(number)?.runbooks.first
      {
        return (name, number)
      }
      if address.kind == .alert, let view = snapshot.alert(address.identifier), let name = view.runbook {
        return (name, view.incident)
      }
    }
    return nil
  }

  /// The part of the runbook that the selected row belongs to.
  private var currentPart: (runbook: String, incident: Int?, part: MarkdownPage.Part)? {
    guard case .runbook(let name, let incident) = place, let snapshot, let row = currentRow(in: .runbook),
      let number = prepared[.runbook]?.arrangement.identities[row]
    else { return nil }
    let rows = RunbookList.rows(of: snapshot, in: context(of: snapshot))
    return rows.first { String($0.number) == number }.map { (name, incident, $0.part) }
  }

  /// Ticks the step of the row, or takes the tick back.
  mutating func tickStep() -> [Effect] {
    guard let (name, incident, part) = currentPart, case .step(let step) = part else { return [] }
    guard let incident else {
      say(.plain) { $0.incidents.runbooks.noIncident }
      return []
    }
    guard !setup.isReadOnly, snapshot?.store.isReadOnly != true else {
      say(.bad) { $0.notices.readOnly }
      return []
    }
    let word = RunbookStep.name(name, step)
    let isDone = snapshot?.incident(incident)?.incident.ticks[word] != nil
    let address = Address(.incident, String(incident))
    return [.submit(Order.Draft(isDone ? .untick : .tick, address, ["step": word]))]
  }

  /// Runs the command of the row; one that changes something is asked about first.
  mutating func runStep() -> [Effect] {
    guard let command = currentCommand else {
      say(.plain) { $0.incidents.runbooks.nothingToDo }
      return []
    }
    guard command.isAction else { return start(command) }
    guard !setup.isReadOnly, snapshot?.store.isReadOnly != true else {
      say(.bad) { $0.notices.readOnly }
      return []
    }
    let address =
      command.incident.map { Address(.incident, String($0)) } ?? Address(.runbook, command.runbook)
    let draft = Order.Draft(.run, address, ["command": "\(command.name): \(command.text)"])
    // What the names in the text stand for is a part of what is agreed to.
    let labels = command.labels.filter { $0.key == "instance" || command.text.contains("LABEL_\($0.key)") }
    let lines =
      command.text.split(separator: "\n").map(String.init)
      + labels.map { "LABEL_\($0.key)=\($0.value)".printable }.sorted()
    overlay = .confirmation(Confirmation([draft], kind: .run(command), names: lines, mustType: false))
    return []
  }

  /// Has a command run; the order for one that changes something has been given before.
  mutating func start(_ command: RunbookCommand) -> [Effect] {
    guard answers.outputs[command.name]?.isRunning != true else { return [] }
    answers.outputs[command.name] = RunbookOutput(command, isRunning: true)
    refreshLists()
    return [.run(command)]
  }

  private var currentCommand: RunbookCommand? {
    guard let (name, incident, part) = currentPart, case .code(let number) = part,
      let runbook = snapshot?.runbook(name)
    else { return nil }
    let code = Markdown(runbook.text[language]).code
    guard number < code.count, ["check", "action"].contains(code[number].tag) else { return nil }
    return RunbookCommand(
      runbook: name, number: number, text: code[number].lines.joined(separator: "\n"),
      isAction: code[number].tag == "action", labels: labels(for: name, incident), incident: incident)
  }

  /// The labels of the alert that the runbook is opened for: the worst of the incident's that fires.
  private func labels(for runbook: String, _ incident: Int?) -> [String: String] {
    let view = incident.flatMap { snapshot?.incident($0) }
    let rules = snapshot?.runbook(runbook)?.rules ?? []
    let members = view?.members.filter { rules.contains($0.rule) || $0.rule == runbook } ?? []
    let first = members.first(where: \.isFiring) ?? members.first ?? view?.members.first
    return (first?.labels.map { ($0.name, $0.value) } ?? []).reduce(into: [:]) { $0[$1.0] = $1.1 }
  }

  /// What came of a command; what an action came to is put to its incident.
  mutating func take(_ output: RunbookOutput) -> [Effect] {
    answers.outputs[output.command.name] = output
    refreshLists()
    guard output.command.isAction, let incident = output.command.incident else { return [] }
    let words = phrases.incidents.runbooks
    let took = output.took.prometheus
    let outcome = output.status.map { words.ended($0, took) } ?? words.timedOut(took)
    return [
      .submit(
        Order.Draft(
          .comment, Address(.incident, String(incident)), reason: "\(output.command.name): \(outcome)"))
    ]
  }
}

extension Dashboard {
  /// A runbook: its text with steps to tick and commands to run, and beside it, where there is room, what it is for.
  static let runbook = Dashboard(
    lists: [.runbook], commands: [.open, .mark]
  ) { stage, rect in
    guard let name = stage.console.place.subject, let runbook = stage.snapshot.runbook(name) else {
      return stage.say(stage.phrases.incidents.runbooks.gone, in: rect)
    }
    var rest = rect
    let title = "\(stage.phrases.incidents.runbook) · \(runbook.title[stage.language])"
    if rect.width >= 120 {
      let text = rest.takeLeft(max(RunbookList.width + 7, rect.width * 3 / 5))
      stage.list(.runbook, title, note: .empty, empty: "", in: text)
      stage.drawRunbookContext(runbook, in: rest)
    } else {
      stage.list(.runbook, title, note: .empty, empty: "", in: rest)
    }
  }
}

extension Stage {
  /// What the runbook is opened for: the incident, the alerts that fire of its rules, who is on call.
  fileprivate mutating func drawRunbookContext(_ runbook: Runbook, in rect: Rect) {
    let words = phrases.incidents
    var inside = panel(words.alerts, in: rect)
    if case .runbook(_, let number?) = console.place, let view = snapshot.incident(number) {
      let line = "#\(number) ".ink(.muted) + view.incident.title[language].printable.ink(.strong)
      write(line, in: inside.takeTop(1))
      let state = IncidentList.state(view.incident, drawing)
      write(state + "  \(figures.since(view.incident.openedAt))".ink(.muted), in: inside.takeTop(2))
    }
    let alerts = snapshot.alerts.filter { $0.runbook == runbook.name && $0.alert.state == .firing }
    for view in alerts.prefix(max(0, inside.height - 8)) {
      let sign = figures.sign(view.alert.severity) + " "
      write(sign + view.alert.summary[language].printable.ink(.base), in: inside.takeTop(1))
    }
    _ = inside.takeTop(1)
    write("\(words.onCall)  ".ink(.muted) + onCallNow, in: inside.takeTop(2))
    _ = inside.takeTop(paragraph("\(words.runbooks.keys). \(words.runbooks.host)", .muted, in: inside))
  }
}
