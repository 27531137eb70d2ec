/// How many colours a terminal has; the raw value is what `--colour` takes.
public enum ColourDepth: String, CaseIterable, Comparable, Sendable {
  case none
  case eight = "8"
  case sixteen = "16"
  case many = "256"
  case truecolour = "truecolor"

  public static func < (left: ColourDepth, right: ColourDepth) -> Bool { left.rank < right.rank }
  private var rank: Int { Self.allCases.firstIndex(of: self)! }

  /// What the environment says of the terminal. `colours` is what its terminfo entry has. `NO_COLOR` set to anything
  /// but nothing means none (no-color.org).
  public static func detected(_ environment: [String: String], colours: Int) -> ColourDepth {
    if let refusal = environment["NO_COLOR"], !refusal.isEmpty { return .none }
    let terminal = environment["TERM"] ?? ""
    let promise = environment["COLORTERM"] ?? ""
    let isNamed = ["direct", "kitty", "alacritty", "ghostty", "wezterm", "foot"].contains {
      terminal.contains($0)
    }
    if colours > 0, promise == "truecolor" || promise == "24bit" || isNamed { return .truecolour }
    switch colours {
    case ..<8: return .none
    case ..<16: return .eight
    case ..<256: return .sixteen
    default: return .many
    }
  }
}
