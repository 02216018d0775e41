using System.Data.Common;
using System.Text.Json;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Policies;

/// <summary>What the operator has published on the policy and on who is responsible.</summary>
internal sealed class PolicyRegister(RecordStore records, ServerSettings settings, TimeProvider clock)
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS announcements (
          number {int} PRIMARY KEY, published {int} NOT NULL, takes_effect {int} NOT NULL, widens {bool} NOT NULL,
          controller {text}, contact {text}, changes {text} NOT NULL, withdrawn {bool} NOT NULL DEFAULT FALSE, taken_over {bool} NOT NULL DEFAULT FALSE);
        """;

    private const string Columns = "number, published, takes_effect, widens, controller, contact, changes";

    private volatile Known? _known;

    /// <summary>Something was published here, or taken back.</summary>
    public event Action? Changed;

    /// <summary>The policy of this moment.</summary>
    public PolicyState State
    {
        get
        {
            DateTimeOffset now = clock.GetUtcNow();
            ILookup<bool, Announcement> published = All().ToLookup(announcement => announcement.HasTakenEffect(now));
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
        Announcement? published = null;
        records.InTransaction(() => published = Add(draft));
        Changed?.Invoke();
        return published!;
    }

    /// <summary>Takes back what has not taken effect yet; its number is not used again.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Withdraw(int number)
    {
        bool withdrawn = records.Run(
            "UPDATE announcements SET withdrawn = TRUE WHERE number = @number AND withdrawn = FALSE AND takes_effect > @now",
            ("@number", number), ("@now", clock.GetUtcNow().ToUnixTimeMilliseconds())) > 0;
        Changed?.Invoke();
        return withdrawn;
    }

    /// <summary>Changes of who is responsible that have taken effect and for which <see cref="TakenOver"/> was not called.</summary>
    public IReadOnlyList<int> TakeOvers() => records.Query(
        "SELECT number FROM announcements WHERE controller IS NOT NULL AND withdrawn = FALSE AND taken_over = FALSE AND (takes_effect <= @now OR takes_effect <= published) ORDER BY number",
        row => row.GetInt32(0), ("@now", clock.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <summary>What has to happen at such a change has been done.</summary>
    public void TakenOver(int number) => records.Run("UPDATE announcements SET taken_over = TRUE WHERE number = @number", ("@number", number));

    private Announcement Add(PolicyDraft draft)
    {
        IReadOnlyList<Announcement> before = All();
        if (!draft.Changes.ContainsKey("en") || (before.Count > 0 && draft.From < before[^1].From))
            throw new ArgumentException("Publications take effect one after the other, and say what changes in English at least.", nameof(draft));
        Announcement published = new(Latest().Number + 1, clock.GetUtcNow(), draft.From, draft.Widens, draft.Controller, draft.Changes);
        records.Run(
            $"INSERT INTO announcements ({Columns}) VALUES (@number, @published, @effect, @widens, @controller, @contact, @changes)",
            ("@number", published.Number), ("@published", published.PublishedAt.ToUnixTimeMilliseconds()), ("@effect", published.From.ToUnixTimeMilliseconds()),
            ("@widens", published.Widens), ("@controller", (object?)published.Controller?.Name ?? DBNull.Value),
            ("@contact", (object?)published.Controller?.Contact ?? DBNull.Value), ("@changes", JsonSerializer.Serialize(published.Changes)));
        return All()[^1];
    }

    /// <summary>All that were not taken back. Another server may have published something: whether it has is looked up each time.</summary>
    private IReadOnlyList<Announcement> All()
    {
        Revision latest = Latest();
        if (_known is { } known && known.Revision == latest)
            return known.Announcements;
        IReadOnlyList<Announcement> all = records.Query($"SELECT {Columns} FROM announcements WHERE withdrawn = FALSE ORDER BY number", Read);
        // Looked up before: where there is more already, it is read again.
        _known = new Known(latest, all);
        return all;
    }

    private Revision Latest() => records.Query(
        "SELECT coalesce(max(number), 0), count(CASE WHEN withdrawn THEN 1 END) FROM announcements", row => new Revision(row.GetInt32(0), row.GetInt32(1))).Single();

    private static Announcement Read(DbDataReader row) => new(
        row.GetInt32(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2)), row.GetBoolean(3),
        row.IsDBNull(4) ? null : new Controller(row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5)),
        JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(6))!);

    /// <summary>Grows with each publication and each one that is taken back.</summary>
    private sealed record Revision(int Number, int Withdrawn);

    private sealed record Known(Revision Revision, IReadOnlyList<Announcement> Announcements);
}
