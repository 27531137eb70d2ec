/// How far the scheduler goes by itself; what a person orders is done in any case. The raw value is the word in
/// the store and on the command line.
public enum Autonomy: String, CaseIterable, Sendable {
  /// It says what it would do, and does nothing.
  case advise
  /// It does it after a while, unless somebody says no.
  case veto
  /// It does it at once.
  case act
}

/// Moves that a generation proposes, and what became of them.
public struct Proposal: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    case open, done
  }

  public let number: Int
  /// The step it was made at.
  public let time: Int
  public let steps: [NeighbourhoodSearch.Step]
  /// What it saves over the hours looked ahead, in thousandths of the currency.
  public let saving: Double
  public internal(set) var state = State.open
}
