using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Audit;

/// <summary>What is written into the audit log, and that a crash costs nothing that was reported.</summary>
public sealed partial class AuditLogTests
{
    [Fact]
    public void A_crash_at_any_byte_of_a_line_leaves_a_log_that_verifies_and_goes_on()
    {
        using AuditBench bench = new();
        bench.Fill(3);
        List<byte[]> before = bench.Lines;
        byte[] next = AuditLine.Write(new AuditAct(DateTimeOffset.UnixEpoch, AuditActs.StatusRead, []), AuditLine.Read(before[^1], bench.Key)!.AsHead(), bench.Key);
        foreach (int written in Enumerable.Range(0, next.Length + 2).Where(length => length < 20 || length > next.Length - 3 || length % 40 == 0))
        {
            using AuditBench crashed = new(bench);
            crashed.Write(before);
            using (FileStream file = File.OpenWrite(crashed.Sandbox.Audit))
            {
                file.Seek(0, SeekOrigin.End);
                file.Write([.. next, (byte)'\n'], 0, written);
            }
            AuditVerdict found = crashed.Verify();
            crashed.Run(log => log.Append(AuditActs.SweepFailed));

            bool torn = written > 0 && written <= next.Length;
            Assert.True(found.IsSound && found.Interrupted == torn, written.ToString(CultureInfo.InvariantCulture));
            Assert.True(crashed.Verify() is { IsSound: true, Interrupted: false });
            Assert.Equal(
                [.. bench.Acts, .. written > next.Length ? [AuditActs.StatusRead] : Array.Empty<string>(), .. torn ? [AuditActs.LogRepaired] : Array.Empty<string>(), AuditActs.SweepFailed],
                crashed.Acts);
        }
    }

    [Fact]
    public void A_power_cut_that_leaves_zeros_in_the_place_of_a_line_is_no_damage()
    {
        using AuditBench bench = new();
        bench.Fill(3);
        File.AppendAllText(bench.Sandbox.Audit, "{\"n\":4,\"at" + new string('\0', 200));

        Assert.True(bench.Verify() is { IsSound: true, Interrupted: true });
        bench.Run(_ => { });
        Assert.Equal(AuditActs.LogRepaired, bench.Acts.Last());
        Assert.True(bench.Verify().IsSound);
    }

    [Fact]
    public void What_cannot_be_written_now_is_not_reported_and_is_written_once_as_soon_as_it_can_be()
    {
        using AuditBench bench = new();
        using (SqliteRecords records = SqliteRecords.Open(bench.Sandbox.Records))
        {
            using AuditLog log = AuditLog.Open(bench.Sandbox.Audit, records, bench.Key, TimeProvider.System);
            records.Run("DROP TABLE audit_head");
            // The first one gets as far as the file, and the second one nowhere.
            Assert.False(log.TryAppend(AuditActs.PhotoErased));
            Assert.Throws<StoreException>(() => log.Append(AuditActs.PhotosPurged));
            Assert.Equal(2, bench.Lines.Count);

            records.Run(RecordSchema.ForSqlite(AuditSchema.Tables));
            Assert.True(log.TrySettle());
        }

        Assert.Equal([AuditActs.ServerStarted, AuditActs.PhotoErased, AuditActs.PhotosPurged], bench.Acts);
        Assert.True(bench.Verify().IsSound);
    }

    [Fact]
    public void A_start_is_written_down_when_the_software_is_another_one()
    {
        using AuditBench bench = new();
        bench.Run(_ => { });
        bench.Run(_ => { });
        Assert.Equal([AuditActs.ServerStarted], bench.Acts);

        using (SqliteRecords records = SqliteRecords.Open(bench.Sandbox.Records))
            records.Run("UPDATE audit_head SET version = '0.0.1'");
        bench.Run(_ => { });
        Assert.Contains("\"before\":\"0.0.1\"", System.Text.Encoding.UTF8.GetString(bench.Lines[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_several_threads_append_are_one_chain()
    {
        using AuditBench bench = new();
        List<Task> work = [];
        bench.Run(log =>
        {
            for (int i = 0; i < 4; i++)
                work.Add(Task.Run(() =>
                {
                    for (int j = 0; j < 25; j++)
                        log.Append(AuditActs.StatusRead);
                }));
            Task.WaitAll([.. work]);
        });
        await Task.WhenAll(work);

        Assert.True(bench.Verify() is { IsSound: true, Lines: 101 });
    }

    [Theory]
    [InlineData("eileen@example.org")]
    [InlineData("Eileen Collins")]
    [InlineData("eileen collins")]
    [InlineData("2f1c9a5e-7b60-4c0d-9d38-1f6f7f0b8a11")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA")]
    [InlineData("/srv/eileen")]
    [InlineData("192.0.2.1:5080")]
    [InlineData("")]
    public void A_fact_that_could_be_personal_is_refused(string text)
    {
        Assert.Throws<ArgumentException>(() => (AuditFact)text);
        using AuditBench bench = new();
        bench.Run(log =>
        {
            Assert.Throws<ArgumentException>(() => log.Append(text));
            Assert.Throws<ArgumentException>(() => log.Append(AuditActs.StatusRead, (text, true)));
        });
        Assert.Single(bench.Lines);
    }

    [Fact]
    public void Every_act_is_in_the_document_and_none_that_does_not_exist()
    {
        IEnumerable<string> acts = typeof(AuditActs).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);
        string document = File.ReadAllText(Path.Combine(Repository.Root(), "docs", "operations.md"));
        string table = document[document.IndexOf("| Act |", StringComparison.Ordinal)..document.IndexOf("## A proxy in front", StringComparison.Ordinal)];

        Assert.Equal(acts.Order(), table.Split('\n').SelectMany(row => Word().Matches(row.Split('|').ElementAtOrDefault(1) ?? "")).Select(match => match.Groups[1].Value).Order());
    }

    [Fact]
    public void No_act_is_written_that_is_not_in_the_list()
    {
        string[] sources = Directory.GetFiles(Path.Combine(Repository.Root(), "src", "IdPhoto.Server"), "*.cs", SearchOption.AllDirectories);
        string[] written = [.. sources.SelectMany(file => Appended().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value)];

        Assert.True(written.Length > 10);
        Assert.All(written, act => Assert.StartsWith("AuditActs.", act, StringComparison.Ordinal));
    }

    [GeneratedRegex("`([a-z-]+)`")]
    private static partial Regex Word();

    [GeneratedRegex(@"(?:[Aa]udit(?:\(context\))?|GetRequiredService<AuditLog>\(\))\.(?:Try)?Append\(\s*([^,)\s]+)")]
    private static partial Regex Appended();
}
