using System.Security.Cryptography;
using IdPhoto.Server.Records;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Store;

/// <summary>What a start does before anything that needs room on the disk.</summary>
public sealed class FirstRemovalTests : IDisposable
{
    private readonly StoreBench _bench = new();

    [Fact]
    public async Task Keys_and_files_of_what_is_over_go_before_the_ledger_is_opened_and_the_start_forgets_the_rest()
    {
        await _bench.StartAsync();
        await KeepAsync();
        byte[] over = WrappedKey();
        _bench.Pass(TimeSpan.FromHours(1));
        Stay young = await KeepAsync();
        _bench.Close();
        _bench.Pass(_bench.Retention - TimeSpan.FromMinutes(30));

        Assert.Equal(1, Remove());
        Assert.Single(_bench.Sandbox.PhotoFiles());
        Assert.False(_bench.IsInData(over));
        Assert.Equal(1, await _bench.StartAsync());
        Assert.True(await _bench.IsThereAsync(young));
    }

    [Fact]
    public async Task On_another_run_of_the_machine_the_time_of_day_alone_says_what_is_over()
    {
        await _bench.StartAsync();
        await KeepAsync();
        _bench.Pass(TimeSpan.FromHours(1));
        Stay young = await KeepAsync();
        _bench.Close();
        // The folder moves to a machine that has run for longer.
        _bench.Boot = "second";
        _bench.Uptime += TimeSpan.FromHours(1000);

        Assert.Equal(0, Remove());
        _bench.Wall += _bench.Retention - TimeSpan.FromMinutes(30);
        Assert.Equal(1, Remove());
        Assert.Single(_bench.Sandbox.PhotoFiles());
        Assert.Equal(1, await _bench.StartAsync());
        Assert.True(await _bench.IsThereAsync(young));
    }

    [Fact]
    public async Task On_the_same_run_of_the_machine_a_time_of_day_that_was_set_back_delays_nothing()
    {
        await _bench.StartAsync();
        await KeepAsync();
        _bench.Close();
        _bench.Uptime += _bench.Retention - TimeSpan.FromSeconds(1);
        _bench.Wall -= TimeSpan.FromHours(48);

        Assert.Equal(0, Remove());
        _bench.Uptime += TimeSpan.FromSeconds(1);
        Assert.Equal(1, Remove());
        Assert.Empty(_bench.Sandbox.PhotoFiles());
    }

    [Fact]
    public async Task It_reads_what_a_killed_server_has_left_in_the_log()
    {
        await _bench.StartAsync();
        await KeepAsync();
        // As a crash leaves it: what was written is in the log alone.
        using Sandbox crashed = new();
        foreach (string file in Directory.GetFiles(_bench.Sandbox.Data, "photos.*"))
            await File.WriteAllBytesAsync(Path.Combine(Directory.CreateDirectory(crashed.Data).FullName, Path.GetFileName(file)), LeakSearch.ReadShared(file));
        _bench.Pass(_bench.Retention);

        Assert.Equal(1, FirstRemoval.Run(crashed.Database, DiskPhotos.Open(crashed.Photos), crashed.Keys, _bench.Clock()));
    }

    [Fact]
    public async Task Keys_of_another_store_are_refused_and_nothing_goes()
    {
        await _bench.StartAsync();
        await KeepAsync();
        _bench.Close();
        _bench.Pass(_bench.Retention);
        byte[] others = RandomNumberGenerator.GetBytes(2 * KeySlots.SlotBytes);
        await File.WriteAllBytesAsync(_bench.Sandbox.Keys, others);

        Assert.Throws<SettingException>(() => Remove());
        Assert.Equal(others, await File.ReadAllBytesAsync(_bench.Sandbox.Keys));
        Assert.Single(_bench.Sandbox.PhotoFiles());
    }

    [Fact]
    public async Task Who_reads_the_ledger_meanwhile_keeps_no_server_from_starting()
    {
        await _bench.StartAsync();
        await KeepAsync();
        _bench.Pass(_bench.Retention);

        // The ledger is open, the keys are another file's that is empty.
        Assert.Equal(0, FirstRemoval.Run(_bench.Sandbox.Database, DiskPhotos.Open(_bench.Sandbox.Photos), Path.Combine(_bench.Sandbox.Root, "no-keys"), _bench.Clock()));
        Assert.Single(_bench.Sandbox.PhotoFiles());
    }

    [Fact]
    public async Task Databases_that_are_whole_are_opened_without_a_write()
    {
        await _bench.StartAsync();
        await KeepAsync();
        _bench.Close();
        SqliteRecords.Open(_bench.Sandbox.Records).Dispose();

        using KeySlots keys = KeySlots.Open(_bench.Sandbox.Keys);
        using SqliteLedger ledger = SqliteLedger.Open(_bench.Sandbox.Database, keys, new StoreRules(_bench.Retention, 100_000_000), _bench.Clock);
        using SqliteRecords records = SqliteRecords.Open(_bench.Sandbox.Records);
        Assert.All(Directory.GetFiles(_bench.Sandbox.Data, "*-wal"), log => Assert.Equal(0, new FileInfo(log).Length));
        Assert.Equal(1, (await ledger.TotalsAsync()).Photos);
    }

    public void Dispose() => _bench.Dispose();

    private int Remove() => FirstRemoval.Run(_bench.Sandbox.Database, DiskPhotos.Open(_bench.Sandbox.Photos), _bench.Sandbox.Keys, _bench.Clock());

    private Task<Stay> KeepAsync() => _bench.Store.KeepAsync(SecretPhoto.Small, null, default);

    /// <summary>That of the one photo there is.</summary>
    private byte[] WrappedKey() => _bench.Keys.Read((int)(long)_bench.Sandbox.Execute("SELECT slot FROM photos")!);
}
