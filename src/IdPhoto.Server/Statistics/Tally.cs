using IdPhoto.Server.Records;

namespace IdPhoto.Server.Statistics;

/// <summary>Counts: by day, kind and value, and by nothing else. In memory first, so that no order and no time of day is ever written.</summary>
internal sealed class Tally(RecordStore records, TimeProvider clock)
{
    public const string Schema = """
        CREATE TABLE IF NOT EXISTS tallies (
          day {int} NOT NULL, kind {text} NOT NULL, value {text} NOT NULL, count {int} NOT NULL, PRIMARY KEY (day, kind, value));
        """;

    /// <summary>How long counts are kept.</summary>
    public const int Days = 400;

    private readonly Lock _lock = new();
    private Dictionary<(int Day, string Kind, string Value), long> _counts = [];

    /// <summary>This day, as it is written: days since the year 1.</summary>
    public int Today => Day(clock.GetUtcNow());

    /// <summary>The first day of which something may still be added: every server writes what it has counted within two hours.</summary>
    public int FirstOpen => records.IsShared ? Day(clock.GetUtcNow() - TimeSpan.FromHours(2)) : Today;

    /// <summary>Counts one.</summary>
    public void Add(Counted counted, string value)
    {
        (int, string, string) counter = (Today, counted.Kind, value);
        lock (_lock)
            _counts[counter] = _counts.GetValueOrDefault(counter) + 1;
    }

    /// <summary>Adds what was counted to the file, and removes days that are too old.</summary>
    public void Flush()
    {
        Dictionary<(int Day, string Kind, string Value), long> counted = Take();
        try
        {
            records.InTransaction(() => Write(counted));
        }
        catch
        {
            PutBack(counted);
            throw;
        }
    }

    /// <summary>What is in the file of some days, both included.</summary>
    public IReadOnlyList<(int Day, string Kind, string Value, long Count)> Read(int from, int to) => records.Query(
        "SELECT day, kind, value, count FROM tallies WHERE day >= @from AND day <= @to ORDER BY day, kind, value",
        row => (row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt64(3)), ("@from", from), ("@to", to));

    private static int Day(DateTimeOffset moment) => DateOnly.FromDateTime(moment.UtcDateTime).DayNumber;

    private void Write(Dictionary<(int Day, string Kind, string Value), long> counted)
    {
        foreach (((int day, string kind, string value), long count) in counted)
            records.Run(
                "INSERT INTO tallies (day, kind, value, count) VALUES (@day, @kind, @value, @count) ON CONFLICT (day, kind, value) DO UPDATE SET count = tallies.count + excluded.count",
                ("@day", day), ("@kind", kind), ("@value", value), ("@count", count));
        records.Run("DELETE FROM tallies WHERE day < @first", ("@first", Today - Days));
    }

    private Dictionary<(int Day, string Kind, string Value), long> Take()
    {
        lock (_lock)
        {
            Dictionary<(int Day, string Kind, string Value), long> counted = _counts;
            _counts = [];
            return counted;
        }
    }

    private void PutBack(Dictionary<(int Day, string Kind, string Value), long> counted)
    {
        lock (_lock)
            foreach (((int, string, string) counter, long count) in counted)
                _counts[counter] = _counts.GetValueOrDefault(counter) + count;
    }
}
