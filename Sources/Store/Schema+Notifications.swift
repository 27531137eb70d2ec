extension Schema {
  /// What is told of alerts. An entry of the outbox is written together with what gave rise to it, and sent at least
  /// once; groups and the alerts in them are what the dispatcher remembers.
  static let notifications = """
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      at INTEGER NOT NULL,
      receiver TEXT NOT NULL,
      channel TEXT NOT NULL,
      group_key TEXT NOT NULL,
      occasion TEXT NOT NULL CHECK (occasion IN ('first', 'changed', 'resolved', 'repeat', 'escalated')),
      headline_en TEXT NOT NULL,
      headline_zh TEXT NOT NULL,
      severity TEXT NOT NULL CHECK (severity IN ('ok', 'info', 'watch', 'act')),
      is_firing INTEGER NOT NULL CHECK (is_firing IN (0, 1)),
      alerts INTEGER NOT NULL,
      payload TEXT NOT NULL CHECK (json_valid(payload)),
      status TEXT NOT NULL CHECK (status IN ('pending', 'sent', 'failed', 'shown')),
      attempts INTEGER NOT NULL,
      due_at INTEGER NOT NULL,
      finished_at INTEGER,
      fault TEXT NOT NULL
    ) STRICT;
    CREATE INDEX outbox_pending ON outbox (receiver, channel, group_key, id) WHERE status = 'pending';
    CREATE INDEX outbox_failed ON outbox (id) WHERE status = 'failed';
    CREATE INDEX outbox_shown ON outbox (id) WHERE status = 'shown';
    CREATE TABLE outbox_alert (
      alert TEXT NOT NULL,
      outbox INTEGER NOT NULL REFERENCES outbox (id),
      PRIMARY KEY (alert, outbox)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX outbox_alert_by_outbox ON outbox_alert (outbox);
    CREATE TABLE notification_group (
      key TEXT PRIMARY KEY,
      path TEXT NOT NULL,
      labels TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      next_flush INTEGER NOT NULL,
      has_flushed INTEGER NOT NULL CHECK (has_flushed IN (0, 1)),
      told TEXT NOT NULL CHECK (json_valid(told))
    ) STRICT;
    CREATE TABLE notification_alert (
      identifier TEXT PRIMARY KEY,
      rule TEXT NOT NULL,
      labels TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('pending', 'firing', 'resolved')),
      severity TEXT NOT NULL CHECK (severity IN ('ok', 'info', 'watch', 'act')),
      active_at INTEGER NOT NULL,
      fired_at INTEGER,
      resolved_at INTEGER,
      value REAL,
      summary_en TEXT NOT NULL,
      summary_zh TEXT NOT NULL,
      description_en TEXT NOT NULL,
      description_zh TEXT NOT NULL,
      acknowledged_by TEXT,
      groups TEXT NOT NULL CHECK (json_valid(groups)),
      unsilenced_at INTEGER
    ) STRICT;
    """
}
