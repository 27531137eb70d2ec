extension Schema {
  /// What alerts rest on, which of several rules of a name made them, their texts, and how unsteady they are: the last
  /// 21 states as bits, see Flapping.
  static let alertGrounds = """
    ALTER TABLE alert ADD COLUMN origin TEXT NOT NULL DEFAULT '';
    ALTER TABLE alert ADD COLUMN ground TEXT NOT NULL DEFAULT 'condition'
      CHECK (ground IN ('condition', 'no_data', 'error'));
    ALTER TABLE alert ADD COLUMN annotations TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(annotations));
    CREATE TABLE alert_history (
      identifier TEXT PRIMARY KEY,
      states INTEGER NOT NULL,
      at INTEGER NOT NULL,
      was_flapping INTEGER NOT NULL CHECK (was_flapping IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    """
}
