using System.Data.Common;
using System.Security.Cryptography;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Records;

namespace IdPhoto.Server.Notices.Tables;

/// <summary>Who is to be told what. Several processes may work on it: each step is one statement that only one of them can do.</summary>
internal sealed class OutboxTable(RecordStore records, OutboxPace pace, TimeProvider clock)
{
    private const string Key = "reference = @reference AND person = @person AND channel = @channel";

    // Of this process and start: what an earlier one claimed is not its own.
    private readonly byte[] _node = RandomNumberGenerator.GetBytes(8);

    /// <summary>Something was put in.</summary>
    public event Action? Added;

    /// <summary>Puts a notice to one person in.</summary>
    public void Add(string reference, byte[] person, string channel)
    {
        records.Run(
            "INSERT INTO notice_outbox (reference, person, channel, state, attempts, due, repeated) VALUES (@reference, @person, @channel, @waiting, 0, @now, 0) ON CONFLICT DO NOTHING",
            ("@reference", reference), ("@person", person), ("@channel", channel), ("@waiting", OutboxStates.Waiting), ("@now", Now()));
        Added?.Invoke();
    }

    /// <summary>After others have put something in.</summary>
    public void Wake() => Added?.Invoke();

    /// <summary>Claims what is due.</summary>
    public IReadOnlyList<OutboxEntry> Claim(string channel) => records.Change(
        """
        UPDATE notice_outbox SET state = @claimed, node = @node, due = @until WHERE (reference, person, channel) IN (
          SELECT reference, person, channel FROM notice_outbox WHERE channel = @channel AND state IN (@waiting, @claimed) AND due <= @now ORDER BY due LIMIT @most)
        RETURNING reference, person, channel, attempts
        """,
        Read, ("@channel", channel), ("@waiting", OutboxStates.Waiting), ("@claimed", OutboxStates.Claimed), ("@node", _node),
        ("@now", Now()), ("@until", Now(pace.ClaimLease)), ("@most", pace.Batch));

    /// <summary>Writes down that it is being handed over, before it is.</summary>
    /// <exception cref="LeaseLostException">It is not this process's any more.</exception>
    public void Begin(OutboxEntry entry)
    {
        int changed = records.Run(
            $"UPDATE notice_outbox SET state = @sending, due = @until WHERE {Key} AND state = @claimed AND node = @node",
            [("@sending", OutboxStates.Sending), ("@claimed", OutboxStates.Claimed), ("@until", Now(pace.SendingLease)), .. KeyOf(entry)]);
        if (changed == 0)
            throw new LeaseLostException();
    }

    /// <summary>It is over.</summary>
    public void End(OutboxEntry entry, string state) => Settle(entry, state, entry.Attempts, TimeSpan.Zero);

    /// <summary>It was not taken, and is tried again.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="attempts">How many attempts count against it.</param>
    /// <param name="wait">For how long.</param>
    public void Postpone(OutboxEntry entry, int attempts, TimeSpan wait) => Settle(entry, OutboxStates.Waiting, attempts, wait);

    /// <summary>It may have arrived: it is handed over once more, and only once.</summary>
    public void Doubt(OutboxEntry entry) => records.Run(
        $"UPDATE notice_outbox SET state = {InDoubt}, repeated = 1, due = @now, node = NULL WHERE {Key} AND state = @sending AND node = @node",
        [("@now", Now()), .. DoubtStates, .. KeyOf(entry)]);

    /// <summary>Takes up what a process that is no more was handing over.</summary>
    public void Recover(string channel) => records.Run(
        $"UPDATE notice_outbox SET state = {InDoubt}, repeated = 1, due = @now, node = NULL WHERE channel = @channel AND state = @sending AND due <= @now",
        [("@channel", channel), ("@now", Now()), .. DoubtStates]);

    /// <summary>When something is due next; null for never.</summary>
    public TimeSpan? UntilNext(string channel)
    {
        long? due = records.Query(
            "SELECT min(due) FROM notice_outbox WHERE channel = @channel AND state IN (@waiting, @claimed, @sending)",
            row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0),
            ("@channel", channel), ("@waiting", OutboxStates.Waiting), ("@claimed", OutboxStates.Claimed), ("@sending", OutboxStates.Sending)).Single();
        return due is long at ? TimeSpan.FromMilliseconds(Math.Max(0, at - Now())) : null;
    }

    /// <summary>What is there of a person.</summary>
    public IReadOnlyList<(string Reference, string State)> Of(byte[] person, string channel) => records.Query(
        "SELECT reference, state FROM notice_outbox WHERE person = @person AND channel = @channel ORDER BY reference",
        row => (row.GetString(0), row.GetString(1)), ("@person", person), ("@channel", channel));

    /// <summary>How far everything has come.</summary>
    public IReadOnlyList<OutboxStatus> Status() => records.Query(
        """
        SELECT reference, channel, sum(CASE WHEN state IN (@waiting, @claimed, @sending) THEN 1 ELSE 0 END), sum(CASE WHEN state = @sent THEN 1 ELSE 0 END),
          sum(CASE WHEN state = @failed THEN 1 ELSE 0 END), sum(CASE WHEN state = @withheld THEN 1 ELSE 0 END), sum(CASE WHEN state = @unknown THEN 1 ELSE 0 END), sum(repeated)
        FROM notice_outbox WHERE reference IN (SELECT reference FROM notice_topics) GROUP BY reference, channel ORDER BY reference, channel
        """,
        row => new OutboxStatus(row.GetString(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7)),
        ("@waiting", OutboxStates.Waiting), ("@claimed", OutboxStates.Claimed), ("@sending", OutboxStates.Sending), ("@sent", OutboxStates.Sent),
        ("@failed", OutboxStates.Failed), ("@withheld", OutboxStates.Withheld), ("@unknown", OutboxStates.Unknown));

    /// <summary>Forgets who was told what a while ago.</summary>
    public int Forget()
    {
        string ended = string.Join(", ", OutboxStates.Ended.Select(state => $"'{state}'"));
        return records.Run($"DELETE FROM notice_outbox WHERE state IN ({ended}) AND due <= @before", ("@before", Now(-pace.Kept)));
    }

    private const string InDoubt = "CASE WHEN repeated = 0 THEN @waiting ELSE @unknown END";

    private static (string, object)[] DoubtStates
        => [("@waiting", OutboxStates.Waiting), ("@unknown", OutboxStates.Unknown), ("@sending", OutboxStates.Sending)];

    private void Settle(OutboxEntry entry, string state, int attempts, TimeSpan wait) => records.Run(
        $"UPDATE notice_outbox SET state = @state, attempts = @attempts, due = @due, node = NULL WHERE {Key} AND state IN (@claimed, @sending) AND node = @node",
        [
            ("@state", state), ("@attempts", attempts), ("@due", Now(wait)), ("@claimed", OutboxStates.Claimed), ("@sending", OutboxStates.Sending), .. KeyOf(entry),
        ]);

    private (string, object)[] KeyOf(OutboxEntry entry)
        => [("@reference", entry.Reference), ("@person", entry.Person), ("@channel", entry.Channel), ("@node", _node)];

    private long Now(TimeSpan later = default) => (clock.GetUtcNow() + later).ToUnixTimeMilliseconds();

    private static OutboxEntry Read(DbDataReader row) => new(row.GetString(0), (byte[])row[1], row.GetString(2), row.GetInt32(3));
}
