-- What the shards counted, for lists, breakdowns and BI tools: the same tables and columns as SQLite's read.db. They can be thrown away:
-- they are built again from the journal.
--
-- Reasons
-- * All instants are unix milliseconds (UTC), days are ISO text in the workspace's zone.
-- * One transaction a save, guarded by `checkpoint`: it succeeds only if seq and owner are those that the saving activation expects.
-- * Saves do not wait for the disk (synchronous_commit=off in their sessions). What a crash takes from their tail is counted again from the
--   journal: a dirty mark is taken away only by a later commit that does wait, and that one takes all earlier ones to the disk with it.
-- * Room is left in the pages of tables that are updated in place, so that an update need not touch the indexes.
CREATE TABLE checkpoint (
    workspace text COLLATE "C" NOT NULL,
    shard     integer          NOT NULL,
    seq       bigint           NOT NULL,
    as_of     bigint           NOT NULL,
    owner     bigint           NOT NULL,
    PRIMARY KEY (workspace, shard)
) WITH (fillfactor = 50);

-- One row a count. `day` is '' for what is true now and has no day. Revenue is in ten-thousandths of the currency's unit.
-- Cells are written as increments (n = n + …) and never kept at 0. Sum over `shard` for a workspace's number.
CREATE TABLE funnel_cells (
    workspace text COLLATE "C" NOT NULL,
    shard     integer          NOT NULL,
    dimension text COLLATE "C" NOT NULL,
    measure   text COLLATE "C" NOT NULL,
    day       text COLLATE "C" NOT NULL,
    key       text COLLATE "C" NOT NULL,
    value     text COLLATE "C" NOT NULL,
    n         bigint           NOT NULL,
    PRIMARY KEY (workspace, shard, dimension, measure, day, key, value)
) WITH (fillfactor = 80);

-- `clocks` is a JSON array of the lead's open clocks (semantics as in open_clocks; short names: c clause, e start event, y cycle,
-- s state, a start, d due, x stop, o owner, t team, p open); NULL for none. Its breaches are rows of `breaches`.
-- `search` is the text that searches look into: id, source, campaign, segment and owner, in lower case, without accents, a line each.
-- `next_wake` is when the lead must be judged again if nothing else comes.
CREATE TABLE leads (
    workspace   text COLLATE "C" NOT NULL,
    shard       integer          NOT NULL,
    lead_id     text COLLATE "C" NOT NULL,
    status      text COLLATE "C" NOT NULL,
    stage       text COLLATE "C" NOT NULL,
    cycle       integer          NOT NULL,
    owner       text COLLATE "C",
    team        text COLLATE "C" NOT NULL,
    source      text COLLATE "C",
    campaign    text COLLATE "C",
    segment     text COLLATE "C",
    captured_at bigint           NOT NULL,
    updated_at  bigint           NOT NULL,
    next_due    bigint,
    next_wake   bigint,
    events      integer          NOT NULL,
    search      text COLLATE "C" NOT NULL,
    clocks      text COLLATE "C",
    PRIMARY KEY (workspace, shard, lead_id)
);

-- The two orders of the list; lead_id makes them total, so that a page can begin exactly after the last row of the one before.
CREATE INDEX leads_updated ON leads (workspace, updated_at, lead_id);
CREATE INDEX leads_due ON leads (workspace, next_due, lead_id);
CREATE INDEX leads_wake ON leads (next_wake, workspace, shard) WHERE next_wake IS NOT NULL;

-- Clocks that run, stand still, or are breached and still to be repaired.
CREATE TABLE open_clocks (
    workspace   text COLLATE "C" NOT NULL,
    shard       integer          NOT NULL,
    lead_id     text COLLATE "C" NOT NULL,
    clause      text COLLATE "C" NOT NULL,
    start_event text COLLATE "C" NOT NULL,
    cycle       integer          NOT NULL,
    state       text COLLATE "C" NOT NULL,
    started_at  bigint           NOT NULL,
    due         bigint,
    owner       text COLLATE "C",
    team        text COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace, shard, lead_id, clause, start_event)
);

-- Breaches that stand, and those that were announced and then rescinded by late evidence.
CREATE TABLE breaches (
    workspace    text COLLATE "C" NOT NULL,
    shard        integer          NOT NULL,
    lead_id      text COLLATE "C" NOT NULL,
    position     integer          NOT NULL,
    id           text COLLATE "C" NOT NULL,
    clause       text COLLATE "C" NOT NULL,
    start_event  text COLLATE "C" NOT NULL,
    cycle        integer          NOT NULL,
    due          bigint           NOT NULL,
    announced_at bigint,
    owner        text COLLATE "C",
    team         text COLLATE "C" NOT NULL,
    state        text COLLATE "C" NOT NULL,
    open         boolean          NOT NULL,
    rescinded    boolean          NOT NULL,
    PRIMARY KEY (workspace, shard, lead_id, position)
);

CREATE INDEX breaches_due ON breaches (workspace, due);
CREATE INDEX breaches_open ON breaches (workspace, due) WHERE open AND NOT rescinded;
