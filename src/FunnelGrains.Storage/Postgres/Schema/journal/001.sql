-- Everything that decides a count: the same tables and columns as SQLite's journal.db, so that both are read alike.
--
-- Reasons
-- * Scripts run while processes of the version before still work: they only add (tables, columns with a default, indexes).
-- * All texts that are compared or ordered have COLLATE "C": the order of UTF-8 bytes, the same on every server and engine. PostgreSQL keeps no
--   U+0000 in a text: it stands as U+0001 U+0002, and U+0001 as U+0001 U+0003, which keeps equality and order.
-- * The primary key (workspace, shard, seq) is the fence: of two activations of a shard that both believe to be the only one,
--   the second to insert a seq fails.
-- * (workspace, shard, lead_id, seq) gives one lead's history in order, and whole leads page by page for the audit.
-- * `type` is the type's name, `occurred_at` and `received_at` are unix milliseconds (UTC), `data` is JSON text with its fields in a
--   fixed order; text, since jsonb would order them anew. Example: to_timestamp(occurred_at / 1000.0), data::jsonb ->> 'stage'.
-- * `other` says which dimension values found no place and are counted as (other): 1 source, 2 campaign, 4 segment, 8 owner, 16 team.
-- * `personal` (name, e-mail, phone, company as JSON) stands apart from `data`, so that it can be erased without touching a count.
-- * Rows of the shard itself (shard.opened) have the empty lead.
-- Append-only, but for erasure.
CREATE TABLE journal (
    workspace   text COLLATE "C" NOT NULL,
    shard       integer          NOT NULL,
    seq         bigint           NOT NULL,
    lead_id     text COLLATE "C" NOT NULL,
    event_id    text COLLATE "C" NOT NULL,
    type        text COLLATE "C" NOT NULL,
    occurred_at bigint           NOT NULL,
    received_at bigint           NOT NULL,
    origin      text COLLATE "C" NOT NULL,
    actor       text COLLATE "C",
    data        text COLLATE "C" NOT NULL,
    other       integer          NOT NULL,
    personal    text COLLATE "C",
    PRIMARY KEY (workspace, shard, seq)
);

CREATE INDEX journal_lead ON journal (workspace, shard, lead_id, seq);

-- A shard stands here while the journal may hold rows that no checkpoint of the read model holds: such a shard has to be woken
-- after a crash, for a clock that started in its last second is in no other table yet. Set in the transaction of the append.
CREATE TABLE dirty_shards (
    workspace text COLLATE "C" NOT NULL,
    shard     integer          NOT NULL,
    PRIMARY KEY (workspace, shard)
);

-- Which values of a dimension are counted under their own name. First come, first served, and never taken back: the one thing
-- that depends on the order of arrival, so it is decided once and kept beside the events.
CREATE TABLE dimension_values (
    workspace text COLLATE "C" NOT NULL,
    dimension text COLLATE "C" NOT NULL,
    value     text COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace, dimension, value)
);

-- What the fold depends on besides the events.
CREATE TABLE workspaces (
    workspace        text COLLATE "C" NOT NULL PRIMARY KEY,
    zone             text COLLATE "C" NOT NULL,
    shards           integer          NOT NULL,
    dimension_values integer          NOT NULL
);

CREATE TABLE agreements (
    workspace     text COLLATE "C" NOT NULL,
    version       integer          NOT NULL,
    in_force_from bigint           NOT NULL,
    document      text COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace, version)
);
