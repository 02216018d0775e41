using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace IdPhoto.Server.Store;

/// <summary>The ledger that several servers share, in PostgreSQL, with the database's clock.</summary>
/// <remarks>
/// Every call is one statement, or one transaction, so that it is whole whichever server is killed meanwhile. What is ended is
/// told to all servers in the same transaction (<see cref="GoneChannel"/>).
/// </remarks>
internal sealed class PostgresLedger(SharedDatabase database, StoreRules rules, PostgresClock clock) : IPhotoLedger
{
    /// <summary>Evaluated once a statement, so that indexes are used.</summary>
    private const string Now = "(SELECT idphoto_now())";

    /// <summary>A photo's time is over: the one place that decides it, for reading and for sweeping.</summary>
    private const string IsOver = $"(ended OR expires <= {Now})";

    private const string Entry = "id, token_hash, sealed_key, uploaded, expires, owner, master";

    /// <summary>What it ends is in 'gone' with its identifiers.</summary>
    private const string Told = $"told AS (SELECT pg_notify('{GoneChannel.Name}', string_agg(encode(id, 'hex'), ',')) FROM gone HAVING count(*) > 0)";

    /// <summary>Who waits for others does so in this order.</summary>
    private const string InOrder = "(SELECT id FROM photos WHERE id = ANY(@ids) ORDER BY id FOR UPDATE) AS each";

    private volatile bool _untidy = true;

    public Task CatchUpAsync() => clock.CatchUpAsync();

    public Task WatchClockAsync() => clock.WatchAsync();

    public async ValueTask<StoreTotals?> ComeAsync(ComingPhoto photo) => (await QueryAsync(
        $"""
        WITH room AS (UPDATE photo_totals SET photos = photos + 1, bytes = bytes + @bytes WHERE bytes + @bytes <= @most RETURNING photos, bytes),
        come AS (
          INSERT INTO photos (id, token_hash, sealed_key, bytes, uploaded, expires, coming, owner, master)
          SELECT @id, @hash, @key, @bytes, {Now}, {Now} + @lease, true, @owner, @master FROM room)
        SELECT photos, bytes FROM room
        """,
        row => (StoreTotals?)Totals(row),
        Id(photo.Id), Of("@hash", photo.TokenHash), Of("@key", photo.Key.Sealed!), Of("@bytes", photo.Bytes), Of("@most", rules.MaxBytes), Of("@lease", IPhotoLedger.Lease), Owner(photo.Owner), Master(photo.Key.Master))).SingleOrDefault();

    public async ValueTask<DateTimeOffset?> ConfirmAsync(PhotoId id) => (await QueryAsync(
        $"UPDATE photos SET coming = false, (uploaded, expires) = (SELECT now, now + @most FROM idphoto_now() AS now) WHERE id = @id AND coming AND NOT {IsOver} RETURNING expires",
        row => (DateTimeOffset?)Time(row.GetInt64(0)), Id(id), Of("@most", rules.Retention))).SingleOrDefault();

    public async ValueTask<KeptPhoto?> AbandonAsync(PhotoId id) => (await QueryAsync(
        $"UPDATE photos SET ended = true, claimed_until = {Now} + @claim WHERE id = @id AND claimed_until <= {Now} RETURNING id, sealed_key",
        row => (KeptPhoto?)Kept(row), Id(id), Claim)).SingleOrDefault();

    public async ValueTask<LedgerEntry?> FindAsync(PhotoId id)
        => (await QueryAsync($"SELECT {Entry} FROM photos WHERE id = @id AND NOT coming AND NOT {IsOver}", Read, Id(id))).SingleOrDefault();

    public async ValueTask<IReadOnlyList<LedgerEntry>> OfOwnerAsync(byte[] owner)
        => await QueryAsync($"SELECT {Entry} FROM photos WHERE owner = @owner AND NOT coming AND NOT {IsOver} ORDER BY uploaded", Read, Owner(owner));

    public async ValueTask<int> CountOfOwnerAsync(byte[] owner)
        => (int)(await QueryAsync("SELECT count(*) FROM photos WHERE owner = @owner", row => row.GetInt64(0), Owner(owner))).Single();

    public ValueTask<KeptPhoto?> EndAsync(PhotoId id) => EndAsync(id, $"NOT coming AND NOT {IsOver}");

    // The claim may be the one that the lost call took.
    public ValueTask<KeptPhoto?> ResumeAsync(PhotoId id) => EndAsync(id, "true");

    public ValueTask EndComingAsync(byte[] owner) => new(QueryAsync("UPDATE photos SET ended = true WHERE owner = @owner AND coming", row => true, Owner(owner)));

    // Too many to be named: every server looks what it has of them.
    public ValueTask EndAllAsync() => new(LongWork.RunAsync(database, connection => QueryAsync(
        connection,
        $"""
        WITH gone AS (
          UPDATE photos SET ended = true FROM (SELECT id FROM photos WHERE NOT ended ORDER BY id FOR UPDATE) AS each WHERE photos.id = each.id)
        SELECT pg_notify('{GoneChannel.Name}', '')
        """,
        row => true, LongWork.CommandSeconds)));

    public async ValueTask<IReadOnlyList<KeptPhoto>> ClaimOverdueAsync(int most) => await QueryAsync(
        $"""
        WITH over AS (SELECT id FROM photos WHERE {IsOver} AND claimed_until <= {Now} LIMIT @most FOR UPDATE SKIP LOCKED),
        gone AS (
          UPDATE photos SET ended = true, claimed_until = {Now} + @claim FROM over WHERE photos.id = over.id RETURNING photos.id, photos.sealed_key),
        {Told}
        SELECT id, sealed_key FROM gone LEFT JOIN told ON true
        """,
        Kept, Of("@most", most), Claim);

    public ValueTask GiveBackAsync(IReadOnlyList<PhotoId> photos)
        => new(QueryAsync($"UPDATE photos SET ended = true, claimed_until = 0 FROM {InOrder} WHERE photos.id = each.id", row => true, Ids(photos)));

    public async ValueTask<Forgotten> ForgetAsync(IReadOnlyList<PhotoId> photos)
    {
        List<(PhotoId? Photo, StoreTotals Left)> rows = await QueryAsync(
            $"""
            WITH forgotten AS (DELETE FROM photos USING {InOrder} WHERE photos.id = each.id RETURNING photos.id, photos.bytes),
            remain AS (
              UPDATE photo_totals SET photos = photos - (SELECT count(*) FROM forgotten), bytes = bytes - (SELECT coalesce(sum(bytes), 0) FROM forgotten)
              RETURNING photos, bytes)
            SELECT remain.photos, remain.bytes, forgotten.id FROM remain LEFT JOIN forgotten ON true
            """,
            row => (row.IsDBNull(2) ? (PhotoId?)null : PhotoId.Of((byte[])row[2]), Totals(row)), Ids(photos));
        _untidy |= photos.Count > 0;
        // Its log keeps what was written for as long as the operator lets it.
        return new Forgotten([.. rows.Select(row => row.Photo).OfType<PhotoId>()], rows[0].Left, FromLogToo: false);
    }

    public async ValueTask<bool> TidyAsync()
    {
        if (_untidy)
        {
            // First: what is forgotten meanwhile is for the next time.
            _untidy = false;
            _untidy |= !await Task.Run(() => database.TryVacuum("photos"));
        }
        return false;
    }

    // Nobody waits for the database; and its log keeps rows in any case.
    public ValueTask<bool> SettleAsync() => ValueTask.FromResult(false);

    public async ValueTask<int> CountLateAsync(TimeSpan patience)
        => (int)(await QueryAsync($"SELECT count(*) FROM photos WHERE ended OR expires <= {Now} - @patience", row => row.GetInt64(0), Of("@patience", patience))).Single();

    public async ValueTask<StoreTotals> TotalsAsync() => (await QueryAsync("SELECT photos, bytes FROM photo_totals", Totals)).Single();

    public async ValueTask<TimeSpan?> UntilNextAsync() => (await QueryAsync(
        $"SELECT greatest(0, min(expires) - {Now}) FROM photos WHERE NOT ended", row => row.IsDBNull(0) ? (TimeSpan?)null : TimeSpan.FromMilliseconds(row.GetInt64(0)))).Single();

    /// <summary>Those of these photos that are written down, in whatever state.</summary>
    public async Task<IReadOnlySet<PhotoId>> KnownAsync(IReadOnlyCollection<PhotoId> photos)
        => (await QueryAsync("SELECT id FROM photos WHERE id = ANY(@ids)", row => PhotoId.Of((byte[])row[0]), Ids(photos))).ToHashSet();

    /// <summary>Those of these photos that <see cref="FindAsync"/> would find.</summary>
    public async Task<IReadOnlySet<PhotoId>> LiveAsync(IReadOnlyCollection<PhotoId> photos)
        => (await QueryAsync($"SELECT id FROM photos WHERE id = ANY(@ids) AND NOT coming AND NOT {IsOver}", row => PhotoId.Of((byte[])row[0]), Ids(photos))).ToHashSet();

    /// <summary>Whether the bucket should be compared with the ledger now: once in this time, by whichever server asks first.</summary>
    public async Task<bool> TakeListingAsync(TimeSpan every) => (await QueryAsync(
        $"UPDATE photo_clock SET listed = {Now} WHERE listed <= {Now} - @every OR listed > {Now} RETURNING 1", row => true, Of("@every", every))).Count == 1;

    public void Dispose()
    {
        // The database belongs to all who share it in this process.
    }

    private async ValueTask<KeptPhoto?> EndAsync(PhotoId id, string condition) => (await QueryAsync(
        $"""
        WITH gone AS (
          UPDATE photos SET ended = true, claimed_until = {Now} + @claim WHERE id = @id AND {condition} RETURNING id, sealed_key),
        {Told}
        SELECT id, sealed_key FROM gone LEFT JOIN told ON true
        """,
        row => (KeptPhoto?)Kept(row), Id(id), Claim)).SingleOrDefault();

    private Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, params NpgsqlParameter[] values)
        => database.UseAsync(connection => QueryAsync(connection, sql, read, seconds: null, values));

    private static async Task<List<T>> QueryAsync<T>(NpgsqlConnection connection, string sql, Func<DbDataReader, T> read, int? seconds = null, params NpgsqlParameter[] values)
    {
        await using NpgsqlCommand command = new(sql, connection);
        command.CommandTimeout = seconds ?? command.CommandTimeout;
        command.Parameters.AddRange(values);
        await using NpgsqlDataReader rows = await command.ExecuteReaderAsync();
        List<T> results = [];
        while (await rows.ReadAsync())
            results.Add(read(rows));
        return results;
    }

    private static NpgsqlParameter Claim => Of("@claim", IPhotoLedger.Claim);

    private static NpgsqlParameter Id(PhotoId id) => Of("@id", id.ToBytes());

    private static NpgsqlParameter Ids(IReadOnlyCollection<PhotoId> photos)
        => new("@ids", NpgsqlDbType.Array | NpgsqlDbType.Bytea) { Value = photos.Select(photo => photo.ToBytes()).ToArray() };

    private static NpgsqlParameter Owner(byte[]? owner) => new("@owner", NpgsqlDbType.Bytea) { Value = (object?)owner ?? DBNull.Value };

    private static NpgsqlParameter Master(string? id) => new("@master", NpgsqlDbType.Text) { Value = (object?)id ?? DBNull.Value };

    private static NpgsqlParameter Of(string name, TimeSpan time) => Of(name, (long)time.TotalMilliseconds);

    private static NpgsqlParameter Of(string name, object value) => new(name, value);

    private static LedgerEntry Read(DbDataReader row) => new(
        PhotoId.Of((byte[])row[0]), (byte[])row[1], KeyPlace.Of((byte[])row[2], row.IsDBNull(6) ? null : row.GetString(6)), Time(row.GetInt64(3)), Time(row.GetInt64(4)), row.IsDBNull(5) ? null : (byte[])row[5]);

    private static KeptPhoto Kept(DbDataReader row) => new(PhotoId.Of((byte[])row[0]), KeyPlace.Of((byte[])row[1]));

    private static StoreTotals Totals(DbDataReader row) => new(row.GetInt64(0), row.GetInt64(1));

    private static DateTimeOffset Time(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
