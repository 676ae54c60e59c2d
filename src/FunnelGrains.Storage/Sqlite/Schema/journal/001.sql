-- data/journal.db: everything that decides a count, and nothing else. If only one file is left, it is to be this one.
--
-- Reasons
-- * `journal` is a rowid table: rows come in the order of time, so the table itself only grows at its end, and the two indexes
--   carry the order of the shards and of the leads. With the primary key as the table's own order each insert would go to
--   as many places as there are shards, with rows twice as wide.
-- * The primary key (workspace, shard, seq) is the fence: of two activations of a shard that both believe to be the only one,
--   the second to insert a seq fails.
-- * (workspace, shard, lead_id, seq) gives one lead's history in order, and whole leads page by page for the audit.
-- * `type` is the type's name, `occurred_at` and `received_at` are unix milliseconds (UTC), `data` is JSON text with its fields in a
--   fixed order: plain for whoever reads the file with sqlite3. Example: datetime(occurred_at / 1000.0, 'unixepoch', 'subsec').
-- * `other` says which dimension values found no place and are counted as (other): 1 source, 2 campaign, 4 segment, 8 owner, 16 team.
-- * `personal` (name, e-mail, phone, company as JSON) stands apart from `data`, so that it can be erased without touching a count.
-- * Rows of the shard itself (shard.opened) have the empty lead.
-- Append-only, but for erasure.
CREATE TABLE journal (
    workspace   TEXT    NOT NULL,
    shard       INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    lead_id     TEXT    NOT NULL,
    event_id    TEXT    NOT NULL,
    type        TEXT    NOT NULL,
    occurred_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    origin      TEXT    NOT NULL,
    actor       TEXT,
    data        TEXT    NOT NULL,
    other       INTEGER NOT NULL,
    personal    TEXT,
    PRIMARY KEY (workspace, shard, seq)
);

CREATE INDEX journal_lead ON journal (workspace, shard, lead_id, seq);

-- A shard stands here while the journal may hold rows that no checkpoint of the read model holds: such a shard has to be woken
-- after a crash, for a clock that started in its last second is in no other table yet. Set in the transaction of the append.
CREATE TABLE dirty_shards (
    workspace TEXT    NOT NULL,
    shard     INTEGER NOT NULL,
    PRIMARY KEY (workspace, shard)
) WITHOUT ROWID;

-- Which values of a dimension are counted under their own name. First come, first served, and never taken back: the one thing
-- that depends on the order of arrival, so it is decided once and kept beside the events.
CREATE TABLE dimension_values (
    workspace TEXT NOT NULL,
    dimension TEXT NOT NULL,
    value     TEXT NOT NULL,
    PRIMARY KEY (workspace, dimension, value)
) WITHOUT ROWID;

-- What the fold depends on besides the events.
CREATE TABLE workspaces (
    workspace        TEXT    NOT NULL PRIMARY KEY,
    zone             TEXT    NOT NULL,
    shards           INTEGER NOT NULL,
    dimension_values INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE agreements (
    workspace     TEXT    NOT NULL,
    version       INTEGER NOT NULL,
    in_force_from INTEGER NOT NULL,
    document      TEXT    NOT NULL,
    PRIMARY KEY (workspace, version)
);
