import Canvas

/// A line being typed.
struct LineEditor: Hashable {
  private var characters: [Character]
  private(set) var cursor: Int

  init(_ text: String = "") {
    characters = Array(text)
    cursor = characters.count
  }

  var text: String { String(characters) }
  var isEmpty: Bool { characters.isEmpty }

  mutating func insert(_ text: String) {
    let added = Array(text.filter { $0.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F } })
    characters.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  /// Takes a key if it edits; false when it means nothing here.
  mutating func press(_ key: Key) -> Bool {
    switch (key.code, key.control) {
    case (.character(let scalar), false) where !key.alt: insert(String(Character(scalar)))
    case (.named(.backspace), _): removeBefore(cursor - 1)
    case (.character("w"), true): removeBefore(wordStart)
    case (.character("u"), true): removeBefore(0)
    case (.character("k"), true): characters.removeSubrange(cursor...)
    case (.named(.delete), _), (.character("d"), true):
      if cursor < characters.count { characters.remove(at: cursor) }
    case (.named(.left), _): cursor = max(0, cursor - 1)
    case (.named(.right), _): cursor = min(characters.count, cursor + 1)
    case (.named(.home), _): cursor = 0
    case (.named(.end), _), (.character("e"), true): cursor = characters.count
    default: return false
    }
    return true
  }

  private mutating func removeBefore(_ start: Int) {
    guard start >= 0, start < cursor else { return }
    characters.removeSubrange(start..<cursor)
    cursor = start
  }

  private var wordStart: Int {
    var place = cursor
    while place > 0, characters[place - 1] == " " { place -= 1 }
    while place > 0, characters[place - 1] != " " { place -= 1 }
    return place
  }

  /// The line with its cursor, the end in view when it is longer than the space.
  func line(in width: Int, ink: Role) -> Line {
    let before = String(characters[..<cursor])
    let under = cursor < characters.count ? String(characters[cursor]) : " "
    let after = cursor < characters.count ? String(characters[(cursor + 1)...]) : ""
    var shown = before
    while shown.columns + 2 > width, !shown.isEmpty { shown.removeFirst() }
    return shown.ink(ink) + Line([Run(under, ink: ink, ground: .selection)]) + after.ink(ink)
  }
}
