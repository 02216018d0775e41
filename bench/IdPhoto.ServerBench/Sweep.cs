using System.Diagnostics;
using System.Security.Cryptography;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Data.Sqlite;

namespace IdPhoto.ServerBench;

/// <summary>Very many photos whose time is over at the same moment, while uploads go on.</summary>
internal static class Sweep
{
    private const int FileBytes = 4096;

    public static async Task RunAsync(int count)
    {
        using Sandbox sandbox = new();
        IReadOnlyList<int> slots = await MakeLedgerAsync(sandbox, count);
        TimeSpan wait = TimeSpan.FromSeconds(30 + (count / 2000));
        DateTimeOffset over = DateTimeOffset.UtcNow + wait;
        Fill(sandbox, slots, over);
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, "RequestsPerMinute=1000000");
        using Caller api = new(server.Address);
        Console.WriteLine($"{await StoredAsync(api)} photos are stored; {(over - DateTimeOffset.UtcNow).TotalSeconds:0} s until all are over.");
        (List<double> before, _) = await UploadUntilAsync(api, () => Task.FromResult(DateTimeOffset.UtcNow >= over));
        Stopwatch watch = Stopwatch.StartNew();
        (List<double> during, int uploaded) = await UploadUntilAsync(api, async () => await StoredAsync(api) < count / 100);
        double seconds = watch.Elapsed.TotalSeconds;
        Figures.Head();
        Figures.Print($"{count:N0} photos swept", $"{seconds:0.0} s", "60 s at most", seconds <= 60);
        Figures.Print("uploads meanwhile: number, p50, p99, longest", $"{uploaded}, {1000 * Figures.Quantile(during, 0.5):0} ms, {1000 * Figures.Quantile(during, 0.99):0} ms, {1000 * during.Max():0} ms", "not blocked: 1 s at most", during.Max() < 1);
        Console.WriteLine($"| before it: p50, p99 | {1000 * Figures.Quantile(before, 0.5):0} ms, {1000 * Figures.Quantile(before, 0.99):0} ms | | |");
        while (await StoredAsync(api) > 0)
            await Task.Delay(100);
        Figures.Print("files left", $"{sandbox.PhotoFiles().Length}", "0", sandbox.PhotoFiles().Length == 0);
    }

    private static async Task<(List<double> Seconds, int Count)> UploadUntilAsync(Caller api, Func<Task<bool>> done)
    {
        List<double> seconds = [];
        while (!await done())
        {
            Stopwatch watch = Stopwatch.StartNew();
            Kept kept = await api.KeepAsync(SecretPhoto.Camera);
            seconds.Add(watch.Elapsed.TotalSeconds);
            (await api.EraseAsync(kept)).Dispose();
        }
        return (seconds, seconds.Count);
    }

    private static async Task<long> StoredAsync(Caller api)
    {
        const string Gauge = "idphoto_photos_stored{";
        string line = (await api.Client.GetStringAsync("metrics")).Split('\n').First(text => text.StartsWith(Gauge, StringComparison.Ordinal));
        return long.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<IReadOnlyList<int>> MakeLedgerAsync(Sandbox sandbox, int count)
    {
        Directory.CreateDirectory(sandbox.Data);
        using KeySlots keys = KeySlots.Open(sandbox.Keys);
        using SqliteLedger ledger = SqliteLedger.Open(sandbox.Database, keys, new StoreRules(TimeSpan.FromDays(1), long.MaxValue), MachineClock.Read);
        await ledger.CatchUpAsync();
        return keys.Put([.. Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetBytes(PhotoCipher.WrappedBytes))]);
    }

    // Written directly: taking so many one after the other would only measure the disk.
    private static void Fill(Sandbox sandbox, IReadOnlyList<int> slots, DateTimeOffset over)
    {
        ClockReading now = MachineClock.Read();
        byte[] content = RandomNumberGenerator.GetBytes(FileBytes);
        using SqliteConnection database = new($"Data Source={sandbox.Database};Pooling=False");
        database.Open();
        using SqliteTransaction transaction = database.BeginTransaction();
        using SqliteCommand insert = database.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = "INSERT INTO photos (id, token_hash, slot, bytes, uploaded, expires, expires_uptime) VALUES (@id, @hash, @slot, @bytes, @uploaded, @wall, @uptime)";
        SqliteParameter id = insert.Parameters.Add("@id", SqliteType.Blob);
        insert.Parameters.AddWithValue("@hash", new byte[32]);
        SqliteParameter place = insert.Parameters.Add("@slot", SqliteType.Integer);
        insert.Parameters.AddWithValue("@bytes", FileBytes);
        insert.Parameters.AddWithValue("@uploaded", now.WallMs);
        insert.Parameters.AddWithValue("@wall", over.ToUnixTimeMilliseconds());
        insert.Parameters.AddWithValue("@uptime", (long)(now.Uptime + (over - now.Wall)).TotalMilliseconds);
        foreach (int slot in slots)
        {
            PhotoId photo = PhotoId.New();
            id.Value = photo.ToBytes();
            place.Value = slot;
            insert.ExecuteNonQuery();
            string folder = Directory.CreateDirectory(Path.Combine(sandbox.Photos, photo.Hex[..2])).FullName;
            File.WriteAllBytes(Path.Combine(folder, photo.Hex), content);
        }
        transaction.Commit();
    }
}
