using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Store;

/// <summary>The ledger in one SQLite file.</summary>
/// <remarks>
/// One connection, used by one thread at a time: each call takes about a millisecond. Deleted content is overwritten
/// (secure_delete), and after photos were forgotten the write-ahead log is moved into the file and cut to nothing. SQLite
/// also leaves copies in pages whose entries it moved; a rewrite of the file (VACUUM) removes those.
/// </remarks>
internal sealed class SqliteLedger : IPhotoLedger
{
    /// <summary>A photo's time is over: the one place that decides it, for reading and for sweeping.</summary>
    private const string IsOver = "(ended = 1 OR expires <= @wall OR expires_uptime <= @uptime)";

    private const string Entry = "id, token_hash, slot, bytes, uploaded, expires, expires_uptime, owner";

    private readonly SqliteFile _file;

    // What the last run left is not known.
    private volatile bool _untidy = true;

    private SqliteLedger(SqliteFile file) => _file = file;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">Takes the keys that an older version kept in the file.</param>
    /// <exception cref="SqliteException">It is not a database, or cannot be written.</exception>
    /// <exception cref="Settings.SettingException">A newer version wrote it.</exception>
    public static SqliteLedger Open(string path, KeySlots keys)
    {
        if (File.Exists(path))
            LedgerSchema.RefuseNewer(path);
        SqliteFile file = SqliteFile.Open(path);
        try
        {
            LedgerSchema.Migrate(file, keys);
            return new SqliteLedger(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public ValueTask AddAsync(LedgerEntry entry)
    {
        _file.Run(
            "INSERT INTO photos (id, token_hash, slot, bytes, uploaded, expires, expires_uptime, owner) VALUES (@id, @hash, @slot, @bytes, @uploaded, @wall, @uptime, @owner)",
            ("@id", entry.Id.ToBytes()), ("@hash", entry.TokenHash), ("@slot", entry.Slot), ("@bytes", entry.Bytes),
            ("@uploaded", entry.UploadedMs), ("@wall", entry.ExpiresMs), ("@uptime", entry.ExpiresUptimeMs), ("@owner", (object?)entry.Owner ?? DBNull.Value));
        return ValueTask.CompletedTask;
    }

    public ValueTask<LedgerEntry?> FindAsync(PhotoId id, ClockReading now) => new(_file.Query(
        $"SELECT {Entry} FROM photos WHERE id = @id AND NOT {IsOver}", Read, [("@id", id.ToBytes()), .. Moment(now)]).SingleOrDefault());

    public ValueTask<IReadOnlyList<LedgerEntry>> OfOwnerAsync(byte[] owner, ClockReading now) => new(_file.Query(
        $"SELECT {Entry} FROM photos WHERE owner = @owner AND NOT {IsOver} ORDER BY uploaded", Read, [("@owner", owner), .. Moment(now)]));

    public ValueTask<int?> EndAsync(PhotoId id, ClockReading now) => new(_file.Query(
        $"UPDATE photos SET ended = 1 WHERE id = @id AND NOT {IsOver} RETURNING slot",
        row => (int?)row.GetInt32(0), [("@id", id.ToBytes()), .. Moment(now)]).SingleOrDefault());

    public ValueTask<IReadOnlyList<KeptPhoto>> OverdueAsync(ClockReading now, int most) => new(_file.Query(
        $"SELECT id, slot FROM photos WHERE {IsOver} LIMIT @most", Kept, [("@most", most), .. Moment(now)]));

    public ValueTask EndAsync(IReadOnlyList<PhotoId> photos)
    {
        _file.RunEach("UPDATE photos SET ended = 1 WHERE id = @id", [.. photos.Select(photo => photo.ToBytes())]);
        return ValueTask.CompletedTask;
    }

    public ValueTask EndAllAsync()
    {
        _file.Run("UPDATE photos SET ended = 1");
        return ValueTask.CompletedTask;
    }

    public ValueTask<Forgotten> ForgetAsync(IReadOnlyList<PhotoId> photos)
    {
        if (photos.Count == 0)
            return new(new Forgotten(default, FromLogToo: true));
        _untidy = true;
        IReadOnlyList<long> bytes = _file.RunEach("DELETE FROM photos WHERE id = @id RETURNING bytes", [.. photos.Select(photo => photo.ToBytes())]);
        return new(new Forgotten(new StoreTotals(bytes.Count, bytes.Sum()), _file.TryEmptyLog()));
    }

    public ValueTask<bool> TidyAsync()
    {
        if (!_untidy)
            return new(true);
        _untidy = false;
        bool tidy = _file.TryRewrite();
        _untidy |= !tidy;
        return new(tidy);
    }

    public ValueTask<IReadOnlyList<KeptPhoto>> AllAsync() => new(_file.Query("SELECT id, slot FROM photos", Kept));

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

    private static LedgerEntry Read(SqliteDataReader row) => new(
        PhotoId.Of((byte[])row[0]), (byte[])row[1], row.GetInt32(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.IsDBNull(7) ? null : (byte[])row[7]);

    private static KeptPhoto Kept(SqliteDataReader row) => new(PhotoId.Of((byte[])row[0]), row.GetInt32(1));

    private static (string Name, object Value)[] Moment(ClockReading now) => [("@wall", now.WallMs), ("@uptime", now.UptimeMs)];
}
