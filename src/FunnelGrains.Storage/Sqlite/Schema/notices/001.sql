-- data/notices.db: the messages that are to go out. What is lost with it is who is told and what still was to be told; no count.
--
-- Reasons
-- * How far the journal was read stands beside the messages that came of it: both move in one transaction, so an announcement becomes messages once, whatever dies and when.
-- * A file of its own, so that thousands of attempts a minute never hold an append to the journal.
-- * All instants are unix milliseconds (UTC).
-- * `claim` is the fence: of two processes that both believe to tell a workspace's announcements only the one that claimed last can write.
CREATE TABLE notifiers (
    workspace TEXT    NOT NULL,
    claim     INTEGER NOT NULL,
    PRIMARY KEY (workspace)
) WITHOUT ROWID;

-- `document` is JSON and holds what signs messages to the endpoint: whoever reads this file can sign as the server does.
CREATE TABLE notice_endpoints (
    workspace TEXT NOT NULL,
    id        TEXT NOT NULL,
    document  TEXT NOT NULL,
    PRIMARY KEY (workspace, id)
);

CREATE TABLE notice_cursors (
    workspace TEXT    NOT NULL,
    shard     INTEGER NOT NULL,
    seq       INTEGER NOT NULL,
    PRIMARY KEY (workspace, shard)
) WITHOUT ROWID;

-- Messages that wait or are dead; one that was delivered is deleted. `document` is JSON: what it tells.
CREATE TABLE notices (
    workspace      TEXT    NOT NULL,
    endpoint       TEXT    NOT NULL,
    id             TEXT    NOT NULL,
    dead           INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    first_tried_at INTEGER,
    next_at        INTEGER NOT NULL,
    attempts       INTEGER NOT NULL,
    reason         TEXT,
    detail         TEXT,
    document       TEXT    NOT NULL,
    PRIMARY KEY (workspace, endpoint, id)
);

CREATE INDEX notices_next ON notices (workspace, endpoint, dead, next_at, id);

-- What was tried, the last 1,000 of each endpoint.
CREATE TABLE notice_attempts (
    workspace TEXT    NOT NULL,
    endpoint  TEXT    NOT NULL,
    number    INTEGER NOT NULL,
    notice    TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    took_ms   INTEGER NOT NULL,
    attempt   INTEGER NOT NULL,
    reason    TEXT    NOT NULL,
    detail    TEXT,
    code      INTEGER,
    PRIMARY KEY (workspace, endpoint, number)
);
