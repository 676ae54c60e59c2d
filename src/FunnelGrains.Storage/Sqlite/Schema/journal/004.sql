-- The rows that announce something, one after another: whoever tells them on asks for those after the last one he told. Few rows are such, and all others cost the index nothing.
-- Every type that begins with `sla.` is one ('/' comes after '.').
-- Compatible from: 2
CREATE INDEX journal_announced ON journal (workspace, shard, seq) WHERE type = 'deal.won' OR (type >= 'sla.' AND type < 'sla/');
