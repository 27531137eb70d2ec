extension Schema {
  /// The journal of the units that move, and the nodes that somebody holds. A migration is written down before any
  /// node is asked for anything. The terms of the score are JSON: rows of an English and a Chinese name and a value.
  static let acts = """
    CREATE TABLE migration (
      number INTEGER PRIMARY KEY,
      plan INTEGER NOT NULL,
      unit TEXT NOT NULL,
      origin TEXT NOT NULL,
      target TEXT NOT NULL CHECK (target <> origin),
      cause TEXT NOT NULL CHECK (cause IN ('failover', 'drain', 'order', 'rebalance')),
      motive_en TEXT NOT NULL,
      motive_zh TEXT NOT NULL,
      policy TEXT NOT NULL,
      score INTEGER NOT NULL,
      terms TEXT NOT NULL CHECK (json_valid(terms)),
      fitting INTEGER NOT NULL,
      nodes INTEGER NOT NULL,
      next_node TEXT,
      next_score INTEGER,
      cores REAL NOT NULL,
      memory REAL NOT NULL,
      planned_at INTEGER NOT NULL,
      starts_at INTEGER NOT NULL,
      stage TEXT NOT NULL CHECK (stage IN ('planned', 'loading', 'releasing', 'done', 'undoing', 'undone')),
      changed_at INTEGER NOT NULL,
      fault TEXT
    ) STRICT;
    CREATE INDEX migration_open ON migration (number) WHERE stage NOT IN ('done', 'undone');
    CREATE INDEX migration_by_unit ON migration (unit, number);
    CREATE TABLE node_hold (
      node TEXT PRIMARY KEY,
      is_draining INTEGER NOT NULL CHECK (is_draining IN (0, 1)),
      since INTEGER NOT NULL,
      who TEXT NOT NULL,
      reason TEXT NOT NULL,
      deadline INTEGER
    ) STRICT, WITHOUT ROWID;
    """

  /// Units that are only stored: no node stands where a migration comes from the store or goes there.
  static let ghosts = """
    CREATE TABLE migration_now (
      number INTEGER PRIMARY KEY,
      plan INTEGER NOT NULL,
      unit TEXT NOT NULL,
      unit_group TEXT,
      origin TEXT,
      target TEXT,
      cause TEXT NOT NULL
        CHECK (cause IN ('failover', 'drain', 'order', 'rebalance', 'demand', 'idle', 'room')),
      motive_en TEXT NOT NULL,
      motive_zh TEXT NOT NULL,
      policy TEXT NOT NULL,
      score INTEGER NOT NULL,
      terms TEXT NOT NULL CHECK (json_valid(terms)),
      fitting INTEGER NOT NULL,
      nodes INTEGER NOT NULL,
      next_node TEXT,
      next_score INTEGER,
      cores REAL NOT NULL,
      memory REAL NOT NULL,
      planned_at INTEGER NOT NULL,
      starts_at INTEGER NOT NULL,
      stage TEXT NOT NULL CHECK (stage IN ('planned', 'loading', 'releasing', 'done', 'undoing', 'undone')),
      changed_at INTEGER NOT NULL,
      fault TEXT,
      CHECK (target IS NOT origin)
    ) STRICT;
    INSERT INTO migration_now
      SELECT number, plan, unit, NULL, origin, target, cause, motive_en, motive_zh, policy, score, terms, fitting,
        nodes, next_node, next_score, cores, memory, planned_at, starts_at, stage, changed_at, fault
      FROM migration;
    DROP TABLE migration;
    ALTER TABLE migration_now RENAME TO migration;
    CREATE INDEX migration_open ON migration (number) WHERE stage NOT IN ('done', 'undone');
    CREATE INDEX migration_by_unit ON migration (unit, number);
    CREATE INDEX migration_to_store ON migration (unit, number) WHERE target IS NULL AND stage = 'done';
    """

  /// Moves that bring units together so that nodes become empty.
  static let consolidations = """
    CREATE TABLE migration_now (
      number INTEGER PRIMARY KEY,
      plan INTEGER NOT NULL,
      unit TEXT NOT NULL,
      unit_group TEXT,
      origin TEXT,
      target TEXT,
      cause TEXT NOT NULL
        CHECK (cause IN
          ('failover', 'drain', 'order', 'rebalance', 'consolidate', 'demand', 'idle', 'room')),
      motive_en TEXT NOT NULL,
      motive_zh TEXT NOT NULL,
      policy TEXT NOT NULL,
      score INTEGER NOT NULL,
      terms TEXT NOT NULL CHECK (json_valid(terms)),
      fitting INTEGER NOT NULL,
      nodes INTEGER NOT NULL,
      next_node TEXT,
      next_score INTEGER,
      cores REAL NOT NULL,
      memory REAL NOT NULL,
      planned_at INTEGER NOT NULL,
      starts_at INTEGER NOT NULL,
      stage TEXT NOT NULL CHECK (stage IN ('planned', 'loading', 'releasing', 'done', 'undoing', 'undone')),
      changed_at INTEGER NOT NULL,
      fault TEXT,
      CHECK (target IS NOT origin)
    ) STRICT;
    INSERT INTO migration_now SELECT * FROM migration;
    DROP TABLE migration;
    ALTER TABLE migration_now RENAME TO migration;
    CREATE INDEX migration_open ON migration (number) WHERE stage NOT IN ('done', 'undone');
    CREATE INDEX migration_by_unit ON migration (unit, number);
    CREATE INDEX migration_to_store ON migration (unit, number) WHERE target IS NULL AND stage = 'done';
    """
}
