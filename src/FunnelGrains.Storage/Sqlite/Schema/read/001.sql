-- data/read.db: what the shards counted, for lists, breakdowns and BI tools. It can be thrown away: it is built again from the journal.
--
-- Reasons
-- * A file of its own, so that saving 50,000 leads never holds an append to the journal; synchronous=NORMAL, for what a power
--   cut takes from its tail is counted again from the journal.
-- * All instants are unix milliseconds (UTC), days are ISO text in the workspace's zone.
-- * One transaction a save, guarded by `checkpoint`: it succeeds only if seq and owner are those that the saving activation expects.
CREATE TABLE checkpoint (
    workspace TEXT    NOT NULL,
    shard     INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    as_of     INTEGER NOT NULL,
    owner     INTEGER NOT NULL,
    PRIMARY KEY (workspace, shard)
) WITHOUT ROWID;

-- One row a count. `day` is '' for what is true now and has no day. Revenue is in ten-thousandths of the currency's unit.
-- Cells are written as increments (n = n + …) and never kept at 0. Sum over `shard` for a workspace's number.
CREATE TABLE funnel_cells (
    workspace TEXT    NOT NULL,
    shard     INTEGER NOT NULL,
    dimension TEXT    NOT NULL,
    measure   TEXT    NOT NULL,
    day       TEXT    NOT NULL,
    key       TEXT    NOT NULL,
    value     TEXT    NOT NULL,
    n         INTEGER NOT NULL,
    PRIMARY KEY (workspace, shard, dimension, measure, day, key, value)
) WITHOUT ROWID;

-- `clocks` is a JSON array of the lead's open clocks (semantics as in open_clocks; short names: c clause, e start event, y cycle,
-- s state, a start, d due, x stop, o owner, t team, p open); NULL for none. Its breaches are rows of `breaches`.
-- `search` is the text that searches look into: id, source, campaign, segment and owner, in lower case, without accents, a line each.
-- `next_wake` is when the lead must be judged again if nothing else comes.
CREATE TABLE leads (
    workspace   TEXT    NOT NULL,
    shard       INTEGER NOT NULL,
    lead_id     TEXT    NOT NULL,
    status      TEXT    NOT NULL,
    stage       TEXT    NOT NULL,
    cycle       INTEGER NOT NULL,
    owner       TEXT,
    team        TEXT    NOT NULL,
    source      TEXT,
    campaign    TEXT,
    segment     TEXT,
    captured_at INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL,
    next_due    INTEGER,
    next_wake   INTEGER,
    events      INTEGER NOT NULL,
    search      TEXT    NOT NULL,
    clocks      TEXT,
    PRIMARY KEY (workspace, shard, lead_id)
);

-- The two orders of the list; lead_id makes them total, so that a page can begin exactly after the last row of the one before.
CREATE INDEX leads_updated ON leads (workspace, updated_at, lead_id);
CREATE INDEX leads_due ON leads (workspace, next_due, lead_id);
CREATE INDEX leads_wake ON leads (next_wake, workspace, shard) WHERE next_wake IS NOT NULL;

-- Clocks that run, stand still, or are breached and still to be repaired.
CREATE TABLE open_clocks (
    workspace   TEXT    NOT NULL,
    shard       INTEGER NOT NULL,
    lead_id     TEXT    NOT NULL,
    clause      TEXT    NOT NULL,
    start_event TEXT    NOT NULL,
    cycle       INTEGER NOT NULL,
    state       TEXT    NOT NULL,
    started_at  INTEGER NOT NULL,
    due         INTEGER,
    owner       TEXT,
    team        TEXT    NOT NULL,
    PRIMARY KEY (workspace, shard, lead_id, clause, start_event)
) WITHOUT ROWID;

-- Breaches that stand, and those that were announced and then rescinded by late evidence.
CREATE TABLE breaches (
    workspace    TEXT    NOT NULL,
    shard        INTEGER NOT NULL,
    lead_id      TEXT    NOT NULL,
    position     INTEGER NOT NULL,
    id           TEXT    NOT NULL,
    clause       TEXT    NOT NULL,
    start_event  TEXT    NOT NULL,
    cycle        INTEGER NOT NULL,
    due          INTEGER NOT NULL,
    announced_at INTEGER,
    owner        TEXT,
    team         TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    open         INTEGER NOT NULL,
    rescinded    INTEGER NOT NULL,
    PRIMARY KEY (workspace, shard, lead_id, position)
);

CREATE INDEX breaches_due ON breaches (workspace, due);
CREATE INDEX breaches_open ON breaches (workspace, due) WHERE open = 1 AND rescinded = 0;
