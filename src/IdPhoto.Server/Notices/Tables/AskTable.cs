using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Tables;

/// <summary>How often an install, and anybody for an address, has had a confirmation mailed of late. For a day, by keyed hashes.</summary>
internal sealed class AskTable(RecordStore records, TimeProvider clock)
{
    /// <summary>How long it counts.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private long Before => (clock.GetUtcNow() - Day).ToUnixTimeMilliseconds();

    public int Count(byte[] who) => records.Query(
        "SELECT count(*) FROM notice_asks WHERE who = @who AND asked > @before", row => row.GetInt32(0), ("@who", who), ("@before", Before)).Single();

    /// <summary>When; of a day at most, unless it was not cleared yet.</summary>
    public IReadOnlyList<DateTimeOffset> Of(byte[] who) => records.Query(
        "SELECT asked FROM notice_asks WHERE who = @who ORDER BY asked", row => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), ("@who", who));

    public void Add(byte[] who) => records.Run(
        "INSERT INTO notice_asks (who, asked) VALUES (@who, @now)", ("@who", who), ("@now", clock.GetUtcNow().ToUnixTimeMilliseconds()));

    public void Forget() => records.Run("DELETE FROM notice_asks WHERE asked <= @before", ("@before", Before));

    public void Forget(byte[] who) => records.Run("DELETE FROM notice_asks WHERE who = @who", ("@who", who));
}
