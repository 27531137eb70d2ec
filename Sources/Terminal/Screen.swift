import CNcurses
import Canvas
import Glibc

/// The screen: frames go in, and what changed goes to the terminal through ncurses.
/// A class because there is one terminal and it must be given back.
public final class Screen {
  /// What went wrong when the screen was to be set up.
  public enum Fault: Error, Hashable {
    /// ncurses has no description of the terminal.
    case unknownTerminal(String)
  }

  public private(set) var size: Size
  public let depth: ColourDepth
  /// Whether the terminal holds drawing back until a frame is whole; learnt from its answer.
  public var isSynchronised = false
  private var isMouseOn: Bool
  private let canAnswer: Bool
  private let onlyASCII: Bool
  private let terminal: OpaquePointer
  private var table: LookTable
  private var pairs: PairTable
  private var shadow: Frame?
  private var line: UnsafeMutablePointer<cchar_t>
  private var lineCapacity = 512

  /// Takes the terminal over.
  /// - Parameters:
  ///   - environment: says what kind of terminal it is.
  ///   - depth: how many colours to use; nil for what the terminal has.
  ///   - onlyASCII: whether the terminal cannot be sent anything else.
  public init(
    theme: Theme, environment: [String: String], depth wanted: ColourDepth?, onlyASCII: Bool, mouse: Bool
  ) throws(Fault) {
    let name = environment["TERM"] ?? ""
    let entry = TerminfoEntry.find(name, environment)
    let possible = ColourDepth.detected(environment, colours: entry?.colours ?? 0)
    depth = wanted ?? possible
    // The words and keys stay the terminal's own; only the colours are described anew.
    if depth == .truecolour, let entry { setenv("TERMINFO", entry.truecolour.variable, 1) }
    setlocale(LC_CTYPE, "")
    if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    let (output, input) = (fdopen(dup(STDOUT_FILENO), "w"), fdopen(dup(STDIN_FILENO), "r"))
    guard !name.isEmpty, entry?.canPlaceCursor != false, let screen = newterm(nil, output, input) else {
      throw .unknownTerminal(name)
    }
    terminal = screen
    self.onlyASCII = onlyASCII
    canAnswer = !["linux", "dumb", "vt100", "vt102", "vt220"].contains(name)
    isMouseOn = mouse
    size = TTY.size() ?? Size(width: 80, height: 24)
    table = LookTable(theme, depth)
    pairs = PairTable(isColoured: depth > .none)
    line = .allocate(capacity: lineCapacity)
    setUp()
  }

  deinit { line.deallocate() }

  private func setUp() {
    raw()
    noecho()
    nonl()
    curs_set(0)
    leaveok(cn_stdscr(), true)
    idlok(cn_stdscr(), false)
    if depth > .none, has_colors() {
      start_color()
      use_default_colors()
    }
    TTY.write(Modes.pasteOn + (isMouseOn ? Modes.mouseOn : "") + (canAnswer ? Modes.questions : ""))
  }

  /// Gives the terminal back as it was.
  public func close() {
    TTY.write(Modes.mouseOff + Modes.pasteOff)
    endwin()
    shadow = nil
  }

  /// Takes the terminal over again after `close`.
  public func reopen() {
    resize()
    TTY.write(Modes.pasteOn + (isMouseOn ? Modes.mouseOn : ""))
    redraw()
  }

  /// Looks how large the terminal is now.
  public func resize() {
    guard let now = TTY.size() else { return }
    size = now
    resizeterm(Int32(now.height), Int32(now.width))
    shadow = nil
  }

  /// Has the next frame drawn from nothing, in case something else wrote on the screen.
  public func redraw() {
    shadow = nil
    clearok(cn_stdscr(), true)
  }

  public func use(_ theme: Theme) {
    table = LookTable(theme, depth)
    pairs = PairTable(isColoured: depth > .none)
    shadow = nil
  }

  public func setMouse(_ isOn: Bool) {
    isMouseOn = isOn
    TTY.write(isOn ? Modes.mouseOn : Modes.mouseOff)
  }

  /// Rings the terminal's bell.
  public func ring() { TTY.write(Modes.bell) }

  /// Has the desktop that the terminal stands on show a notice.
  public func notify(_ title: String, _ text: String) { TTY.write(Modes.notice(title, text)) }

  public func copy(_ text: String) { TTY.write(Modes.copied(text)) }

  /// Shows a frame. Only the cells that changed since the last one are sent.
  public func present(_ frame: Frame) {
    guard frame.size.width > 0, frame.size.height > 0 else { return }
    if frame.size.width >= lineCapacity { growLine(to: frame.size.width) }
    let isNew = shadow?.size != frame.size
    var hasChanged = isNew
    for y in 0..<frame.size.height where presentRow(y, of: frame, whole: isNew) { hasChanged = true }
    shadow = frame
    guard hasChanged else { return }
    if isSynchronised { TTY.write(Modes.frameStart) }
    wnoutrefresh(cn_stdscr())
    doupdate()
    if isSynchronised { TTY.write(Modes.frameEnd) }
  }

  private func growLine(to width: Int) {
    line.deallocate()
    lineCapacity = width * 2
    line = .allocate(capacity: lineCapacity)
  }
}

extension Screen {
  /// Gaps of so many unchanged cells are sent along, since moving over them costs as much.
  private static let gap = 3

  private func presentRow(_ y: Int, of frame: Frame, whole: Bool) -> Bool {
    let width = frame.size.width
    var x = 0
    var hasChanged = false
    while let run = nextRun(in: y, from: x, of: frame, whole: whole) {
      put(run, y, of: frame)
      hasChanged = true
      x = run.upperBound
      if x >= width { break }
    }
    return hasChanged
  }

  /// The next stretch of changed cells in a row, whole characters only.
  private func nextRun(in y: Int, from start: Int, of frame: Frame, whole: Bool) -> Range<Int>? {
    let width = frame.size.width
    if whole { return start == 0 ? 0..<width : nil }
    guard let shadow else { return nil }
    let row = y * width
    func isChanged(_ x: Int) -> Bool {
      frame.cells[row + x] != shadow.cells[row + x]
        || frame.cells[row + x].marks.contains(.combined) && frame.marks[row + x] != shadow.marks[row + x]
    }
    var first = start
    while first < width, !isChanged(first) { first += 1 }
    guard first < width else { return nil }
    var (end, still) = (first + 1, 0)
    var x = end
    while x < width, still <= Self.gap {
      still = isChanged(x) ? 0 : still + 1
      x += 1
      if still == 0 { end = x }
    }
    if frame.cells[row + first].isTail, first > 0 { first -= 1 }
    while end < width, frame.cells[row + end].isTail { end += 1 }
    return first..<end
  }

  private func put(_ run: Range<Int>, _ y: Int, of frame: Frame) {
    let row = y * frame.size.width
    var count = 0
    for x in run {
      let cell = frame.cells[row + x]
      if cell.isTail { continue }
      let look = table.look(cell.ink, on: cell.ground, cell.marks)
      let pair = pairs.pair(for: look)
      let scalar = onlyASCII && cell.scalar > 0x7E ? 0x3F : cell.scalar
      cn_set_cell(line + count, Int32(bitPattern: scalar), Self.attributes(look.emphasis), pair)
      if cell.marks.contains(.combined), !onlyASCII {
        for mark in frame.marks[row + x] ?? [] { cn_add_mark(line + count, Int32(bitPattern: mark)) }
      }
      count += 1
      // A wide character stands for two columns, also where it had to become one narrow sign.
      if cell.marks.contains(.wide), scalar != cell.scalar {
        cn_set_cell(line + count, 0x3F, Self.attributes(look.emphasis), pair)
        count += 1
      }
    }
    mvwadd_wchnstr(cn_stdscr(), Int32(y), Int32(run.lowerBound), line, Int32(count))
  }

  private static func attributes(_ emphasis: Look.Emphasis) -> attr_t {
    if emphasis.isEmpty { return 0 }
    var attributes: attr_t = 0
    if emphasis.contains(.bold) { attributes |= cn_bold() }
    if emphasis.contains(.dim) { attributes |= cn_dim() }
    if emphasis.contains(.underline) { attributes |= cn_underline() }
    if emphasis.contains(.reverse) { attributes |= cn_reverse() }
    if emphasis.contains(.italic) { attributes |= cn_italic() }
    return attributes
  }
}

/// The colour pairs in use. ncurses knows colours only by pairs, and makes one when it is first needed.
struct PairTable {
  private let isColoured: Bool
  private var known: [UInt64: Int32] = [:]
  private var next: Int32 = 1
  private var last: (key: UInt64, pair: Int32) = (.max, 0)

  init(isColoured: Bool) { self.isColoured = isColoured }

  mutating func pair(for look: ResolvedLook) -> Int32 {
    guard isColoured, look.ink != -1 || look.ground != -1 else { return 0 }
    let key = UInt64(UInt32(bitPattern: look.ink)) << 32 | UInt64(UInt32(bitPattern: look.ground))
    if last.key == key { return last.pair }
    let pair = known[key] ?? make(key, look)
    last = (key, pair)
    return pair
  }

  private mutating func make(_ key: UInt64, _ look: ResolvedLook) -> Int32 {
    guard next < cn_color_pairs(), init_extended_pair(next, look.ink, look.ground) == OK else { return 0 }
    known[key] = next
    defer { next += 1 }
    return next
  }
}
