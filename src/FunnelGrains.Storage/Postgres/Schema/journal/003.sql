-- Where each lead's rows are, as SQLite's journal.db notes it. The index `journal_lead` writes an entry in a place of its own for nearly every event, since leads come in any order: half of
-- all that an append costs. So a lead's rows are noted in bulk, thousands of events later: one row here for each lead among them, with the numbers of its rows.
--
-- * `seqs` ascends; `first` is its first. A lead's history, but for the newest rows of its shard:
--     SELECT j.* FROM lead_rows r JOIN journal j ON j.workspace = r.workspace AND j.shard = r.shard AND j.seq = ANY (r.seqs) WHERE r.lead_id = 'L-1' ORDER BY j.seq;
-- * Everything up to and with `noted.through` is noted, set in the same transaction; what came after is found by reading the journal from there.
-- * A program of the version before finds leads by the index. So it is dropped at once only where nothing is in the journal yet; elsewhere it may be dropped by hand
--   (DROP INDEX CONCURRENTLY journal_lead) when no such program runs any more, and only costs what it costs until then.
-- Compatible from: 1
CREATE TABLE lead_rows (
    workspace text COLLATE "C" NOT NULL,
    shard     integer          NOT NULL,
    lead_id   text COLLATE "C" NOT NULL,
    first     bigint           NOT NULL,
    seqs      bigint[]         NOT NULL,
    PRIMARY KEY (workspace, shard, lead_id, first)
);

CREATE TABLE noted (
    workspace text COLLATE "C" NOT NULL,
    shard     integer          NOT NULL,
    through   bigint           NOT NULL,
    PRIMARY KEY (workspace, shard)
);

-- What others append meanwhile comes after what this statement sees.
INSERT INTO noted (workspace, shard, through) SELECT workspace, shard, max(seq) FROM journal GROUP BY workspace, shard;

INSERT INTO lead_rows (workspace, shard, lead_id, first, seqs)
SELECT j.workspace, j.shard, j.lead_id, min(j.seq), array_agg(j.seq ORDER BY j.seq)
FROM journal j JOIN noted n ON n.workspace = j.workspace AND n.shard = j.shard AND j.seq <= n.through
WHERE j.lead_id <> '' GROUP BY j.workspace, j.shard, j.lead_id;

DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM journal) THEN
        DROP INDEX journal_lead;
    END IF;
END $$;
