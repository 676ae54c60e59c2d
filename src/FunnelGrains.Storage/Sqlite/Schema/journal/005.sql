-- What people did about breaches: where each stands, and every deed. They stand beside the journal, since no replay can make them again, and are few: people write them.
-- A case keeps the breach as it was, for a breach that late evidence takes back before it was announced is in no other table. `words` is what people wrote.
-- Compatible from: 2
CREATE TABLE desk_cases (
    workspace    TEXT    NOT NULL,
    breach       TEXT    NOT NULL,
    lead_id      TEXT    NOT NULL,
    clause       TEXT    NOT NULL,
    start_event  TEXT    NOT NULL,
    cycle        INTEGER NOT NULL,
    due          INTEGER NOT NULL,
    announced_at INTEGER,
    owner        TEXT,
    team         TEXT    NOT NULL,
    state        TEXT    NOT NULL,
    taken_by     TEXT,
    taken_at     INTEGER,
    resolved_by  TEXT,
    resolved_at  INTEGER,
    reason       TEXT,
    code         TEXT,
    notes        INTEGER NOT NULL,
    PRIMARY KEY (workspace, breach)
);

CREATE TABLE desk_deeds (
    workspace TEXT    NOT NULL,
    breach    TEXT    NOT NULL,
    number    INTEGER NOT NULL,
    kind      TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    who       TEXT    NOT NULL,
    origin    TEXT    NOT NULL,
    words     TEXT,
    code      TEXT,
    name      TEXT,
    PRIMARY KEY (workspace, breach, number)
);
