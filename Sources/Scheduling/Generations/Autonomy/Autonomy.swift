import Basics

/// How far a generation goes by itself.
public enum Autonomy: Hashable, Sendable {
  /// It says what it would do, and does nothing.
  case advise
  /// It does it after so many steps, unless somebody says no.
  case veto(steps: Int)
  /// It does it at once.
  case act

  public var name: Bilingual {
    switch self {
    case .advise: Bilingual(english: "advises", chinese: "仅建议")
    case .veto(let steps):
      Bilingual(
        english: "acts unless somebody says no within \(steps * 15) minutes",
        chinese: "\(steps * 15) 分钟内无人否决即执行")
    case .act: Bilingual(english: "acts", chinese: "自动执行")
    }
  }
}

/// Moves that a generation proposes, and what became of them.
public struct Proposal: Hashable, Sendable {
  public enum State: String, Hashable, Sendable {
    case open, vetoed, done
  }

  public let number: Int
  /// The step it was made at.
  public let time: Int
  public let steps: [NeighbourhoodSearch.Step]
  /// What it saves over the hours looked ahead, in thousandths of the currency.
  public let saving: Double
  public internal(set) var state = State.open

  public var words: Bilingual {
    let saved = Figures.brief(saving / 1_000)
    return Bilingual(
      english: "\(steps.count) units change their nodes, which saves \(saved) in the hours to come",
      chinese: "迁移 \(steps.count) 个单元，未来数小时可节省 \(saved)")
  }
}
