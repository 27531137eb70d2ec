import Basics
import Canvas
import Model
import Roadmap

extension Stage {
  mutating func drawOverlay(in whole: Rect) {
    painter.dim(Rect(x: whole.x, y: whole.y + 1, width: whole.width, height: max(0, whole.height - 2)))
    switch console.overlay {
    case .help(let top): drawHelp(top, in: whole)
    case .palette(let state): drawPalette(state, in: whole)
    case .form(let form): drawForm(form, in: whole)
    case .confirmation(let confirmation): drawConfirmation(confirmation, in: whole)
    case nil: break
    }
  }

  /// A box in the middle that hides what is behind it.
  private mutating func box(_ title: String, width: Int, height: Int, note: Line = .empty, in whole: Rect)
    -> Rect
  {
    let size = Size(width: min(width, whole.width - 2), height: min(height, whole.height))
    let rect = Rect(
      x: (whole.width - size.width) / 2, y: max(0, (whole.height - size.height) / 2), width: size.width,
      height: size.height)
    painter.clear(rect, ground: .raised)
    hit(rect, .overlay)
    return panel(title, note: note, in: rect, focused: true)
  }

  // Help: the keys of this place first, then all others.

  private mutating func drawHelp(_ top: Int, in whole: Rect) {
    let lines = helpLines
    let inside = box(
      phrases.help.title(phrases.screens.name(console.place.screen)), width: 84, height: lines.count / 2 + 4,
      note: phrases.help.close.ink(.muted), in: whole)
    let columns = inside.width >= 70 ? inside.columns(2, gap: 2) : [inside]
    let perColumn = columns.count == 2 ? max(inside.height, (lines.count + 1) / 2) : lines.count
    let offset = min(top, max(0, perColumn - inside.height))
    for (column, rect) in columns.enumerated() {
      for row in 0..<rect.height where offset + row < perColumn {
        let index = column * perColumn + offset + row
        if index < lines.count { write(lines[index], in: rect.row(row)) }
      }
    }
  }

  private var helpLines: [Line] {
    let here = console.page.commands
    var lines = [phrases.help.here.ink(.title)] + here.map(helpLine)
    for group in Command.Group.allCases {
      let commands = Command.allCases.filter { $0.group == group && !here.contains($0) }
      lines += [.empty, phrases.help.group(group).ink(.title)] + commands.map(helpLine)
    }
    return lines
  }

  private func helpLine(_ command: Command) -> Line {
    console.setup.keymap.labels(of: command).padded(to: 12).ink(.key)
      + phrases.commands.name(command).ink(.base)
  }

  // The palette: what was typed, and what fits it.

  private mutating func drawPalette(_ state: PaletteState, in whole: Rect) {
    let entries = console.paletteEntries(state.editor.text)
    var inside = box(
      phrases.help.palette, width: 76, height: min(24, whole.height - 4),
      note: "\(entries.count)".ink(.muted), in: whole)
    write(":".ink(.accent) + state.editor.line(in: inside.width - 2, ink: .strong), in: inside.takeTop(1))
    _ = inside.takeTop(1)
    let top = Table.top(0, showing: state.selected, of: entries.count, in: inside.height)
    for row in 0..<min(inside.height, max(0, entries.count - top)) {
      let entry = entries[top + row]
      let line = inside.row(row)
      if top + row == state.selected { painter.lay(.selection, under: line.inset(-1, 0)) }
      write(entry.title.ink(top + row == state.selected ? .strong : .base), in: line)
      write(entry.hint.ink(.key), in: line, .right)
      hit(line, .row(.palette, top + row))
    }
    if entries.isEmpty { say(phrases.help.nothingFits, in: inside) }
  }

  // Forms and questions.

  private mutating func drawForm(_ form: Form, in whole: Rect) {
    let title = phrases.forms.title(form.kind)
    let note = form.note.wrapped(to: 66).prefix(3)
    var inside = box(title, width: 72, height: form.fields.count + 7 + note.count, in: whole)
    let subject = form.title.count == 1 ? form.title[0] : phrases.forms.several(form.title.count)
    write(subject.ink(.strong), in: inside.takeTop(1))
    let isQuestion = form.kind == .whatIf
    for line in note {
      write(line.printable.ink(isQuestion ? .muted : .watch), in: inside.takeTop(1))
    }
    _ = inside.takeTop(1)
    for (index, field) in form.fields.enumerated() {
      var row = inside.takeTop(1)
      let isCurrent = index == form.current
      write(phrases.forms.field(field.purpose).ink(isCurrent ? .accent : .muted), in: row.takeLeft(16))
      drawField(field, isCurrent: isCurrent, in: row)
    }
    _ = inside.takeTop(1)
    let hint =
      form.fields[form.current].choices.isEmpty
      ? phrases.forms.hint(form.fields[form.current].purpose) : phrases.forms.choose
    write(hint.ink(.muted), in: inside.takeTop(1))
    write((isQuestion ? phrases.whatIf.keys : phrases.forms.keys).ink(.muted), in: inside.takeTop(1))
  }

  private mutating func drawField(_ field: Form.Field, isCurrent: Bool, in rect: Rect) {
    if field.choices.isEmpty {
      if isCurrent { return write(field.editor.line(in: rect.width, ink: .strong), in: rect) }
      return write(field.editor.text.ink(.base), in: rect)
    }
    let arrows = isCurrent ? ("\(glyphs.isUnicode ? "◂" : "<") ", " \(glyphs.pointer)") : ("  ", "")
    write(
      arrows.0.ink(.key) + chosen(in: field).ink(isCurrent ? .strong : .base)
        + arrows.1.ink(.key), in: rect)
  }

  /// The chosen word as people call it.
  private func chosen(in field: Form.Field) -> String {
    let word = field.editor.text
    if case .plan(.status) = field.purpose {
      return PlanItem.Status(rawValue: word).map(phrases.plan.statusName) ?? word
    }
    guard case .screen = field.purpose else { return word }
    return ScreenID(rawValue: word).map(phrases.screens.name) ?? word
  }

  private mutating func drawConfirmation(_ confirmation: Confirmation, in whole: Rect) {
    let shown = confirmation.names.prefix(6)
    var inside = box(phrases.forms.question(confirmation.kind), width: 72, height: shown.count + 8, in: whole)
    for name in shown { write("\(glyphs.pointer) \(name)".ink(.strong), in: inside.takeTop(1)) }
    if confirmation.names.count > shown.count {
      write(phrases.forms.andMore(confirmation.names.count - shown.count).ink(.muted), in: inside.takeTop(1))
    }
    _ = inside.takeTop(1)
    _ = inside.takeTop(paragraph(phrases.forms.consequence(confirmation.kind), .watch, in: inside))
    _ = inside.takeTop(1)
    let prompt =
      confirmation.mustType ? phrases.forms.typeCount(confirmation.drafts.count) : phrases.forms.yesOrNo
    write(prompt.ink(.base) + " " + confirmation.editor.line(in: 12, ink: .strong), in: inside.takeTop(1))
  }
}
