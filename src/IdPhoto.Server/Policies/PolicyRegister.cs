using System.Text.Json;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;
using Microsoft.Data.Sqlite;

namespace IdPhoto.Server.Policies;

/// <summary>What the operator has published on the policy and on who is responsible.</summary>
internal sealed class PolicyRegister(RecordsFile records, ServerSettings settings, TimeProvider clock)
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS announcements (
          number INTEGER PRIMARY KEY, published INTEGER NOT NULL, takes_effect INTEGER NOT NULL, widens INTEGER NOT NULL,
          controller TEXT, contact TEXT, changes TEXT NOT NULL, withdrawn INTEGER NOT NULL DEFAULT 0, taken_over INTEGER NOT NULL DEFAULT 0);
        """;

    private const string Columns = "number, published, takes_effect, widens, controller, contact, changes";

    private readonly Lock _lock = new();
    private IReadOnlyList<Announcement>? _known;

    /// <summary>Something was published, or taken back.</summary>
    public event Action? Changed;

    /// <summary>The policy of this moment.</summary>
    public PolicyState State
    {
        get
        {
            DateTimeOffset now = clock.GetUtcNow();
            ILookup<bool, Announcement> published = Known().ToLookup(announcement => announcement.From <= now);
            return new PolicyState(First, [.. published[true]], [.. published[false]]);
        }
    }

    /// <summary>In how long the next publication takes effect; null where there is none.</summary>
    public TimeSpan? UntilNext => State.Upcoming.Count > 0 ? State.Upcoming.Min(published => published.From) - clock.GetUtcNow() : null;

    private Controller? First => settings.OperatorName is { } name ? new Controller(name, settings.OperatorMail) : null;

    /// <summary>Publishes. Publications take effect in the order of their numbers.</summary>
    /// <exception cref="ArgumentException">It would take effect before one that was published earlier, or says nothing in English.</exception>
    public Announcement Publish(PolicyDraft draft)
    {
        lock (_lock)
        {
            if (!draft.Changes.ContainsKey("en") || (Known().Count > 0 && draft.From < Known()[^1].From))
                throw new ArgumentException("Publications take effect one after the other, and say what changes in English at least.", nameof(draft));
            int number = records.File.Query("SELECT coalesce(max(number), 0) + 1 FROM announcements", row => row.GetInt32(0)).Single();
            Announcement published = new(number, clock.GetUtcNow(), draft.From, draft.Widens, draft.Controller, draft.Changes);
            records.File.Run(
                $"INSERT INTO announcements ({Columns}) VALUES (@number, @published, @effect, @widens, @controller, @contact, @changes)",
                ("@number", number), ("@published", published.PublishedAt.ToUnixTimeMilliseconds()), ("@effect", published.From.ToUnixTimeMilliseconds()),
                ("@widens", published.Widens), ("@controller", (object?)published.Controller?.Name ?? DBNull.Value),
                ("@contact", (object?)published.Controller?.Contact ?? DBNull.Value), ("@changes", JsonSerializer.Serialize(published.Changes)));
            _known = null;
        }
        Changed?.Invoke();
        return Known()[^1];
    }

    /// <summary>Takes back what has not taken effect yet; its number is not used again.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Withdraw(int number)
    {
        bool withdrawn;
        lock (_lock)
        {
            withdrawn = records.File.Run(
                "UPDATE announcements SET withdrawn = 1 WHERE number = @number AND withdrawn = 0 AND takes_effect > @now",
                ("@number", number), ("@now", clock.GetUtcNow().ToUnixTimeMilliseconds())) > 0;
            _known = null;
        }
        Changed?.Invoke();
        return withdrawn;
    }

    /// <summary>Changes of who is responsible that have taken effect and for which <see cref="TakenOver"/> was not called.</summary>
    public IReadOnlyList<int> TakeOvers() => records.File.Query(
        "SELECT number FROM announcements WHERE controller IS NOT NULL AND withdrawn = 0 AND taken_over = 0 AND takes_effect <= @now ORDER BY number",
        row => row.GetInt32(0), ("@now", clock.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>What has to happen at such a change has been done.</summary>
    public void TakenOver(int number) => records.File.Run("UPDATE announcements SET taken_over = 1 WHERE number = @number", ("@number", number));

    private IReadOnlyList<Announcement> Known()
    {
        lock (_lock)
            return _known ??= records.File.Query($"SELECT {Columns} FROM announcements WHERE withdrawn = 0 ORDER BY number", Read);
    }

    private static Announcement Read(SqliteDataReader row) => new(
        row.GetInt32(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetBoolean(3),
        row.IsDBNull(4) ? null : new Controller(row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5)),
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(6))!);
}
