using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>The tables of the ledger, and how a file of an older version gets them.</summary>
internal static class LedgerSchema
{
    private const int Version = 6;

    private const string Columns = """
        id BLOB PRIMARY KEY, token_hash BLOB NOT NULL, slot INTEGER NOT NULL UNIQUE, bytes INTEGER NOT NULL, uploaded INTEGER NOT NULL,
        expires INTEGER NOT NULL, expires_uptime INTEGER NOT NULL, ended INTEGER NOT NULL DEFAULT 0, owner BLOB, coming INTEGER NOT NULL DEFAULT 0, master TEXT
        """;

    /// <summary>How much is written down, kept up with every entry that comes or goes, so that the bound holds in one statement.</summary>
    private const string Totals = """
        CREATE TABLE IF NOT EXISTS totals (id INTEGER PRIMARY KEY CHECK (id = 1), photos INTEGER NOT NULL, bytes INTEGER NOT NULL);
        INSERT INTO totals SELECT 1, found.photos, found.bytes FROM (SELECT count(*) AS photos, coalesce(sum(bytes), 0) AS bytes FROM photos) AS found
          WHERE NOT EXISTS (SELECT 1 FROM totals WHERE photos = found.photos AND bytes = found.bytes)
          ON CONFLICT (id) DO UPDATE SET photos = excluded.photos, bytes = excluded.bytes;
        CREATE TRIGGER IF NOT EXISTS photos_come AFTER INSERT ON photos
          BEGIN UPDATE totals SET photos = photos + 1, bytes = bytes + new.bytes; END;
        CREATE TRIGGER IF NOT EXISTS photos_go AFTER DELETE ON photos
          BEGIN UPDATE totals SET photos = photos - 1, bytes = bytes - old.bytes; END;
        """;

    /// <summary>Looks into the file as it is: SQLite changes a file when it opens it.</summary>
    /// <exception cref="SettingException">A newer version wrote it.</exception>
    public static void RefuseNewer(string path)
    {
        if (SqliteFile.VersionOf(path) is int version)
            RefuseNewer(version);
    }

    /// <summary>Whether a file is a ledger, of whatever version. It is not changed, and nothing is written beside it.</summary>
    public static bool IsIn(string path) => SqliteFile.ColumnsIn(path, "photos").IsSupersetOf(["id", "token_hash", "bytes", "uploaded", "expires", "expires_uptime"]);

    /// <summary>Whether a file has the tables of this version.</summary>
    public static bool IsCurrent(SqliteFile file) => Number(file, "PRAGMA user_version") == Version;

    /// <summary>Makes what is missing. Where nothing is, nothing is written: a full disk has no room for it.</summary>
    /// <exception cref="SettingException">A newer version wrote the file, or the keys are another store's.</exception>
    public static void Migrate(SqliteFile file, KeySlots keys)
    {
        long version = Number(file, "PRAGMA user_version");
        RefuseNewer(version);
        // The first version wrote no number.
        bool first = version == 0 && Number(file, "SELECT count(*) FROM sqlite_schema WHERE name = 'photos'") == 1;
        file.Run("BEGIN IMMEDIATE");
        if (first)
            MoveKeys(file, keys);
        if (version == 2)
            file.Run("ALTER TABLE photos ADD COLUMN owner BLOB");
        if (version is 2 or 3)
            file.Run("ALTER TABLE photos ADD COLUMN coming INTEGER NOT NULL DEFAULT 0");
        if (version is 2 or 3 or 4 or 5)
            file.Run("ALTER TABLE photos ADD COLUMN master TEXT");
        file.Run($"""
            CREATE TABLE IF NOT EXISTS photos ({Columns}) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS photos_uploaded ON photos (uploaded);
            CREATE INDEX IF NOT EXISTS photos_expires ON photos (expires);
            CREATE INDEX IF NOT EXISTS photos_expires_uptime ON photos (expires_uptime);
            CREATE INDEX IF NOT EXISTS photos_ended ON photos (ended) WHERE ended = 1;
            CREATE INDEX IF NOT EXISTS photos_owner ON photos (owner) WHERE owner IS NOT NULL;
            CREATE TABLE IF NOT EXISTS clock (
              id INTEGER PRIMARY KEY CHECK (id = 1), wall INTEGER NOT NULL, uptime INTEGER NOT NULL, boot TEXT NOT NULL);
            {Totals}
            CREATE TABLE IF NOT EXISTS key_file (id INTEGER PRIMARY KEY CHECK (id = 1), slot INTEGER NOT NULL, mark BLOB NOT NULL);
            """);
        if (version != Version)
            file.Run($"PRAGMA user_version = {Version}");
        file.Run("COMMIT");
        KeyFileMark.Check(file, keys);
    }

    /// <summary>The first version kept each wrapped key beside its photo's entry.</summary>
    private static void MoveKeys(SqliteFile file, KeySlots keys)
    {
        List<(byte[] Id, byte[] Key)> photos = file.Query("SELECT id, wrapped_key FROM photos", row => ((byte[])row[0], (byte[])row[1]));
        IReadOnlyList<int> slots = keys.Put([.. photos.Select(photo => photo.Key)]);
        file.Run("ALTER TABLE photos ADD COLUMN slot INTEGER");
        for (int i = 0; i < slots.Count; i++)
            file.Run("UPDATE photos SET slot = @slot WHERE id = @id", ("@slot", slots[i]), ("@id", photos[i].Id));
        file.Run($"""
            CREATE TABLE moved ({Columns}) WITHOUT ROWID;
            INSERT INTO moved SELECT id, token_hash, slot, bytes, uploaded, expires, expires_uptime, destroyed, NULL, 0, NULL FROM photos;
            DROP TABLE photos;
            ALTER TABLE moved RENAME TO photos;
            """);
    }

    private static void RefuseNewer(long version)
    {
        if (version > Version)
            throw new SettingException(Message.Of("storing.newer-version"));
    }

    private static long Number(SqliteFile file, string sql) => file.Query(sql, row => row.GetInt64(0)).Single();
}
