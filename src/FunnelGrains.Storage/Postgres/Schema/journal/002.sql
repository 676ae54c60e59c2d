-- Which of the oldest rows are no longer in `journal` but in a compressed file in the archive's folder, which all silos reach: all from `first` to `last`, segment after segment from
-- the first row of the shard on. The last row of a shard is never archived. Rows up to the end of the last segment that are still in `journal` are about to be
-- deleted: whoever reads takes them from the file.
--
-- * `file` is below the archive's folder; zcat shows its rows, in the order of lead and seq, as JSON arrays of the columns of `journal` after `shard`, and then the ids of their leads.
-- * `sha256` is that of the file's directory (at its end), which holds that of each block.
-- * `least_received_at` and `greatest_received_at` are of its rows, unix milliseconds (UTC).
-- * While it is empty, programs of the schema before work as ever. The transaction that writes its first row lifts `compatible_from` of this script in `schema_versions` to 2, for such a
--   program would read a shorter history.
-- Compatible from: 1
CREATE TABLE archived_segments (
    workspace            text COLLATE "C" NOT NULL,
    shard                integer          NOT NULL,
    first                bigint           NOT NULL,
    last                 bigint           NOT NULL,
    file                 text COLLATE "C" NOT NULL,
    bytes                bigint           NOT NULL,
    sha256               text COLLATE "C" NOT NULL,
    least_received_at    bigint           NOT NULL,
    greatest_received_at bigint           NOT NULL,
    PRIMARY KEY (workspace, shard, first)
);
