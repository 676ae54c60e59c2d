-- The messages that are to go out: the same tables and columns as SQLite's notices.db.
--
-- Reasons
-- * How far the journal was read stands beside the messages that came of it: both move in one transaction, so an announcement becomes messages once, whatever dies and when.
-- * All instants are unix milliseconds (UTC).
-- * `claim` is the fence: of two processes that both believe to tell a workspace's announcements only the one that claimed last can write. A write locks its row first.
CREATE TABLE notifiers (
    workspace text COLLATE "C" NOT NULL,
    claim     bigint           NOT NULL,
    PRIMARY KEY (workspace)
);

-- `document` is JSON and holds what signs messages to the endpoint: whoever reads this table can sign as the server does.
CREATE TABLE notice_endpoints (
    workspace text COLLATE "C" NOT NULL,
    id        text COLLATE "C" NOT NULL,
    document  text COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace, id)
);

CREATE TABLE notice_cursors (
    workspace text COLLATE "C" NOT NULL,
    shard     integer          NOT NULL,
    seq       bigint           NOT NULL,
    PRIMARY KEY (workspace, shard)
) WITH (fillfactor = 50);

-- Messages that wait or are dead; one that was delivered is deleted. `document` is JSON: what it tells.
CREATE TABLE notices (
    workspace      text COLLATE "C" NOT NULL,
    endpoint       text COLLATE "C" NOT NULL,
    id             text COLLATE "C" NOT NULL,
    dead           boolean          NOT NULL,
    created_at     bigint           NOT NULL,
    first_tried_at bigint,
    next_at        bigint           NOT NULL,
    attempts       integer          NOT NULL,
    reason         text COLLATE "C",
    detail         text COLLATE "C",
    document       text COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace, endpoint, id)
);

CREATE INDEX notices_next ON notices (workspace, endpoint, dead, next_at, id);

-- What was tried, the last 1,000 of each endpoint.
CREATE TABLE notice_attempts (
    workspace text COLLATE "C" NOT NULL,
    endpoint  text COLLATE "C" NOT NULL,
    number    bigint           NOT NULL,
    notice    text COLLATE "C" NOT NULL,
    at        bigint           NOT NULL,
    took_ms   bigint           NOT NULL,
    attempt   integer          NOT NULL,
    reason    text COLLATE "C" NOT NULL,
    detail    text COLLATE "C",
    code      integer,
    PRIMARY KEY (workspace, endpoint, number)
);
