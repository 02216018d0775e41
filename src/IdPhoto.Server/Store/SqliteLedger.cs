using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Store;

/// <summary>The ledger in one SQLite file.</summary>
/// <remarks>
/// One connection, used by one thread at a time: each call takes about a millisecond, and without a second reader a
/// checkpoint is always complete. Deleted content is overwritten (secure_delete), and after keys were destroyed the
/// write-ahead log is moved into the file and cut to nothing: the old keys would stay in it.
/// </remarks>
internal sealed class SqliteLedger : IPhotoLedger
{
    /// <summary>A photo's time is over: the one place that decides it, for reading and for sweeping.</summary>
    private const string IsOver = "(destroyed = 1 OR expires <= @wall OR expires_uptime <= @uptime)";

    private const string Destroy = "UPDATE photos SET wrapped_key = zeroblob(length(wrapped_key)), destroyed = 1";

    private readonly SqliteFile _file;

    private SqliteLedger(SqliteFile file) => _file = file;

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="SqliteException">It is not a database, or cannot be written.</exception>
    public static SqliteLedger Open(string path)
    {
        SqliteFile file = SqliteFile.Open(path);
        file.Run("""
            CREATE TABLE IF NOT EXISTS photos (
              id BLOB PRIMARY KEY, token_hash BLOB NOT NULL, wrapped_key BLOB NOT NULL, bytes INTEGER NOT NULL, uploaded INTEGER NOT NULL,
              expires INTEGER NOT NULL, expires_uptime INTEGER NOT NULL, destroyed INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS photos_uploaded ON photos (uploaded);
            CREATE INDEX IF NOT EXISTS photos_expires ON photos (expires);
            CREATE INDEX IF NOT EXISTS photos_expires_uptime ON photos (expires_uptime);
            CREATE INDEX IF NOT EXISTS photos_destroyed ON photos (destroyed) WHERE destroyed = 1;
            CREATE TABLE IF NOT EXISTS clock (
              id INTEGER PRIMARY KEY CHECK (id = 1), wall INTEGER NOT NULL, uptime INTEGER NOT NULL, boot TEXT NOT NULL);
            """);
        return new SqliteLedger(file);
    }

    public ValueTask AddAsync(LedgerEntry entry)
    {
        _file.Run(
            "INSERT INTO photos (id, token_hash, wrapped_key, bytes, uploaded, expires, expires_uptime) VALUES (@id, @hash, @key, @bytes, @uploaded, @wall, @uptime)",
            ("@id", entry.Id.ToBytes()), ("@hash", entry.TokenHash), ("@key", entry.WrappedKey), ("@bytes", entry.Bytes),
            ("@uploaded", entry.UploadedMs), ("@wall", entry.ExpiresMs), ("@uptime", entry.ExpiresUptimeMs));
        return ValueTask.CompletedTask;
    }

    public ValueTask<LedgerEntry?> FindAsync(PhotoId id, ClockReading now) => new(_file.Query(
        $"SELECT token_hash, wrapped_key, bytes, uploaded, expires, expires_uptime FROM photos WHERE id = @id AND NOT {IsOver}",
        row => new LedgerEntry(id, (byte[])row[0], (byte[])row[1], row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
        [("@id", id.ToBytes()), .. Moment(now)]).SingleOrDefault());

    public ValueTask<bool> DestroyKeyAsync(PhotoId id, ClockReading now)
    {
        bool there = _file.Run($"{Destroy} WHERE id = @id AND NOT {IsOver}", [("@id", id.ToBytes()), .. Moment(now)]) > 0;
        if (there)
            _file.EmptyLog();
        return new(there);
    }

    public ValueTask<IReadOnlyList<PhotoId>> OverdueAsync(ClockReading now, int most) => new(_file.Query(
        $"SELECT id FROM photos WHERE {IsOver} LIMIT @most", row => PhotoId.Of((byte[])row[0]), [("@most", most), .. Moment(now)]));

    public ValueTask DestroyKeysAsync(IReadOnlyList<PhotoId> photos)
    {
        _file.RunEach($"{Destroy} WHERE id = @id", [.. photos.Select(photo => photo.ToBytes())]);
        _file.EmptyLog();
        return ValueTask.CompletedTask;
    }

    public ValueTask DestroyAllKeysAsync()
    {
        _file.Run(Destroy);
        _file.EmptyLog();
        return ValueTask.CompletedTask;
    }

    public ValueTask<StoreTotals> ForgetAsync(IReadOnlyList<PhotoId> photos)
    {
        IReadOnlyList<long> bytes = _file.RunEach(
            "DELETE FROM photos WHERE id = @id AND destroyed = 1 RETURNING bytes", [.. photos.Select(photo => photo.ToBytes())]);
        return new(new StoreTotals(bytes.Count, bytes.Sum()));
    }

    public ValueTask<IReadOnlySet<PhotoId>> AllAsync()
        => new(_file.Query("SELECT id FROM photos", row => PhotoId.Of((byte[])row[0])).ToHashSet());

    public ValueTask<StoreTotals> TotalsAsync() => new(_file.Query(
        "SELECT count(*), coalesce(sum(bytes), 0) FROM photos", row => new StoreTotals(row.GetInt64(0), row.GetInt64(1))).Single());

    public ValueTask<TimeSpan?> UntilNextAsync(ClockReading now)
    {
        // One minimum a query: only then is an index used.
        long? wait = _file.Query(
            "SELECT min((SELECT min(expires) FROM photos) - @wall, (SELECT min(expires_uptime) FROM photos) - @uptime)",
            row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), Moment(now)).Single();
        return new(wait is long ms ? TimeSpan.FromMilliseconds(Math.Max(0, ms)) : null);
    }

    public ValueTask<ClockReading?> LastSeenAsync()
    {
        List<ClockReading> seen = _file.Query(
            "SELECT max(wall, coalesce((SELECT max(uploaded) FROM photos), wall)), uptime, boot FROM clock",
            row => new ClockReading(DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), TimeSpan.FromMilliseconds(row.GetInt64(1)), row.GetString(2)));
        return new(seen.Count > 0 ? seen[0] : null);
    }

    public ValueTask SeenAsync(ClockReading now)
    {
        _file.Run(
            "INSERT INTO clock (id, wall, uptime, boot) VALUES (1, @wall, @uptime, @boot) ON CONFLICT (id) DO UPDATE SET wall = @wall, uptime = @uptime, boot = @boot",
            [("@boot", now.Boot), .. Moment(now)]);
        return ValueTask.CompletedTask;
    }

    public ValueTask AdjustAsync(ClockReading now, bool uptimeHolds, TimeSpan retention)
    {
        string byUptime = uptimeHolds ? "@wall + expires_uptime - @uptime, " : "";
        string expires = $"min({byUptime}expires, uploaded + @most, @wall + @most)";
        // One statement: a crash leaves all of it or nothing.
        _file.Run(
            $"UPDATE photos SET uploaded = min(uploaded, @wall), expires = {expires}, expires_uptime = @uptime - @wall + {expires}",
            [("@most", (long)retention.TotalMilliseconds), .. Moment(now)]);
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _file.Dispose();

    private static (string Name, object Value)[] Moment(ClockReading now) => [("@wall", now.WallMs), ("@uptime", now.UptimeMs)];
}
