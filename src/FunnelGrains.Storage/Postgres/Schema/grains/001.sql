-- The states of the small grains (goals, agreement drafts, keys …) for Microsoft.Orleans.Persistence.AdoNet.
--
-- The provider brings no tables: it reads the texts of its statements from OrleansQuery when the silo starts and runs them with parameters
-- @GrainIdHash, @GrainIdN0, @GrainIdN1, @GrainTypeHash, @GrainTypeString, @GrainIdExtensionString, @ServiceId,
-- @GrainStateVersion (NULL for a state never stored) and @PayloadBinary.
--
-- Reasons
-- * The key is the whole identity and unique. The script that Orleans shows for PostgreSQL has an index over the two hashes that is not unique:
--   two overlapping first writes then both succeed, and every later read fails.
-- * A grain without key text has '' here, since NULLs are never equal in an index.
-- * One writing statement each, so that each is atomic by itself without a transaction around it: the version is compared where it is changed,
--   after the row's lock was waited for.
-- * Writing and clearing always answer exactly one row: the new version, or NULL when the version was not the expected one; the
--   provider takes NULL for a conflict, and an answer without rows for success.
-- * PayloadBinary is what the storage serializer made: with System.Text.Json, convert_from(PayloadBinary, 'UTF8') shows it.
-- * A cleared state keeps its row and its version, so that an older copy of the grain cannot write over it.
-- * Parameters that may be NULL are cast, for they come without a type.
CREATE TABLE OrleansQuery (
    QueryKey  text NOT NULL PRIMARY KEY,
    QueryText text NOT NULL
);

CREATE TABLE OrleansStorage (
    ServiceId              text COLLATE "C" NOT NULL,
    GrainTypeString        text COLLATE "C" NOT NULL,
    GrainIdN0              bigint           NOT NULL,
    GrainIdN1              bigint           NOT NULL,
    GrainIdExtensionString text COLLATE "C" NOT NULL,
    PayloadBinary          bytea,
    ModifiedOn             timestamptz      NOT NULL,
    Version                integer          NOT NULL,
    PRIMARY KEY (ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString)
);

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('WriteToStorageKey', '
WITH written AS (
    INSERT INTO OrleansStorage
        (ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString, PayloadBinary, ModifiedOn, Version)
    SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, coalesce(@GrainIdExtensionString::text, ''''),
           @PayloadBinary::bytea, now(), 1
    WHERE @GrainStateVersion::integer IS NULL OR EXISTS (
        SELECT 1 FROM OrleansStorage
        WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
          AND GrainIdExtensionString = coalesce(@GrainIdExtensionString::text, ''''))
    ON CONFLICT (ServiceId, GrainTypeString, GrainIdN0, GrainIdN1, GrainIdExtensionString) DO UPDATE
    SET PayloadBinary = excluded.PayloadBinary, ModifiedOn = excluded.ModifiedOn, Version = OrleansStorage.Version + 1
    WHERE OrleansStorage.Version = @GrainStateVersion::integer
    RETURNING Version
)
SELECT (SELECT Version FROM written) AS NewGrainStateVersion;
');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ReadFromStorageKey', '
SELECT PayloadBinary, Version FROM OrleansStorage
WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
  AND GrainIdExtensionString = coalesce(@GrainIdExtensionString::text, '''');
');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('ClearStorageKey', '
WITH cleared AS (
    UPDATE OrleansStorage SET PayloadBinary = NULL, ModifiedOn = now(), Version = Version + 1
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
      AND GrainIdExtensionString = coalesce(@GrainIdExtensionString::text, '''') AND Version = @GrainStateVersion::integer
    RETURNING Version
)
SELECT (SELECT Version FROM cleared) AS NewGrainStateVersion;
');

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES ('DeleteStorageKey', '
WITH deleted AS (
    DELETE FROM OrleansStorage
    WHERE ServiceId = @ServiceId AND GrainTypeString = @GrainTypeString AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
      AND GrainIdExtensionString = coalesce(@GrainIdExtensionString::text, '''') AND Version = @GrainStateVersion::integer
    RETURNING Version + 1 AS Version
)
SELECT (SELECT Version FROM deleted) AS NewGrainStateVersion;
');
