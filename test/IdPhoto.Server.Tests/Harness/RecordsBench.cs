using IdPhoto.Server.Letters;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Statistics;
using IdPhoto.Server.Store;
using Microsoft.Extensions.Configuration;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>Letters and counts in a database of their own, with a clock that a test moves.</summary>
internal sealed class RecordsBench : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly RecordsHome _home;

    public RecordsBench(MasterKey? master = null, RecordsIn place = RecordsIn.Sqlite)
    {
        _home = new RecordsHome(_sandbox, place.Database());
        Records = _home.Open();
        RecordCipher cipher = new(master ?? MasterKey.Random());
        Letters = new LetterBox(Records, cipher, ServerSettings.Read(new ConfigurationBuilder().Build()), Clock);
        Tally = new Tally(Records, Clock);
        Report = new StatisticsReport(Tally, cipher);
    }

    public ManualClock Clock { get; } = new();

    public RecordStore Records { get; }

    public LetterBox Letters { get; }

    public Tally Tally { get; }

    public StatisticsReport Report { get; }

    /// <summary>Counts as many at once.</summary>
    public void Count(Counted counted, string value, int times)
    {
        for (int i = 0; i < times; i++)
            Tally.Add(counted, value);
    }

    /// <summary>What is told of all days.</summary>
    public IReadOnlyList<StatisticsLine> Told() => Report.Of(DateOnly.MinValue, DateOnly.MaxValue);

    public void Dispose()
    {
        Records.Dispose();
        _home.Dispose();
        _sandbox.Dispose();
    }
}
