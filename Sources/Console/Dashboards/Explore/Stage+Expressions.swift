import Basics
import Canvas
import Model
import Telemetry

extension Stage {
  /// The entry whose fault is shown: the one in hand, else the first with one.
  var faultyEntry: Exploration.Entry? {
    if let editing = exploration.editing {
      return editingFault == nil ? nil : exploration.entry(editing.letter)
    }
    return exploration.entries.first { $0.isOn && exploration.failure(of: $0)?.place != nil }
  }

  /// What is wrong with what is being typed. While more may follow an unfinished end is no fault.
  private var editingFault: QueryFailure? {
    guard let editing = exploration.editing else { return nil }
    let text = editing.editor.text
    let entry = Exploration.Entry(letter: editing.letter, text: text)
    guard let failure = exploration.failure(of: entry), let place = failure.place else { return nil }
    let wasAsked = exploration.entry(editing.letter)?.text == text
    return wasAsked || place.upperBound < text.utf8.count ? failure : nil
  }

  /// The expressions, a row each, with a mark under what is wrong.
  mutating func drawExpressions(in rect: Rect) {
    let isFocused = console.focusedList == .expressions && console.overlay == nil
    let inside = panel(
      phrases.screens.name(.explore), note: lookNote, footnote: signatureNote(in: rect.width - 6), in: rect,
      focused: isFocused)
    hit(rect, .list(.expressions))
    var rest = inside
    let current = console.currentLetter
    let entries = exploration.entries
    let place = entries.firstIndex { $0.letter == current } ?? 0
    let faultRows = faultRows(in: inside.width)
    let rows = inside.height - faultRows
    let top = Table.top(0, showing: place, of: entries.count, in: rows)
    for (index, entry) in entries.enumerated().dropFirst(top).prefix(max(0, rows)) {
      let row = rest.takeTop(1)
      if entry.letter == current, isFocused, exploration.editing == nil {
        painter.lay(.selection, under: row.inset(-1, 0))
      }
      hit(row.inset(-1, 0), .row(.expressions, index))
      draw(entry, in: row)
      if entry.letter == faultyEntry?.letter { drawFault(of: entry, in: rest.takeTop(faultRows)) }
    }
  }

  /// What stands before the text: the letter, and whether the expression is on.
  private static let margin = 4

  private mutating func draw(_ entry: Exploration.Entry, in rect: Rect) {
    var rest = rect
    let sign = entry.isOn ? glyphs.ok.ink(.ok) : glyphs.idle.ink(.muted)
    write(
      entry.letter.ink(entry.isOn ? .accent : .muted, bold: true) + " ".ink(.base) + sign,
      in: rest.takeLeft(Self.margin))
    let state = state(of: entry)
    if rest.width > 40 { write(state, in: rest.takeRight(state.columns), .right) }
    if rest.width > 40, !state.isEmpty { _ = rest.takeRight(2) }
    if let editing = exploration.editing, editing.letter == entry.letter {
      let text = ExpressionText(editing.editor.text, cursor: editing.editor.cursor, in: rest.width)
      write(text.line, in: rest)
    } else if entry.text.isEmpty {
      write(phrases.explore.typeHere.ink(.muted), in: rest)
    } else {
      write(ExpressionText(entry.text, cursor: nil, in: rest.width, isMuted: !entry.isOn).line, in: rest)
    }
  }

  /// How the answer stands: how many series and how long they took, or that it is still being worked out.
  private func state(of entry: Exploration.Entry) -> Line {
    guard entry.isOn, !entry.text.isEmpty else { return .empty }
    let slot = exploration.view == .table ? entry.letter + Exploration.Slot.table : entry.letter
    if exploration.failure(of: entry) != nil { return "\(glyphs.act) \(phrases.explore.faulty)".ink(.act) }
    if exploration.stopped.contains(slot) {
      return "\(glyphs.lost) \(phrases.explore.stoppedShort)".ink(.watch)
    }
    guard let answer = exploration.answers[slot], answer.expression == entry.text else {
      return exploration.waits(for: slot) == nil
        ? .empty : "\(glyphs.silenced) \(phrases.explore.workingShort)".ink(.info)
    }
    let count =
      switch answer.value {
      case .matrix(let series)?: series.count
      case .vector(let samples)?: samples.count
      case .scalar?, .text?: 1
      case nil: 0
      }
    var line = phrases.explore.series(count).ink(count == 0 ? .watch : .muted)
    if !answer.notes.isEmpty { line = "\(glyphs.watch) ".ink(.watch) + line }
    return line + "  \(answer.took.milliseconds) ms".ink(.faint)
  }

  /// The columns there are for the text of an entry, beside its letter and how it stands.
  private func textWidth(of entry: Exploration.Entry, in width: Int) -> Int {
    let rest = width - Self.margin
    let state = state(of: entry).columns
    return rest > 40 && state > 0 ? rest - state - 2 : rest
  }

  /// How many rows what is wrong takes: one where the sentence fits beside the mark, else two.
  func faultRows(in width: Int) -> Int {
    guard let entry = faultyEntry, let mark = mark(of: entry, in: width) else { return 0 }
    return mark.fits(in: width - Self.margin) ? 1 : 2
  }

  /// Where the mark under a fault stands, and what is said about it.
  private struct FaultPlace {
    let column: Int
    let length: Int
    let reason: String

    func fits(in width: Int) -> Bool {
      column + length + 1 + reason.columns <= width || reason.columns + 1 <= column
    }
  }

  private func mark(of entry: Exploration.Entry, in width: Int) -> FaultPlace? {
    let editing = exploration.editing.flatMap { $0.letter == entry.letter ? $0 : nil }
    guard let failure = editing == nil ? exploration.failure(of: entry) : editingFault,
      let place = failure.place
    else { return nil }
    let room = textWidth(of: entry, in: width)
    let text = ExpressionText(editing?.editor.text ?? entry.text, cursor: editing?.editor.cursor, in: room)
    let start = min(text.column(of: place.lowerBound) ?? 0, max(0, room - 1))
    let end = min(text.column(of: place.upperBound) ?? room, room)
    return FaultPlace(column: start, length: max(1, end - start), reason: failure.reason)
  }

  /// A caret under the exact character, and what is wrong there: behind it, before it, or below.
  private mutating func drawFault(of entry: Exploration.Entry, in rect: Rect) {
    guard let mark = mark(of: entry, in: rect.width) else { return }
    var rest = rect
    _ = rest.takeLeft(Self.margin)
    let carets = String(repeating: "^", count: mark.length).ink(.act, bold: true)
    let words = mark.reason.ink(.act)
    if mark.column + mark.length + 1 + words.columns <= rest.width {
      write(String(repeating: " ", count: mark.column).ink(.base) + carets + " ".ink(.base) + words, in: rest)
    } else if words.columns + 1 <= mark.column {
      write(words + " ".ink(.base) + carets, in: rest.upTo(mark.column + mark.length), .right)
    } else {
      write(String(repeating: " ", count: mark.column).ink(.base) + carets, in: rest)
      write(words, in: rest.row(1))
    }
  }

  /// How the answers are asked for and drawn.
  private var lookNote: Line {
    let words = phrases.explore
    let step = exploration.step(for: console.timeView.span, interval: console.interval)
    var parts = [
      console.timeView.span.prometheus.ink(.base),
      "\(words.step) \(exploration.step == nil ? "" : "= ")\(step.prometheus)".ink(.muted),
    ]
    if exploration.isStacked { parts.append(words.stacked.ink(.accent)) }
    if exploration.isLogarithmic { parts.append(words.logarithmic.ink(.accent)) }
    if let before = exploration.comparison {
      let isThere = !exploration.shown.before.isEmpty
      let text = isThere ? words.compared(before.prometheus) : words.nothingBefore(before.prometheus)
      parts.append(text.ink(isThere ? .accent : .watch))
    }
    return parts.joined(by: "  ".ink(.base))
  }

  /// How the function is written that one is inside of.
  private func signatureNote(in width: Int) -> Line {
    guard let call = exploration.editing?.completion?.call, let signature = Signature.of(call) else {
      return .empty
    }
    return signature.columns <= width ? signature.ink(.muted) : .empty
  }
}

extension Rect {
  /// The left part, so many columns wide.
  fileprivate func upTo(_ columns: Int) -> Rect {
    Rect(x: x, y: y, width: min(width, columns), height: height)
  }
}
