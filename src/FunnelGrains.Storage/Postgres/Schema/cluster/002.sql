-- Where each shard's activation is: the silos' directory of shards. It outlives every silo, so that none takes the addresses of others' shards with it when it goes.
-- Compatible from: 1
CREATE TABLE shard_places (
    shard      text COLLATE "C" NOT NULL PRIMARY KEY,
    silo       text COLLATE "C" NOT NULL,
    activation text COLLATE "C" NOT NULL,
    membership bigint           NOT NULL
);
