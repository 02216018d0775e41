using System.Text.Json;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Data.Sqlite;
using Xunit;

namespace IdPhoto.Server.Tests.Store;

/// <summary>What somebody with the disk, the key file and even the token gets of a photo that was erased.</summary>
public sealed class ForensicTests
{
    [Fact]
    public async Task On_the_raw_disk_nothing_opens_an_erased_photo_even_with_the_key_file_and_the_token()
    {
        using Sandbox sandbox = new();
        using RawDisk? disk = RawDisk.TryMount(Path.Combine(sandbox.Root, "disk.img"), sandbox.Data);
        Assert.SkipUnless(disk is not null, "This user cannot mount a disk.");
        using ServerProcess server = await ServerProcess.StartAsync(sandbox);
        using Caller api = new(server.Address);
        Kept erased = await api.KeepAsync(SecretPhoto.Small), stays = null!;
        // Each upload writes more of the database, and so more places that may keep something of the first.
        for (int i = 0; i < 12; i++)
            stays = await api.KeepAsync(SecretPhoto.Small);
        using KeyHunt hunt = new(sandbox.KeyFile, erased), control = new(sandbox.KeyFile, stays);
        Assert.True(hunt.Count(disk.Image) > 0, "The key was never on the disk: nothing would be proved.");

        await api.EraseAsync(erased).BodyAsync();

        Assert.Equal(0, hunt.Count(disk.Image));
        Assert.True(control.Count(disk.Image) > 0);
        await api.MakeAsync(stays, "one-inch").BodyAsync();
        await server.StopAsync();
        Assert.Equal(0, hunt.Count(disk.Image));
    }

    [Fact]
    public async Task A_reader_of_the_database_delays_the_record_and_never_the_key_and_the_receipt_says_so()
    {
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, "SweepSeconds=1", sandbox.NoNetworks);
        using Caller api = new(server.Address);
        Kept kept = await api.KeepAsync(SecretPhoto.Small);
        using KeyHunt hunt = new(sandbox.KeyFile, kept);
        Assert.True(hunt.Count(Files(sandbox)) > 0);

        string[] erased;
        using (Read(sandbox))
        {
            erased = await ErasedAsync(api, kept);
            Assert.True(Holds(sandbox, Convert.FromHexString(kept.Id)));
            Assert.Equal(0, hunt.Count(Files(sandbox)));
        }
        Assert.Equal(["key", "bytes"], erased);
        await Wait.UntilAsync(() => !Holds(sandbox, Convert.FromHexString(kept.Id)));
        Assert.Equal(["key", "bytes", "record"], await ErasedAsync(api, await api.KeepAsync(SecretPhoto.Small)));
    }

    [Fact]
    public async Task Of_many_photos_that_went_in_any_order_no_identifier_token_hash_or_key_is_in_any_file()
    {
        using StoreBench bench = new();
        Random random = new(5);
        await bench.StartAsync();
        List<Stay> kept = [], gone = [];
        List<byte[]> keys = [];
        while (gone.Count < 120)
        {
            bench.Pass(TimeSpan.FromSeconds(1));
            Stay stay = await bench.Store.KeepAsync(new byte[] { 1, 2, 3 }, null, default);
            kept.Add(stay);
            keys.Add(bench.Keys.Read((await bench.Ledger.FindAsync(stay.Id))!.Key.Slot));
            if (kept.Count < 60 || random.Next(2) == 0)
                continue;
            int victim = random.Next(kept.Count);
            gone.Add(kept[victim]);
            kept.RemoveAt(victim);
            await bench.Store.EraseAsync(gone[^1]);
        }

        Assert.True(await bench.Store.TidyAsync());
        byte[][] traces = [.. gone.SelectMany(stay => new[] { stay.Id.ToBytes(), System.Text.Encoding.ASCII.GetBytes(stay.Id.Hex), stay.Token.Secret, stay.Token.Hash })];
        Assert.Equal(0, Traces(bench.Sandbox, traces));
        Assert.Equal(3 * kept.Count, Traces(bench.Sandbox, [.. kept.SelectMany(stay => new[] { stay.Id.ToBytes(), stay.Token.Hash })], keys));
    }

    [Fact]
    public void What_SQLite_leaves_of_entries_that_it_moved_goes_with_a_rewrite()
    {
        using Sandbox sandbox = new();
        Directory.CreateDirectory(sandbox.Data);
        using KeySlots keys = KeySlots.Open(sandbox.Keys);
        int left = 0;
        for (int seed = 0; seed < 3; seed++)
        {
            using SqliteFile file = SqliteFile.Open(Path.Combine(sandbox.Data, $"{seed}.db"));
            LedgerSchema.Migrate(file, keys);
            byte[][] gone = Churn(file, new Random(seed));
            Assert.True(file.TryEmptyLog());
            left += Traces(sandbox, gone);
            Assert.True(file.TryRewrite());
            Assert.Equal(0, Traces(sandbox, gone));
        }

        Assert.True(left > 0, "Nothing was left before either: the rewrite may not be needed any more.");
    }

    // Photos come and go, the oldest first; identifiers of those that went.
    private static byte[][] Churn(SqliteFile file, Random random)
    {
        file.Run("PRAGMA synchronous = OFF");
        Queue<byte[]> kept = [];
        List<byte[]> gone = [];
        for (int i = 0; i < 8000; i++)
        {
            if (random.Next(100) >= 55 && kept.TryDequeue(out byte[]? oldest))
            {
                file.Run("DELETE FROM photos WHERE id = @id", ("@id", oldest));
                gone.Add(oldest);
                continue;
            }
            byte[] id = new byte[PhotoId.Bytes];
            random.NextBytes(id);
            kept.Enqueue(id);
            file.Run(
                "INSERT INTO photos (id, token_hash, slot, bytes, uploaded, expires, expires_uptime) VALUES (@id, zeroblob(32), @i, 1, @i, @i, @i)",
                ("@id", id), ("@i", i * 1000));
        }
        return [.. gone];
    }

    // How many of these are in a file.
    private static int Traces(Sandbox sandbox, byte[][] traces, List<byte[]>? keys = null)
    {
        byte[][] files = [.. Files(sandbox).Select(LeakSearch.ReadShared)];
        return traces.Concat(keys ?? []).Count(trace => files.Any(file => file.AsSpan().IndexOf(trace) >= 0));
    }

    [Fact]
    public async Task With_the_keys_elsewhere_nothing_in_the_data_folder_opens_a_photo_and_without_them_all_photos_go()
    {
        using Sandbox sandbox = new();
        string keys = Path.Combine(sandbox.Temporary, "photos.keys"), setting = $"PhotoKeyFile={keys}";
        Kept kept;
        using (ServerProcess server = await ServerProcess.StartAsync(sandbox, setting, sandbox.NoNetworks))
        {
            using Caller api = new(server.Address);
            kept = await api.KeepAsync(SecretPhoto.Small);
            using Sandbox other = new();
            Assert.Contains("'PhotoKeyFile'", (await Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync(other, setting, other.NoNetworks))).Message, StringComparison.Ordinal);
            Assert.Equal(0, await server.StopAsync());
        }
        using (KeyHunt hunt = new(sandbox.KeyFile, kept))
        {
            Assert.Equal(0, hunt.Count(Files(sandbox)));
            Assert.Equal(1, hunt.Count(keys));
        }
        // As a restart of the machine does with a file in memory.
        File.Delete(keys);
        using ServerProcess next = await ServerProcess.StartAsync(sandbox, setting, sandbox.NoNetworks);
        using Caller again = new(next.Address);
        using HttpResponseMessage answer = await again.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(sandbox.PhotoFiles());
    }

    private static async Task<string[]> ErasedAsync(Caller api, Kept kept)
        => [.. JsonDocument.Parse(await api.EraseAsync(kept).BodyAsync()).RootElement.GetProperty("erased").EnumerateArray().Select(step => step.GetString()!)];

    // A reader keeps the write-ahead log from being emptied.
    private static SqliteConnection Read(Sandbox sandbox)
    {
        SqliteConnection reader = new($"Data Source={sandbox.Database};Pooling=False");
        reader.Open();
        using SqliteCommand command = reader.CreateCommand();
        command.CommandText = "BEGIN; SELECT count(*) FROM photos";
        command.ExecuteScalar();
        return reader;
    }

    // The log's index holds no contents, and a process that closes it loses its locks on it: the reader would hold nothing up any more.
    private static bool Holds(Sandbox sandbox, byte[] bytes) => Files(sandbox).Where(file => !file.EndsWith("-shm", StringComparison.Ordinal)).Any(file => LeakSearch.ReadShared(file).AsSpan().IndexOf(bytes) >= 0);

    private static string[] Files(Sandbox sandbox) => [.. Directory.GetFiles(sandbox.Data, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is not ("lock" or "admin.sock"))];
}
