using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>The ledger of one server.</summary>
public sealed class SqliteLedgerTests : LedgerContract
{
    private protected override async Task<IRig> OpenAsync()
    {
        StoreBench bench = new();
        await bench.StartAsync();
        return new Rig(bench);
    }

    private sealed class Rig(StoreBench bench) : IRig
    {
        public IPhotoLedger Ledger => bench.Ledger;

        // Of the ledger alone: the start of a whole store removes uploads under way, which nobody else has there.
        public async Task<IPhotoLedger> RestartAsync(TimeSpan retention)
        {
            bench.Retention = retention;
            await bench.ReopenAsync();
            return bench.Ledger;
        }

        public void Pass(TimeSpan time) => bench.Pass(time);

        public void SetBack(TimeSpan step) => bench.Wall -= step;

        public ValueTask DisposeAsync()
        {
            bench.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

/// <summary>The ledger that servers share.</summary>
public sealed class PostgresLedgerTests : LedgerContract
{
    private protected override async Task<IRig> OpenAsync()
    {
        PostgresBench bench = PostgresBench.New();
        PostgresLedger ledger = bench.Ledger();
        await ledger.CatchUpAsync();
        return new Rig(bench, ledger);
    }

    private sealed class Rig(PostgresBench bench, PostgresLedger ledger) : IRig
    {
        public IPhotoLedger Ledger => ledger;

        public async Task<IPhotoLedger> RestartAsync(TimeSpan retention)
        {
            bench.Retention = retention;
            PostgresLedger later = bench.Ledger();
            await later.CatchUpAsync();
            return later;
        }

        public void Pass(TimeSpan time) => bench.Pass(time);

        public void SetBack(TimeSpan step) => bench.SetClock(-step);

        public ValueTask DisposeAsync() => bench.DisposeAsync();
    }
}
