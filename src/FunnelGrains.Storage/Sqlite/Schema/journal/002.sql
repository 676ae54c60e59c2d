-- Where each lead's rows are. An index of `journal` by lead would write one page of its own for nearly every event, since leads come in any order: half of all that
-- an append costs. So a lead's rows are noted in bulk, thousands of events later: one row here for each lead among them, with the numbers of its rows.
--
-- * `seqs` is a JSON array of sequence numbers, ascending; `first` is its first. A lead's history, but for the newest rows of its shard:
--     SELECT j.* FROM lead_rows r, json_each(r.seqs) s, journal j
--     WHERE r.lead_id = 'L-1' AND j.workspace = r.workspace AND j.shard = r.shard AND j.seq = s.value ORDER BY j.seq;
-- * Everything up to and with `noted.through` is noted, set in the same transaction; what came after is found by reading the journal from there.
CREATE TABLE lead_rows (
    workspace TEXT    NOT NULL,
    shard     INTEGER NOT NULL,
    lead_id   TEXT    NOT NULL,
    first     INTEGER NOT NULL,
    seqs      TEXT    NOT NULL,
    PRIMARY KEY (workspace, shard, lead_id, first)
) WITHOUT ROWID;

CREATE TABLE noted (
    workspace TEXT    NOT NULL,
    shard     INTEGER NOT NULL,
    through   INTEGER NOT NULL,
    PRIMARY KEY (workspace, shard)
) WITHOUT ROWID;

DROP INDEX journal_lead;
