-- What people did about breaches: where each stands, and every deed. They stand beside the journal, since no replay can make them again, and are few: people write them.
-- A case keeps the breach as it was, for a breach that late evidence takes back before it was announced is in no other table. `words` is what people wrote.
-- Compatible from: 1
CREATE TABLE desk_cases (
    workspace    text COLLATE "C" NOT NULL,
    breach       text COLLATE "C" NOT NULL,
    lead_id      text COLLATE "C" NOT NULL,
    clause       text COLLATE "C" NOT NULL,
    start_event  text COLLATE "C" NOT NULL,
    cycle        integer          NOT NULL,
    due          bigint           NOT NULL,
    announced_at bigint,
    owner        text COLLATE "C",
    team         text COLLATE "C" NOT NULL,
    state        text COLLATE "C" NOT NULL,
    taken_by     text COLLATE "C",
    taken_at     bigint,
    resolved_by  text COLLATE "C",
    resolved_at  bigint,
    reason       text COLLATE "C",
    code         text COLLATE "C",
    notes        integer          NOT NULL,
    PRIMARY KEY (workspace, breach)
);

CREATE TABLE desk_deeds (
    workspace text COLLATE "C" NOT NULL,
    breach    text COLLATE "C" NOT NULL,
    number    integer          NOT NULL,
    kind      text COLLATE "C" NOT NULL,
    at        bigint           NOT NULL,
    who       text COLLATE "C" NOT NULL,
    origin    text COLLATE "C" NOT NULL,
    words     text COLLATE "C",
    code      text COLLATE "C",
    name      text COLLATE "C",
    PRIMARY KEY (workspace, breach, number)
);
