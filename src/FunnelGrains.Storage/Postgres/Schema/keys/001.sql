-- The keys that protect cookies, shared by all web nodes: who signed in at one stays signed in at another. Each is one XML document of ASP.NET Core's data protection.
-- Whoever can read this table can make cookies; the database's rights guard it.
CREATE TABLE key_ring (
    name       text COLLATE "C" NOT NULL PRIMARY KEY,
    document   text             NOT NULL,
    created_at timestamptz      NOT NULL DEFAULT now()
);
