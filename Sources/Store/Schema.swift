/// The tables of the store, step by step. A step that has shipped is never edited; a change is a new step at the end.
enum Schema {
  /// "BINN": tells a store from any other SQLite file.
  static let applicationID: Int64 = 0x4249_4E4E

  static let steps: [String] = [
    watch, telemetry, alerts, orders, facts, costs, urgencies, blocks, origins, panels, incidents,
    alertGrounds, notifications, layouts, acts, ghosts, consolidations,
  ]

  /// Times are milliseconds since the epoch; a beat is milliseconds since the machine started, which no one can set.
  private static let watch = """
    CREATE TABLE lease (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      epoch INTEGER NOT NULL,
      pid INTEGER NOT NULL,
      boot TEXT NOT NULL,
      since INTEGER NOT NULL,
      beat INTEGER NOT NULL,
      ticked_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE onlooker (
      pid INTEGER PRIMARY KEY,
      boot TEXT NOT NULL,
      beat INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE setting (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Counts up when a subject changes, so that an onlooker reads again only what did.
    CREATE TABLE revision (
      subject TEXT PRIMARY KEY,
      number INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  /// Scrapes are appended in the order of time; see ScrapeCodec for their payload. The table of vitals is filled
  /// no more: one row a node and span (1000, 60000 or 3600000 ms), single-precision numbers in the order of Vital,
  /// lowest byte first.
  private static let telemetry = """
    CREATE TABLE source (
      id INTEGER PRIMARY KEY,
      labels TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE layout (
      id INTEGER PRIMARY KEY,
      columns TEXT NOT NULL UNIQUE
    ) STRICT;
    CREATE TABLE scrape (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      source INTEGER NOT NULL REFERENCES source (id),
      layout INTEGER NOT NULL REFERENCES layout (id),
      is_key INTEGER NOT NULL CHECK (is_key IN (0, 1)),
      payload BLOB NOT NULL
    ) STRICT;
    CREATE INDEX scrape_keys ON scrape (source, at, id) WHERE is_key = 1;
    CREATE TABLE vitals (
      source INTEGER NOT NULL REFERENCES source (id),
      span INTEGER NOT NULL CHECK (span > 0),
      at INTEGER NOT NULL,
      means BLOB NOT NULL,
      peaks BLOB NOT NULL,
      PRIMARY KEY (span, source, at)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE processes (
      source INTEGER PRIMARY KEY REFERENCES source (id),
      at INTEGER NOT NULL,
      document TEXT NOT NULL
    ) STRICT;
    """

  private static let alerts = """
    CREATE TABLE alert (
      identifier TEXT PRIMARY KEY,
      rule TEXT NOT NULL,
      labels TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('pending', 'firing', 'resolved')),
      severity TEXT NOT NULL CHECK (severity IN ('ok', 'info', 'watch', 'act')),
      active_at INTEGER NOT NULL,
      fired_at INTEGER,
      resolved_at INTEGER,
      gone_at INTEGER,
      value REAL,
      summary_en TEXT NOT NULL,
      summary_zh TEXT NOT NULL,
      description_en TEXT NOT NULL,
      description_zh TEXT NOT NULL,
      acknowledged_by TEXT,
      acknowledged_at INTEGER,
      acknowledged_comment TEXT,
      is_dismissed INTEGER NOT NULL CHECK (is_dismissed IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE silence (
      identifier TEXT PRIMARY KEY,
      matchers TEXT NOT NULL,
      starts_at INTEGER NOT NULL,
      ends_at INTEGER NOT NULL,
      author TEXT NOT NULL,
      comment TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    """

  private static let orders = """
    CREATE TABLE orders (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      who TEXT NOT NULL,
      origin TEXT NOT NULL,
      verb TEXT NOT NULL,
      address TEXT NOT NULL,
      fields TEXT NOT NULL,
      reason TEXT NOT NULL,
      undoes INTEGER REFERENCES orders (id),
      status TEXT NOT NULL CHECK (status IN ('pending', 'done', 'refused')),
      outcome TEXT NOT NULL,
      decided_at INTEGER,
      inverse TEXT
    ) STRICT;
    CREATE INDEX orders_by_address ON orders (address, id);
    CREATE INDEX orders_pending ON orders (id) WHERE status = 'pending';
    CREATE TABLE log (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      address TEXT,
      subject_en TEXT NOT NULL,
      subject_zh TEXT NOT NULL,
      detail TEXT NOT NULL,
      who TEXT NOT NULL
    ) STRICT;
    """

  /// What documents claim is kept as they state it; what people enter about it stands beside it.
  private static let facts = """
    CREATE TABLE fact (
      kind TEXT NOT NULL CHECK (kind IN ('programme', 'indicators')),
      identifier TEXT NOT NULL,
      position INTEGER NOT NULL,
      document TEXT NOT NULL CHECK (json_valid(document)),
      provenance TEXT NOT NULL,
      loaded_at INTEGER NOT NULL,
      PRIMARY KEY (kind, identifier)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE programme (
      identifier TEXT PRIMARY KEY,
      launch INTEGER,
      owner TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE plan_item (
      identifier TEXT PRIMARY KEY,
      status TEXT NOT NULL CHECK (status IN ('planned', 'active', 'done', 'blocked', 'dropped')),
      progress REAL CHECK (progress BETWEEN 0 AND 1),
      owner TEXT,
      starts_on INTEGER,
      ends_on INTEGER,
      note TEXT,
      delivered REAL,
      done_on INTEGER,
      waiver TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE reading (
      id INTEGER PRIMARY KEY,
      indicator TEXT NOT NULL,
      day INTEGER,
      value REAL NOT NULL,
      comparator TEXT NOT NULL CHECK (comparator IN ('=', '>=', '<=', 'range')),
      provenance TEXT NOT NULL,
      note_en TEXT NOT NULL,
      note_zh TEXT NOT NULL,
      source TEXT NOT NULL,
      is_marked INTEGER NOT NULL CHECK (is_marked IN (0, 1)),
      entered_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX reading_by_indicator ON reading (indicator, day, entered_at);
    """

  /// Amounts are billionths of the currency's unit.
  private static let costs = """
    CREATE TABLE cost_day (
      day INTEGER NOT NULL,
      node TEXT NOT NULL,
      currency TEXT NOT NULL,
      provisioned INTEGER NOT NULL,
      used INTEGER NOT NULL,
      watched INTEGER NOT NULL,
      PRIMARY KEY (day, node, currency)
    ) STRICT, WITHOUT ROWID;
    """

  /// How urgent each line of the log is; lines from before say it by their kind.
  private static let urgencies = """
    ALTER TABLE log ADD COLUMN severity TEXT CHECK (severity IN ('ok', 'info', 'watch', 'act'));
    """

  /// Scrapes of a while ago, column by column. A block is a stretch of one source's scrapes, or what they came to over
  /// each so many milliseconds (the grain). A chunk holds columns that follow one another; its number is the block's
  /// times 2^20 and the first of the columns. See Block, Page, ColumnCodec and Rollup.
  private static let blocks = """
    CREATE TABLE block (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      source INTEGER NOT NULL REFERENCES source (id),
      layout INTEGER NOT NULL REFERENCES layout (id),
      grain INTEGER NOT NULL CHECK (grain >= 0),
      first INTEGER NOT NULL,
      last INTEGER NOT NULL CHECK (last >= first),
      count INTEGER NOT NULL CHECK (count > 0),
      times BLOB NOT NULL
    ) STRICT;
    CREATE INDEX block_by_source ON block (grain, source, last);
    CREATE INDEX block_by_age ON block (grain, last);
    CREATE TABLE chunk (
      id INTEGER PRIMARY KEY,
      payload BLOB NOT NULL
    ) STRICT;
    """

  /// Where metrics beyond this host come from. Secrets are only named by the files that hold them.
  private static let origins = """
    CREATE TABLE origin (
      name TEXT PRIMARY KEY CHECK (name <> ''),
      kind TEXT NOT NULL CHECK (kind IN ('scrape', 'file', 'file_sd', 'prometheus')),
      address TEXT NOT NULL CHECK (address <> ''),
      options TEXT NOT NULL CHECK (json_valid(options))
    ) STRICT, WITHOUT ROWID;
    """

  /// A list of columns is long, and is found by its fingerprint: an index of the lists themselves took as much as they.
  /// What an older store holds keeps its number, but is not found again, so its columns get a new one once.
  private static let layouts = """
    CREATE TABLE layout_now (
      id INTEGER PRIMARY KEY,
      fingerprint INTEGER,
      columns TEXT NOT NULL
    ) STRICT;
    INSERT INTO layout_now SELECT id, NULL, columns FROM layout;
    DROP TABLE layout;
    ALTER TABLE layout_now RENAME TO layout;
    CREATE INDEX layout_by_fingerprint ON layout (fingerprint) WHERE fingerprint IS NOT NULL;
    """

  /// The graphs people have saved; the document holds what is drawn and how.
  private static let panels = """
    CREATE TABLE panel (
      id INTEGER PRIMARY KEY,
      title TEXT NOT NULL UNIQUE CHECK (title <> ''),
      document TEXT NOT NULL CHECK (json_valid(document))
    ) STRICT;
    """

  /// Incidents, the alerts in each, and what happened. A trace is the alert's value over time, as JSON.
  private static let incidents = """
    CREATE TABLE incident (
      id INTEGER PRIMARY KEY,
      state TEXT NOT NULL CHECK (state IN ('open', 'acknowledged', 'resolved')),
      severity TEXT NOT NULL CHECK (severity IN ('ok', 'info', 'watch', 'act')),
      title_en TEXT NOT NULL,
      title_zh TEXT NOT NULL,
      opened_at INTEGER NOT NULL,
      acknowledged_by TEXT,
      acknowledged_at INTEGER,
      acknowledged_comment TEXT,
      released_at INTEGER,
      resolved_at INTEGER,
      assignee TEXT,
      rung INTEGER NOT NULL CHECK (rung >= 0),
      rung_at INTEGER,
      merged_into INTEGER CHECK (merged_into <> id),
      links TEXT NOT NULL CHECK (json_valid(links))
    ) STRICT;
    CREATE INDEX incident_by_state ON incident (state, id);
    CREATE TABLE incident_alert (
      id INTEGER PRIMARY KEY,
      incident INTEGER NOT NULL REFERENCES incident (id),
      alert TEXT NOT NULL,
      rule TEXT NOT NULL,
      labels TEXT NOT NULL,
      bond TEXT NOT NULL,
      summary_en TEXT NOT NULL,
      summary_zh TEXT NOT NULL,
      severity TEXT NOT NULL CHECK (severity IN ('ok', 'info', 'watch', 'act')),
      fired_at INTEGER NOT NULL,
      ended_at INTEGER,
      times INTEGER NOT NULL CHECK (times > 0),
      trace TEXT NOT NULL CHECK (json_valid(trace)),
      UNIQUE (incident, alert)
    ) STRICT;
    CREATE TABLE incident_event (
      id INTEGER PRIMARY KEY,
      incident INTEGER NOT NULL REFERENCES incident (id),
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      who TEXT NOT NULL,
      subject TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;
    CREATE INDEX incident_event_by_incident ON incident_event (incident, id);
    """
}
