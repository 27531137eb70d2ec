import Basics
import Canvas
import Model
import Monitoring
import Roadmap

/// Numbers, times and states as people read them, in the language of the console, with the meaning they carry.
struct Readable {
  private let drawing: Drawing

  init(_ drawing: Drawing) { self.drawing = drawing }

  private var phrases: Phrases { drawing.phrases }
  private var glyphs: Glyphs { drawing.glyphs }

  /// A dash where there is no value.
  var unknown: Line { glyphs.dash.ink(.faint) }

  /// How long ago, or how long: `12 s`, `3 m`, `2 h 5 m`, `4 d`.
  func age(_ span: Span) -> String {
    let seconds = max(0, span.milliseconds / 1_000)
    let units = phrases.units
    switch seconds {
    case ..<60: return "\(seconds) \(units.second)"
    case ..<3_600: return "\(seconds / 60) \(units.minute)"
    case ..<86_400:
      let minutes = seconds / 60 % 60
      return "\(seconds / 3_600) \(units.hour)"
        + (minutes > 0 && seconds < 36_000 ? " \(minutes) \(units.minute)" : "")
    default: return "\(seconds / 86_400) \(units.day)"
    }
  }

  /// The time of what is shown.
  var now: Instant { drawing.now }

  /// How long ago an instant was.
  func since(_ instant: Instant) -> String { age(drawing.now - instant) }

  /// The time of day, with the date when it was another day.
  func clock(_ instant: Instant) -> String {
    let day = drawing.zone.day(of: instant)
    let clock = drawing.zone.clock(instant, seconds: day == drawing.today)
    return day == drawing.today ? clock : "\(shortDate(day)) \(clock)"
  }

  /// `03-14`, with the year when it is another.
  func shortDate(_ day: Day) -> String {
    day.parts.year == drawing.today.parts.year ? String(day.iso.dropFirst(5)) : day.iso
  }

  /// A vital with its unit: `84 %`, `1.20 MiB/s`.
  func vital(_ value: Float, _ vital: Vital) -> String {
    guard !value.isNaN else { return glyphs.dash }
    switch vital.unit {
    case .ratio: return Figures.percent(Double(value))
    case .perCore: return Figures.fixed(Double(value), 2)
    case .bytesPerSecond: return Figures.bytesPerSecond(Double(value))
    case .perSecond: return "\(Figures.brief(Double(value))) /\(phrases.units.second)"
    case .celsius: return "\(Figures.fixed(Double(value), 0)) °C"
    case .count: return Figures.fixed(Double(value), 0)
    }
  }

  /// A vital in the colour of its severity.
  func vitalLine(_ value: Float, _ vital: Vital) -> Line {
    guard !value.isNaN else { return unknown }
    let severity = drawing.snapshot.thresholds.severity(of: value, for: vital)
    return self.vital(value, vital).ink(severity == .ok ? .base : role(severity), bold: severity == .act)
  }

  func role(_ severity: Severity) -> Role {
    switch severity {
    case .ok: .ok
    case .info: .info
    case .watch: .watch
    case .act: .act
    }
  }

  /// The sign of a severity; its colour never stands alone.
  func sign(_ severity: Severity) -> Line {
    switch severity {
    case .ok: glyphs.ok.ink(.ok)
    case .info: glyphs.idle.ink(.info)
    case .watch: glyphs.watch.ink(.watch)
    case .act: glyphs.act.ink(.act)
    }
  }

  /// The sign of a node: its severity, or that it is silent.
  func sign(_ node: NodeView) -> Line {
    switch node.state {
    case .up: sign(node.severity)
    case .stale: glyphs.unknown.ink(.watch)
    case .lost: glyphs.lost.ink(.act)
    }
  }

  /// The badge that says where a value came from.
  func badge(_ provenance: Provenance) -> Line {
    let role: Role =
      switch provenance {
      case .measured, .imported: .measured
      case .claimed, .manual: .claimed
      case .simulated, .assumed, .forecast: .derived
      }
    return phrases.provenance.name(provenance).ink(role)
  }

  func percent(_ ratio: Double?, decimals: Int = 0) -> String {
    ratio.map { Figures.percent($0, decimals: decimals) } ?? glyphs.dash
  }

  func count(_ number: Double) -> String { Figures.count(number, in: phrases.language) }

  /// How an item of a plan stands, in words and colour.
  func standing(_ standing: Standing) -> Line {
    let words = phrases.plan.standing(standing)
    switch standing {
    case .done: return "\(glyphs.done) \(words)".ink(.ok)
    case .dropped: return "\(glyphs.lost) \(words)".ink(.past)
    case .overdue: return "\(glyphs.act) \(words)".ink(.act)
    case .blocked: return "\(glyphs.act) \(words)".ink(.act)
    case .active: return "\(glyphs.ok) \(words)".ink(.info)
    case .upcoming: return "\(glyphs.idle) \(words)".ink(.muted)
    case .undated: return "\(glyphs.unknown) \(words)".ink(.muted)
    case .ongoing: return "\(glyphs.level) \(words)".ink(.muted)
    }
  }
}
