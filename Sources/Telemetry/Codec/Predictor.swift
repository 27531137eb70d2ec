/// Guesses the next of a row of whole numbers from those before. Sums wrap around, so that every row can be told by how
/// far its guesses are off.
struct Predictor {
  /// Which numbers the guess goes by, and how far back it remembers.
  struct Kind: Hashable {
    /// Whether the steps between numbers are guessed rather than the numbers.
    let guessesSteps: Bool
    /// An exponential mean over about 2^memory numbers; 0 is the last alone.
    let memory: Int64

    static let all: [Kind] = [false, true].flatMap { guessesSteps in
      [0, 2, 4].map { Kind(guessesSteps: guessesSteps, memory: $0) }
    }

    /// Three bits; the number of one of `all`.
    var code: UInt64 { (guessesSteps ? 4 : 0) | UInt64(memory >> 1) }

    init(guessesSteps: Bool, memory: Int64) {
      self.guessesSteps = guessesSteps
      self.memory = memory
    }

    init?(code: UInt64) {
      guard code & 3 < 3 else { return nil }
      self.init(guessesSteps: code & 4 != 0, memory: Int64(code & 3) << 1)
    }
  }

  private let kind: Kind
  private var last: Int64 = 0
  /// In sixteenths.
  private var mean: Int64 = 0

  init(_ kind: Kind) { self.kind = kind }

  @inline(__always) var guess: Int64 { kind.guessesSteps ? last &+ (mean >> 4) : mean >> 4 }

  @inline(__always)
  mutating func learn(_ number: Int64) {
    let seen = kind.guessesSteps ? number &- last : number
    mean = mean &+ (((seen << 4) &- mean) >> kind.memory)
    last = number
  }
}
