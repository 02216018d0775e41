using IdPhoto.Server.Store;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A store in a folder, with clocks that a test sets, and that can be left as a crash leaves it.</summary>
internal sealed class StoreBench : IDisposable
{
    private readonly MasterKeys _master = MasterKeys.Of(MasterKey.Random());
    private SqliteLedger _ledger = null!;
    private KeySlots _keys = null!;

    public Sandbox Sandbox { get; } = new();

    public TimeSpan Retention { get; set; } = TimeSpan.FromHours(24);

    public DateTimeOffset Wall { get; set; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public TimeSpan Uptime { get; set; } = TimeSpan.FromHours(100);

    public string Boot { get; set; } = "first";

    /// <summary>Measures how long its ledger is written afresh.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public PhotoStore Store { get; private set; } = null!;

    public SqliteLedger Ledger => _ledger;

    public KeySlots Keys => _keys;

    /// <summary>Its files; a test may put others in their place before a start.</summary>
    public Func<IPhotoFiles, IPhotoFiles> Files { get; set; } = files => files;

    /// <summary>Its keys as its store has them; likewise.</summary>
    public Func<IPhotoKeys, IPhotoKeys> KeyPlaces { get; set; } = keys => keys;

    /// <summary>Its ledger as its store has it; likewise.</summary>
    public Func<IPhotoLedger, IPhotoLedger> Ledgers { get; set; } = ledger => ledger;

    public PhotoCipher Cipher => new(_master);

    /// <summary>Opens the folder as a server that starts.</summary>
    public async Task<int> StartAsync()
    {
        OpenLedger();
        DiskPhotos files = DiskPhotos.Open(Sandbox.Photos);
        Store = new PhotoStore(Ledgers(_ledger), KeyPlaces(new SlotKeys(_keys)), Files(files), Cipher, new BenchTime(this), new StartCleanup(_ledger, _keys, files));
        return await Store.StartAsync(CancellationToken.None);
    }

    /// <summary>The ledger alone is closed and opened.</summary>
    public Task ReopenAsync()
    {
        Close();
        OpenLedger();
        return _ledger.CatchUpAsync();
    }

    /// <summary>The server ends and starts again, on the same run of the machine.</summary>
    public async Task<int> RestartAsync(TimeSpan downtime = default)
    {
        Close();
        Pass(downtime);
        return await StartAsync();
    }

    /// <summary>The machine ends and starts again.</summary>
    /// <param name="downtime">How long it is off.</param>
    /// <param name="wallError">By how much the time of day is set wrong meanwhile.</param>
    public async Task<int> RebootAsync(TimeSpan downtime, TimeSpan wallError = default)
    {
        Close();
        Wall += downtime + wallError;
        Uptime = TimeSpan.FromSeconds(20);
        Boot += "+";
        return await StartAsync();
    }

    /// <summary>Time passes by both clocks.</summary>
    public void Pass(TimeSpan time)
    {
        Wall += time;
        Uptime += time;
    }

    public ClockReading Clock() => new(Wall, Uptime, Boot);

    public async Task<bool> IsThereAsync(Stay stay) => await Store.FindAsync(stay.Id, stay.Token) is { } found && await Store.OpenAsync(found, CancellationToken.None) is not null;

    /// <summary>Whether a secret is in any of its files.</summary>
    public bool IsInData(byte[] secret) => Directory.GetFiles(Sandbox.Data, "*", SearchOption.AllDirectories).Any(file => LeakSearch.ReadShared(file).AsSpan().IndexOf(secret) >= 0);

    /// <summary>The server ends.</summary>
    public void Close()
    {
        _ledger?.Dispose();
        _keys?.Dispose();
    }

    public void Dispose()
    {
        Close();
        Sandbox.Dispose();
    }

    /// <summary>The time of day, as receipts have it.</summary>
    private sealed class BenchTime(StoreBench bench) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => bench.Wall;
    }

    private void OpenLedger()
    {
        Directory.CreateDirectory(Sandbox.Data);
        _keys = KeySlots.Open(Sandbox.Keys);
        _ledger = SqliteLedger.Open(Sandbox.Database, _keys, new StoreRules(Retention, 100_000_000), Clock, Time);
    }
}
