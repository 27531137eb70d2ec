extension Phrases {
  /// What is said of what is expected to run out.
  struct Capacity: Sendable {
    /// Of what, from when, to when, how probable.
    let usedUpBetween: @Sendable (String, String, String, String) -> String
    /// Of what, and how long there is enough at least, and how probably.
    let usedUpAfter: @Sendable (String, String, String) -> String
  }
}

extension Phrases.Capacity {
  static let english = Self(
    usedUpBetween: { "\($0) used up in \($1) to \($2) (\($3))" },
    usedUpAfter: { "\($0) used up in \($1) or later (\($2))" })

  static let chinese = Self(
    usedUpBetween: { "\($0)将在 \($1) 至 \($2) 内用尽（\($3)）" },
    usedUpAfter: { "\($0)将在 \($1) 或更晚用尽（\($2)）" })
}
