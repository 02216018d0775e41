using System.Text.Json;
using IdPhoto.Server.Memory;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Letters;

/// <summary>Letters to the operator: encrypted, for some weeks, and then gone.</summary>
internal sealed class LetterBox(RecordStore records, RecordCipher cipher, ServerSettings settings, TimeProvider clock)
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS letters (
          reference {text} PRIMARY KEY, kind {text} NOT NULL, received {int} NOT NULL, closed {int}, told {bool} NOT NULL DEFAULT FALSE, sealed {blob} NOT NULL);
        CREATE INDEX IF NOT EXISTS letters_received ON letters (received);
        """;

    /// <summary>Letters that are kept at once, whoever wrote them.</summary>
    public const int Room = 1000;

    /// <summary>Places among them that no question takes: a child's photo can be reported when the box is full of those.</summary>
    public const int ForErasure = 200;

    private const string Purpose = "letter";

    /// <summary>A letter has come.</summary>
    public event Action? Added;

    /// <summary>Keeps a letter.</summary>
    /// <returns>Its entry; null where the box is full.</returns>
    public LetterEntry? Keep(Letter letter)
    {
        string reference = LetterReference.Random();
        byte[] closed = Close(new Sealed(reference, letter));
        long now = Now();
        int room = letter.Kind == LetterKinds.Question ? Room - ForErasure : Room;
        bool hasRoom = false;
        records.InTransaction(() =>
        {
            hasRoom = records.Query("SELECT count(*) FROM letters", row => row.GetInt64(0)).Single() < room;
            if (hasRoom)
                records.Run(
                    "INSERT INTO letters (reference, kind, received, sealed) VALUES (@reference, @kind, @now, @sealed)",
                    ("@reference", reference), ("@kind", letter.Kind), ("@now", now), ("@sealed", closed));
        });
        if (!hasRoom)
            return null;
        Added?.Invoke();
        return Entry(reference, letter.Kind, now, null);
    }

    /// <summary>The letters that are kept, the oldest first.</summary>
    public IReadOnlyList<LetterEntry> List() => Select("received > @before");

    /// <summary>Those that the operator was not told of.</summary>
    public IReadOnlyList<LetterEntry> Untold() => Select("received > @before AND told = FALSE");

    /// <summary>Notes that the operator was told of a letter.</summary>
    public void Told(string reference) => records.Run("UPDATE letters SET told = TRUE WHERE reference = @reference", ("@reference", Known(reference)));

    /// <summary>A letter in clear, for the operator's eyes.</summary>
    /// <returns>Null where there is none of this reference, or no longer.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was written under another master key, or changed.</exception>
    public Letter? Read(string reference)
    {
        byte[]? closed = records.Query(
            "SELECT sealed FROM letters WHERE reference = @reference AND received > @before", row => (byte[])row[0],
            ("@reference", Known(reference)), ("@before", Oldest())).SingleOrDefault();
        if (closed is null)
            return null;
        Sealed opened = JsonSerializer.Deserialize<Sealed>(cipher.Open(Purpose, closed))!;
        // A row that took another's place does not pass for it.
        return opened.Reference == Known(reference) ? opened.Letter : throw new System.Security.Cryptography.CryptographicException();
    }

    /// <summary>Notes that a letter was answered, or that what it wants was done. It stays until its time is over.</summary>
    /// <returns>Whether there was one that was not closed yet.</returns>
    public bool Close(string reference) => records.Run(
        "UPDATE letters SET closed = @now WHERE reference = @reference AND closed IS NULL AND received > @before",
        ("@now", Now()), ("@reference", Known(reference)), ("@before", Oldest())) > 0;

    /// <summary>Erases a letter at once.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Erase(string reference)
    {
        bool erased = Delete("reference = @reference", ("@reference", Known(reference)));
        records.Settle();
        return erased;
    }

    /// <summary>Erases letters whose time is over.</summary>
    /// <returns>Whether there was any.</returns>
    public bool EraseExpired() => Delete("received <= @before", ("@before", Oldest()));

    private byte[] Close(Sealed letter)
    {
        using ClearingBuffer clear = ClearingBuffer.Json(letter);
        return cipher.Seal(Purpose, clear.Written.Span);
    }

    private bool Delete(string condition, (string Name, object Value) value)
    {
        bool any = false;
        records.InTransaction(() =>
        {
            any = records.Run($"DELETE FROM letters WHERE {condition}", value) > 0;
            if (any)
                records.Owe();
        });
        return any;
    }

    private List<LetterEntry> Select(string condition) => records.Query(
        $"SELECT reference, kind, received, closed FROM letters WHERE {condition} ORDER BY received",
        row => Entry(row.GetString(0), row.GetString(1), row.GetInt64(2), row.IsDBNull(3) ? null : row.GetInt64(3)), ("@before", Oldest()));

    private LetterEntry Entry(string reference, string kind, long received, long? closed)
    {
        DateTimeOffset came = DateTimeOffset.FromUnixTimeMilliseconds(received);
        return new LetterEntry(reference, kind, came, came + settings.LetterTime, closed is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null);
    }

    private static string Known(string reference) => LetterReference.Parse(reference) ?? "";

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private long Oldest() => (clock.GetUtcNow() - settings.LetterTime).ToUnixTimeMilliseconds();

    private sealed record Sealed(string Reference, Letter Letter);
}
