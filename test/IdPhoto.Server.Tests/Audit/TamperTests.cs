using System.Text;
using CsCheck;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Data.Sqlite;
using Xunit;

namespace IdPhoto.Server.Tests.Audit;

/// <summary>Whoever changes the audit log without the master key is found out.</summary>
public sealed class TamperTests
{
    private const int Count = 12;

    [Theory]
    [InlineData("change", "changed", 5)]
    [InlineData("remove", "removed", 5)]
    [InlineData("remove the first", "removed", 1)]
    [InlineData("swap", "out-of-order", 5)]
    [InlineData("repeat", "out-of-order", 6)]
    [InlineData("insert", "inserted", 5)]
    [InlineData("insert at the end", "changed", Count + 1)]
    [InlineData("begin at the end", "inserted", Count + 1)]
    [InlineData("truncate", "truncated", Count)]
    [InlineData("truncate by half", "truncated", (Count / 2) + 1)]
    [InlineData("truncate within a line", "truncated", Count)]
    [InlineData("empty", "truncated", 1)]
    [InlineData("exchange", "disconnected", Count)]
    public void Every_change_of_the_log_is_found_at_its_line(string how, string kind, long line)
    {
        using AuditBench bench = new();
        bench.Fill(Count);
        Assert.True(bench.Verify().IsSound);
        List<byte[]> lines = bench.Lines;

        Tamper(bench, lines, how);

        AuditFault fault = Assert.IsType<AuditFault>(bench.Verify().Fault);
        Assert.Equal((kind, line), (fault.Word, fault.Line));
    }

    [Fact]
    public void A_byte_that_was_flipped_anywhere_is_found()
    {
        using AuditBench bench = new();
        bench.Fill(Count);
        byte[] whole = File.ReadAllBytes(bench.Sandbox.Audit);
        AuditNote note = Note(bench);

        Gen.Int[0, whole.Length - 1].Select(Gen.Int[1, 255]).Sample(
            (at, mask) =>
            {
                byte[] changed = [.. whole];
                changed[at] ^= (byte)mask;
                return !AuditCheck.Run(() => AuditLines.In(new MemoryStream(changed), changed.Length), note, bench.Key).IsSound;
            },
            iter: 3000, threads: 1);
    }

    [Fact]
    public void A_note_of_the_end_that_was_removed_forged_or_put_back_is_found()
    {
        using AuditBench bench = new();
        bench.Fill(Count);
        AuditNote noted = Note(bench);
        AuditHead head = noted.Head!;
        List<byte[]> lines = bench.Lines;
        AuditHead older = AuditLine.Read(lines[Count - 3], bench.Key)!.AsHead();

        Assert.Null(With(noted).Fault);
        Assert.Equal(AuditFaultKind.NoteMissing, With(AuditNote.Missing).Fault?.Kind);
        Assert.Equal(AuditFaultKind.NoteChanged, With(noted with { Head = null }).Fault?.Kind);
        Assert.Equal(AuditFaultKind.NoteOfAnother, With(noted with { Head = older }).Fault?.Kind);
        Assert.Equal(AuditFaultKind.NoteOfAnother, With(noted with { Head = head with { Hash = older.Hash } }).Fault?.Kind);
        Assert.Equal(AuditFaultKind.NoteOfAnother, With(noted with { Head = new(head.Lines - 1, older.Hash) }).Fault?.Kind);
        // In the database: a number that fits a log that was cut, without the key for its MAC.
        using (SqliteConnection database = new($"Data Source={bench.Sandbox.Records};Pooling=False"))
        {
            database.Open();
            using SqliteCommand command = database.CreateCommand();
            command.CommandText = "UPDATE audit_head SET lines = @lines, hash = @hash";
            command.Parameters.AddWithValue("@lines", older.Lines);
            command.Parameters.AddWithValue("@hash", older.Hash);
            command.ExecuteNonQuery();
        }
        bench.Write(lines[..(int)older.Lines]);
        Assert.Equal(AuditFaultKind.NoteChanged, bench.Verify().Fault?.Kind);

        AuditVerdict With(AuditNote note) => AuditCheck.Run(() => lines.Select(line => (line, true)), note, bench.Key);
    }

    [Theory]
    [InlineData("change the last")]
    [InlineData("truncate")]
    [InlineData("truncate within a line")]
    [InlineData("insert at the end")]
    [InlineData("begin at the end")]
    [InlineData("exchange")]
    [InlineData("empty")]
    [InlineData("forget the note")]
    public void A_start_heals_no_damage_and_writes_down_that_it_found_some(string how)
    {
        using AuditBench bench = new();
        bench.Fill(Count);
        Tamper(bench, bench.Lines, how);

        for (int i = 0; i < 2; i++)
            bench.Run(log => log.Append(AuditActs.StatusRead));

        Assert.False(bench.Verify().IsSound);
        Assert.Single(bench.Acts, AuditActs.LogDamaged);
        Assert.Equal(2, bench.Acts.Count(act => act == AuditActs.StatusRead));
    }

    private static AuditNote Note(AuditBench bench)
    {
        using SqliteRecords records = SqliteRecords.Open(bench.Sandbox.Records);
        return new AuditHeads(records, bench.Key, "1").Read();
    }

    private static void Tamper(AuditBench bench, List<byte[]> lines, string how)
    {
        switch (how)
        {
            case "change":
                lines[4] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(lines[4]).Replace("\"photos\":4", "\"photos\":0", StringComparison.Ordinal));
                break;
            case "change the last":
                lines[^1][20] ^= 1;
                break;
            case "remove":
                lines.RemoveRange(4, 2);
                break;
            case "remove the first":
                lines.RemoveAt(0);
                break;
            case "swap":
                (lines[4], lines[5]) = (lines[5], lines[4]);
                break;
            case "repeat":
                lines.Insert(5, lines[2]);
                break;
            case "insert":
                lines.Insert(4, Forged(5, AuditLine.Read(lines[3], bench.Key)!.AsHead()));
                break;
            case "insert at the end":
                lines.Add(Forged(Count + 1, AuditLine.Read(lines[^1], bench.Key)!.AsHead()));
                break;
            case "begin at the end":
                bench.Write(lines);
                File.AppendAllText(bench.Sandbox.Audit, "{\"n\":13,\"act\":\"something else\"");
                return;
            case "truncate":
                lines.RemoveAt(Count - 1);
                break;
            case "truncate by half":
                lines.RemoveRange(Count / 2, Count / 2);
                break;
            case "truncate within a line":
                byte[] all = File.ReadAllBytes(bench.Sandbox.Audit);
                File.WriteAllBytes(bench.Sandbox.Audit, all[..^30]);
                return;
            case "empty":
                lines.Clear();
                break;
            case "exchange":
                // The last line of a log that went another way: the folder was put back to a copy, and then the file alone.
                lines[^1] = AuditLine.Write(new AuditAct(DateTimeOffset.UnixEpoch, AuditActs.SweepFailed, []), new AuditHead(Count - 1, AuditHead.Empty.Hash), bench.Key);
                break;
            case "forget the note":
                foreach (string file in Directory.GetFiles(bench.Sandbox.Data, "records.db*"))
                    File.Delete(file);
                return;
        }
        bench.Write(lines);
    }

    private static byte[] Forged(long number, AuditHead after)
        => AuditLine.Write(new AuditAct(DateTimeOffset.UnixEpoch, AuditActs.StatusRead, []), after with { Lines = number - 1 }, new AuditKey(MasterKey.Random()));
}
