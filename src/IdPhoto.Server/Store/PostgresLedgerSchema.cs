namespace IdPhoto.Server.Store;

/// <summary>The tables of the ledger that several servers share; see <see cref="Migrations"/>.</summary>
internal static class PostgresLedgerSchema
{
    /// <summary>The part's name.</summary>
    public const string Part = "photos";

    /// <summary>
    /// All times are milliseconds since 1970 by the database's own clock, of which idphoto_now() is the only reader. An
    /// entry's key opens nothing without the photo's share in the bucket, so that what the database keeps of it in old
    /// versions of rows, logs and backups is of no use.
    /// </summary>
    public static readonly IReadOnlyList<string> Steps =
    [
        """
        CREATE FUNCTION idphoto_now() RETURNS bigint LANGUAGE sql VOLATILE
          AS $$ SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint $$;
        CREATE TABLE photos (
          id bytea PRIMARY KEY, token_hash bytea NOT NULL, sealed_key bytea NOT NULL, bytes bigint NOT NULL, uploaded bigint NOT NULL, expires bigint NOT NULL,
          coming boolean NOT NULL, ended boolean NOT NULL DEFAULT false, claimed_until bigint NOT NULL DEFAULT 0, owner bytea);
        CREATE INDEX photos_expires ON photos (expires);
        CREATE INDEX photos_uploaded ON photos (uploaded);
        CREATE INDEX photos_ended ON photos (claimed_until) WHERE ended;
        CREATE INDEX photos_owner ON photos (owner) WHERE owner IS NOT NULL;
        CREATE TABLE photo_totals (id integer PRIMARY KEY CHECK (id = 1), photos bigint NOT NULL, bytes bigint NOT NULL);
        INSERT INTO photo_totals VALUES (1, 0, 0);
        CREATE TABLE photo_clock (
          id integer PRIMARY KEY CHECK (id = 1), seen bigint NOT NULL, set_back bigint NOT NULL DEFAULT 0, listed bigint NOT NULL DEFAULT 0);
        INSERT INTO photo_clock (id, seen) VALUES (1, idphoto_now());
        CREATE TABLE photo_store (id integer PRIMARY KEY CHECK (id = 1), key_check bytea NOT NULL, bucket text NOT NULL, mark text NOT NULL);
        CREATE TABLE photo_keys (key_check bytea PRIMARY KEY, used bigint NOT NULL);
        """,
        // Which master key a photo's key is wrapped under; a server of the version before writes none down.
        "ALTER TABLE photos ADD COLUMN master text",
    ];
}
