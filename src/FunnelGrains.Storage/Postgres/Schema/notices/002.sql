-- Steps of escalations that came outside their recipients' hours: announcements that wait for the next opening, each for one endpoint. Only then does one become a message, if there is
-- reason still. `document` is JSON: what it tells; `id` is the announcement's.
-- Compatible from: 1
CREATE TABLE notice_held (
    workspace text COLLATE "C" NOT NULL,
    endpoint  text COLLATE "C" NOT NULL,
    id        text COLLATE "C" NOT NULL,
    until     bigint NOT NULL,
    document  text COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace, endpoint, id)
);

CREATE INDEX notice_held_until ON notice_held (workspace, until, endpoint, id);
