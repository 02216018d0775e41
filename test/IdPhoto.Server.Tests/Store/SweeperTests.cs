using IdPhoto.Server.Audit;
using IdPhoto.Server.Measuring;
using IdPhoto.Server.Records;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Cluster;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace IdPhoto.Server.Tests.Store;

/// <summary>What removes photos by itself.</summary>
public sealed class SweeperTests
{
    [Fact]
    public async Task A_photo_whose_time_comes_while_a_ledger_is_tidied_does_not_wait_for_that()
    {
        using StoreBench bench = new();
        TaskCompletionSource<bool> tidied = new();
        bool isSlow = false, isTidying = false;
        bench.Ledgers = ledger => HookedLedger.Of(ledger, (name, call) =>
        {
            if (!isSlow || name != nameof(IPhotoLedger.TidyAsync))
                return call();
            isTidying = true;
            return new ValueTask<bool>(tidied.Task);
        });
        await bench.StartAsync();
        using AuditBench audit = new();
        using SqliteRecords records = SqliteRecords.Open(audit.Sandbox.Records);
        using AuditLog log = AuditLog.Open(audit.Sandbox.Audit, records, audit.Key, TimeProvider.System);
        using ServerMetrics metrics = new();
        using RecordsHome home = new(bench.Sandbox, null);
        using Sweeper sweeper = new(
            bench.Store, new PreviewCache(0, TimeSpan.Zero, bench.Clock), home.Settings("SweepSeconds=1"), metrics, new SweepDiary(log, TimeProvider.System), NullLogger<Sweeper>.Instance);
        await sweeper.StartAsync(default);
        isSlow = true;
        await Wait.UntilAsync(() => isTidying);

        await bench.Store.KeepAsync(SecretPhoto.Small, null, default);
        bench.Pass(bench.Retention);
        await Wait.UntilAsync(() => bench.Sandbox.PhotoFiles().Length == 0);
        tidied.SetResult(true);
        await sweeper.StopAsync(default);
    }
}
