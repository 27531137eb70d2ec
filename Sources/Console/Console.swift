import Basics
import Canvas
import Model
import Monitoring

/// The console: events in, effects out, and a frame whenever one is wanted. A value; it performs nothing itself.
public struct Console {
  /// What the console is told once.
  public struct Setup {
    public var language: Language
    public var glyphs: Glyphs
    public var zone: Zone
    public var keymap: Keymap
    public var terms: [Term]
    /// Marks the header, so that nobody mistakes production for something else.
    public var environment: String
    public var isReadOnly: Bool
    public var version: String
    /// Who sits here; only their own orders are undone with a key.
    public var who = ""

    public init(
      language: Language = .english, glyphs: Glyphs = .unicode, zone: Zone = .utc, keymap: Keymap = Keymap(),
      terms: [Term] = [], environment: String = "", isReadOnly: Bool = false, version: String = ""
    ) {
      self.language = language
      self.glyphs = glyphs
      self.zone = zone
      self.keymap = keymap
      self.terms = terms
      self.environment = environment
      self.isReadOnly = isReadOnly
      self.version = version
    }
  }

  /// A term of the glossary.
  public struct Term: Sendable, Hashable {
    public let term: Bilingual
    public let sense: Bilingual
    public let isAssumed: Bool

    public init(term: Bilingual, sense: Bilingual, isAssumed: Bool) {
      self.term = term
      self.sense = sense
      self.isAssumed = isAssumed
    }
  }

  public var setup: Setup
  var phrases: Phrases

  // What there is to show.
  var latest: Snapshot?
  /// While paused, what was there then.
  var frozen: Snapshot?
  var answers = Answers()
  var asked: [String: Instant] = [:]
  var now = Instant.epoch

  // Where one is.
  var trail: [Place] = [.screen(.bridge)]
  var lists: [ListID: ListState] = [:]
  var prepared: [ListID: AnyList.Prepared] = [:]
  var focus: [Place: Int] = [:]
  var isZoomed = false
  var timeView = TimeView()
  var folded: Set<String> = []
  /// Up to when the log had been looked through.
  var lookedAt: Instant?

  // What is in hand.
  var overlay: Overlay?
  var filterEditor: LineEditor?
  var exploration = Exploration()
  var desk = SchedulerDesk()
  var whatIf = WhatIfDesk()
  var notice: (notice: Notice, until: Instant)?
  var hasMouse = true
  var press = PressMemory()
  var paletteHistory: [String] = []
  var themes: [ThemeName] = []
  var theme = ""

  public init(_ setup: Setup) {
    self.setup = setup
    phrases = Phrases.of(setup.language)
  }

  /// What is shown: the present, or the moment the screen was frozen.
  var snapshot: Snapshot? { frozen ?? latest }

  var place: Place { trail.last ?? .screen(.bridge) }

  /// Goes to a place at once, for previews.
  public mutating func go(to place: Place) {
    trail = place.subject == nil ? [place] : [.screen(place.screen), place]
    refreshLists()
  }

  /// The time up to which the log counts as looked through.
  public mutating func setLookedAt(_ instant: Instant?) { lookedAt = instant }

  /// The stretch of time graphs show.
  public mutating func setWindow(_ span: Span) { timeView.span = span }

  /// Looks at the past up to an instant; nil for the present.
  public mutating func setMoment(_ instant: Instant?) { timeView.end = instant }

  public var language: Language { setup.language }

  /// Whether there is anything to show yet.
  public var hasSnapshot: Bool { latest != nil }
}
