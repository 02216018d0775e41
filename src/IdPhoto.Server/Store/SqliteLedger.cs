using System.Data.Common;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;
using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Store;

/// <summary>The ledger of one server in one SQLite file, with the two clocks of its machine.</summary>
/// <remarks>
/// One connection, used by one thread at a time: each call takes about a millisecond. Deleted content is overwritten
/// (secure_delete), and after photos were forgotten the write-ahead log is moved into the file and cut to nothing. SQLite
/// also leaves copies in pages whose entries it moved; a rewrite of the file (VACUUM) removes those.
/// </remarks>
internal sealed class SqliteLedger : IPhotoLedger
{
    /// <summary>A photo's time is over: the one place that decides it, for reading and for sweeping.</summary>
    private const string IsOver = "(ended = 1 OR expires <= @wall OR expires_uptime <= @uptime)";

    private const string Entry = "id, token_hash, slot, uploaded, expires, owner, master";

    private readonly SqliteFile _file;
    private readonly StoreRules _rules;
    private readonly Func<ClockReading> _read;
    private readonly PhotoClock _clock;
    private readonly OverdueClaims _claims = new();
    private readonly RewriteShare _share;
    private readonly Traces _traces = new();

    private bool _disposed;

    private SqliteLedger(SqliteFile file, StoreRules rules, Func<ClockReading> read, TimeProvider time)
        => (_file, _rules, _read, _clock, _share) = (file, rules, read, new PhotoClock(new ClockTable(file), rules.Retention), new RewriteShare(time));

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="keys">Takes the keys that an older version kept in the file.</param>
    /// <param name="rules">What may be kept.</param>
    /// <param name="clock">Reads the clocks of this machine.</param>
    /// <param name="time">Measures how long the file is written afresh; the system's where none is given.</param>
    /// <exception cref="SettingException">It is not a database, cannot be written, or a newer version wrote it.</exception>
    public static SqliteLedger Open(string path, KeySlots keys, StoreRules rules, Func<ClockReading> clock, TimeProvider? time = null)
    {
        try
        {
            if (File.Exists(path))
                LedgerSchema.RefuseNewer(path);
            return new SqliteLedger(Open(path, keys), rules, clock, time ?? TimeProvider.System);
        }
        catch (Exception error) when (error is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new SettingException(Message.Of("storing.folder-unusable", ("type", error.GetType().Name)));
        }
    }

    public Task CatchUpAsync() => Do(() => _clock.DetectRollback(_read()));

    public Task WatchClockAsync() => Do(() => _clock.Look(_read(), note: Totals().Photos > 0));

    public ValueTask<StoreTotals?> ComeAsync(ComingPhoto photo) => Guarded<StoreTotals?>(() =>
    {
        ClockReading now = _read(), end = Later(now, IPhotoLedger.Lease);
        int added = _file.Run(
            """
            INSERT INTO photos (id, token_hash, slot, bytes, uploaded, expires, expires_uptime, owner, coming, master)
            SELECT @id, @hash, @slot, @bytes, @wall, @endWall, @endUptime, @owner, 1, @master FROM totals WHERE bytes + @bytes <= @most
            """,
            [
                ("@id", photo.Id.ToBytes()), ("@hash", photo.TokenHash), ("@slot", photo.Key.Slot), ("@bytes", photo.Bytes),
                ("@owner", (object?)photo.Owner ?? DBNull.Value), ("@master", (object?)photo.Key.Master ?? DBNull.Value), ("@most", _rules.MaxBytes), ("@wall", now.WallMs), .. End(end),
            ]);
        return added == 0 ? null : Totals();
    });

    public ValueTask<DateTimeOffset?> ConfirmAsync(PhotoId id) => Guarded<DateTimeOffset?>(() =>
    {
        ClockReading now = _read(), end = Later(now, _rules.Retention);
        _clock.Saw(now);
        bool confirmed = _claims.TryWhileFree(id, () => _file.Run(
            $"UPDATE photos SET coming = 0, uploaded = @wall, expires = @endWall, expires_uptime = @endUptime WHERE id = @id AND coming = 1 AND NOT {IsOver}",
            [("@id", id.ToBytes()), .. End(end), .. Moment(now)]) == 1);
        return confirmed ? end.Wall : null;
    });

    public ValueTask<KeptPhoto?> AbandonAsync(PhotoId id) => Guarded(() => Claim(_read(), () => _file.Query(
        "UPDATE photos SET ended = 1 WHERE id = @id RETURNING id, slot", Kept, ("@id", id.ToBytes()))));

    public ValueTask<LedgerEntry?> FindAsync(PhotoId id) => Guarded(() => _file.Query(
        $"SELECT {Entry} FROM photos WHERE id = @id AND coming = 0 AND NOT {IsOver}", Read, [("@id", id.ToBytes()), .. Moment(_read())]).SingleOrDefault());

    public ValueTask<IReadOnlyList<LedgerEntry>> OfOwnerAsync(byte[] owner) => Guarded<IReadOnlyList<LedgerEntry>>(() => _file.Query(
        $"SELECT {Entry} FROM photos WHERE owner = @owner AND coming = 0 AND NOT {IsOver} ORDER BY uploaded", Read, [("@owner", owner), .. Moment(_read())]));

    public ValueTask<int> CountOfOwnerAsync(byte[] owner) => Guarded(() =>
        (int)_file.Query("SELECT count(*) FROM photos WHERE owner = @owner", row => row.GetInt64(0), ("@owner", owner)).Single());

    public ValueTask<KeptPhoto?> EndAsync(PhotoId id) => Guarded(() =>
    {
        ClockReading now = _read();
        return Claim(now, () => _file.Query(
            $"UPDATE photos SET ended = 1 WHERE id = @id AND coming = 0 AND NOT {IsOver} RETURNING id, slot", Kept, [("@id", id.ToBytes()), .. Moment(now)]));
    });

    // A call that failed has no claim: if there is one, somebody else removes the photo.
    public ValueTask<KeptPhoto?> ResumeAsync(PhotoId id) => AbandonAsync(id);

    public ValueTask EndComingAsync(byte[] owner) => new(Do(() => _file.Run("UPDATE photos SET ended = 1 WHERE owner = @owner AND coming = 1", ("@owner", owner))));

    public ValueTask EndAllAsync() => new(Do(() => _file.Run("UPDATE photos SET ended = 1")));

    public ValueTask<IReadOnlyList<KeptPhoto>> ClaimOverdueAsync(int most) => Guarded<IReadOnlyList<KeptPhoto>>(() =>
    {
        // Kept in memory, as nobody else sweeps this file, and as a full disk takes no claims.
        ClockReading now = _read();
        return _claims.Take(now, most, held => _file.Query(
            $"SELECT id, slot FROM photos WHERE {IsOver} LIMIT @most", Kept, [("@most", most + held), .. Moment(now)]));
    });

    public ValueTask GiveBackAsync(IReadOnlyList<PhotoId> photos)
    {
        _claims.GiveUp(photos);
        return new(Do(() => _file.RunEach("UPDATE photos SET ended = 1 WHERE id = @id", [.. photos.Select(photo => photo.ToBytes())])));
    }

    public ValueTask<Forgotten> ForgetAsync(IReadOnlyList<PhotoId> photos) => Guarded(() =>
    {
        if (photos.Count == 0)
            return new Forgotten([], Totals(), FromLogToo: true);
        List<PhotoId> gone = [];
        _file.InTransaction(() =>
        {
            _traces.Leave();
            foreach (PhotoId photo in photos)
                gone.AddRange(_file.Query("DELETE FROM photos WHERE id = @id RETURNING id", row => PhotoId.Of((byte[])row[0]), ("@id", photo.ToBytes())));
        });
        _claims.GiveUp(photos);
        return new Forgotten(gone, Totals(), _file.TryEmptyLog());
    });

    public ValueTask<bool> TidyAsync() => Guarded(() => _traces.AreGone || RemoveTraces());

    public ValueTask<bool> SettleAsync() => Guarded(() => _traces.AreGone || _share.Try(RemoveTraces));

    public ValueTask<int> CountLateAsync(TimeSpan patience) => Guarded(() =>
        (int)_file.Query($"SELECT count(*) FROM photos WHERE {IsOver}", row => row.GetInt64(0), Moment(Later(_read(), -patience))).Single());

    public ValueTask<StoreTotals> TotalsAsync() => Guarded(Totals);

    public ValueTask<TimeSpan?> UntilNextAsync() => Guarded<TimeSpan?>(() =>
    {
        // One minimum a query: only then is an index used.
        long? wait = _file.Query(
            "SELECT min((SELECT min(expires) FROM photos) - @wall, (SELECT min(expires_uptime) FROM photos) - @uptime)",
            row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), Moment(_read())).Single();
        return wait is long ms ? TimeSpan.FromMilliseconds(Math.Max(0, ms)) : null;
    });

    /// <summary>Photos whose time is over, in a file that is not opened as a ledger yet and has not caught up with the clocks.</summary>
    /// <exception cref="SqliteException">It cannot be read.</exception>
    public static IReadOnlyList<KeptPhoto> Overdue(SqliteFile file, ClockReading now)
    {
        // After another start of the machine, or on another machine, an end by the uptime has not come whatever it says.
        ClockReading known = now.IsOfRunOf(new ClockTable(file).LastSeen()) ? now : now with { Uptime = TimeSpan.MinValue };
        return file.Query($"SELECT id, slot FROM photos WHERE {IsOver}", Kept, Moment(known));
    }

    /// <summary>Every photo that is written down.</summary>
    public IReadOnlyList<KeptPhoto> All() => Of("true");

    /// <summary>Photos that are about to come.</summary>
    public IReadOnlyList<KeptPhoto> Coming() => Of("coming = 1");

    /// <summary>Makes the keys known to be this ledger's.</summary>
    /// <exception cref="StoreException">They or the ledger cannot be written.</exception>
    public void Mark(KeySlots keys) => Try(() =>
    {
        KeyFileMark.Leave(_file, keys);
        return true;
    });

    // Known as two services, it is disposed of twice.
    public void Dispose()
    {
        if (!Interlocked.Exchange(ref _disposed, true))
            _file.Dispose();
    }

    private static SqliteFile Open(string path, KeySlots keys)
    {
        SqliteFile file = SqliteFile.Open(path);
        try
        {
            LedgerSchema.Migrate(file, keys);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private bool RemoveTraces() => _traces.Remove(_file.TryRewrite);

    private KeptPhoto? Claim(ClockReading now, Func<IReadOnlyList<KeptPhoto>> find)
    {
        IReadOnlyList<KeptPhoto> claimed = _claims.Take(now, 1, _ => find());
        return claimed.Count == 1 ? claimed[0] : null;
    }

    private List<KeptPhoto> Of(string condition) => Try(() => _file.Query($"SELECT id, slot FROM photos WHERE {condition}", Kept));

    private StoreTotals Totals() => _file.Query("SELECT photos, bytes FROM totals", row => new StoreTotals(row.GetInt64(0), row.GetInt64(1))).Single();

    private static LedgerEntry Read(DbDataReader row) => new(
        PhotoId.Of((byte[])row[0]), (byte[])row[1], KeyPlace.In(row.GetInt32(2), row.IsDBNull(6) ? null : row.GetString(6)), Time(row.GetInt64(3)), Time(row.GetInt64(4)), row.IsDBNull(5) ? null : (byte[])row[5]);

    private static KeptPhoto Kept(DbDataReader row) => new(PhotoId.Of((byte[])row[0]), KeyPlace.In(row.GetInt32(1)));

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);

    private static (string Name, object Value)[] Moment(ClockReading now) => [("@wall", now.WallMs), ("@uptime", now.UptimeMs)];

    private static (string Name, object Value)[] End(ClockReading end) => [("@endWall", end.WallMs), ("@endUptime", end.UptimeMs)];

    private static ClockReading Later(ClockReading now, TimeSpan time) => now with { Wall = now.Wall + time, Uptime = now.Uptime + time };

    private static Task Do(Action work)
    {
        Try(() =>
        {
            work();
            return true;
        });
        return Task.CompletedTask;
    }

    private static ValueTask<T> Guarded<T>(Func<T> work) => new(Try(work));

    private static T Try<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException error)
        {
            throw StoreException.Of(error);
        }
    }
}
