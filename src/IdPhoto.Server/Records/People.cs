using System.Data.Common;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Records;

/// <summary>The installs that have told the server something: by a keyed hash, with the few facts that they sent.</summary>
internal sealed class People(RecordStore records, ServerSettings settings, TimeProvider clock)
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS people (
          person {blob} PRIMARY KEY, first_seen {int} NOT NULL, last_seen {int} NOT NULL,
          language {text}, platform {text}, app_version {text});
        CREATE INDEX IF NOT EXISTS people_last_seen ON people (last_seen);
        """;

    /// <summary>Writes an install down, or that it was here today; days are enough.</summary>
    public void Touch(byte[] person) => records.Run(
        "INSERT INTO people (person, first_seen, last_seen) VALUES (@person, @day, @day) ON CONFLICT (person) DO UPDATE SET last_seen = @day",
        ("@person", person), ("@day", Today().ToUnixTimeMilliseconds()));

    /// <summary>An install that is written down was here today.</summary>
    public void Seen(byte[] person)
    {
        (string, object)[] values = [("@person", person), ("@day", Today().ToUnixTimeMilliseconds())];
        // Looked up first: writing is one at a time, and this comes with every photo.
        if (records.Query("SELECT 1 FROM people WHERE person = @person AND last_seen < @day", row => true, values).Count > 0)
            records.Run("UPDATE people SET last_seen = @day WHERE person = @person AND last_seen < @day", values);
    }

    /// <summary>Writes down what an install says of itself, in place of what it said before.</summary>
    public void Tell(byte[] person, DeviceFacts facts)
    {
        Touch(person);
        records.Run(
            "UPDATE people SET language = @language, platform = @platform, app_version = @version WHERE person = @person",
            ("@person", person), ("@language", Or(facts.Language)), ("@platform", Or(facts.Platform)), ("@version", Or(facts.AppVersion)));
    }

    /// <summary>Deletes what an install says of itself; that it is known stays.</summary>
    public void ForgetFacts(byte[] person)
    {
        int changed = records.Run(
            "UPDATE people SET language = NULL, platform = NULL, app_version = NULL WHERE person = @person AND coalesce(language, platform, app_version) IS NOT NULL",
            ("@person", person));
        if (changed > 0)
            records.Owe();
    }

    /// <summary>What is known of an install; null for nothing.</summary>
    public KnownDevice? Find(byte[] person) => records.Query(
        "SELECT first_seen, last_seen, language, platform, app_version FROM people WHERE person = @person", Read, ("@person", person)).SingleOrDefault();

    /// <summary>Installs that were not here for longer than they are kept.</summary>
    public IReadOnlyList<byte[]> Expired() => records.Query(
        "SELECT person FROM people WHERE last_seen <= @before", row => (byte[])row[0],
        ("@before", (clock.GetUtcNow() - settings.InstallTime).ToUnixTimeMilliseconds()));

    /// <summary>How many there are.</summary>
    public long Count() => records.Query("SELECT count(*) FROM people", row => row.GetInt64(0)).Single();

    /// <returns>Whether there was one.</returns>
    public bool Forget(byte[] person) => records.Run("DELETE FROM people WHERE person = @person", ("@person", person)) > 0;

    private KnownDevice Read(DbDataReader row)
    {
        DateTimeOffset last = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1));
        return new KnownDevice(
            DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(0)), last, last + settings.InstallTime,
            new DeviceFacts(Text(row, 2), Text(row, 3), Text(row, 4)));
    }

    private DateTimeOffset Today() => new(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);

    private static object Or(string? text) => (object?)text ?? DBNull.Value;

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}

/// <summary>What an install says of itself: no model, no system version.</summary>
/// <param name="Language">A language's tag.</param>
/// <param name="Platform">One of <see cref="Platforms"/>.</param>
/// <param name="AppVersion">Of the app.</param>
internal sealed record DeviceFacts(string? Language, string? Platform, string? AppVersion)
{
    /// <summary>Words for a platform; anything finer could tell people apart.</summary>
    public static readonly IReadOnlyList<string> Platforms = ["android", "ios", "windows", "mac", "linux", "other"];
}

/// <summary>An install that has told the server something.</summary>
/// <param name="FirstSeen">The day.</param>
/// <param name="LastSeen">The day.</param>
/// <param name="Expires">When everything of it is deleted, unless it is here again.</param>
/// <param name="Facts">What it said.</param>
internal sealed record KnownDevice(DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset Expires, DeviceFacts Facts);
