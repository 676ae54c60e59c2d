-- Running clocks in the order in which they fall due, for the list of what is at risk; and breaches by their ids, for whoever was told of one.
-- Compatible from: 1
CREATE INDEX open_clocks_due ON open_clocks (workspace, due, lead_id, clause, start_event) WHERE state = 'running' AND due IS NOT NULL;
CREATE INDEX breaches_id ON breaches (workspace, id);
