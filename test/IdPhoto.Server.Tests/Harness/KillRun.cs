using System.Globalization;
using System.Net;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A server that is killed again and again in the middle of its work, and what must hold afterwards each time.</summary>
internal sealed class KillRun(Sandbox sandbox, int retentionSeconds, int seed)
{
    private const string Spec = "one-inch";

    private readonly Random _random = new(seed);
    private readonly LeakSearch _search = SecretPhoto.Search();
    private readonly List<Kept> _kept = [];
    private readonly HashSet<string> _asked = [], _erased = [];

    /// <summary>What was broken, a sentence each.</summary>
    public List<string> Broken { get; } = [];

    public int Kills { get; private set; }

    public int Uploads { get; private set; }

    public int Erasures { get; private set; }

    /// <summary>Drafts and ciphertexts without a photo that kills have left, for the next start to remove.</summary>
    public int OrphansLeft { get; private set; }

    /// <summary>One life: start, check what the last one left, work, kill, search.</summary>
    /// <param name="withNetworks">Makes photos and cut-outs too, which takes seconds.</param>
    public async Task LiveAsync(bool withNetworks)
    {
        string[] settings = [$"RetentionSeconds={retentionSeconds.ToString(CultureInfo.InvariantCulture)}", "RequestsPerMinute=1000000"];
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, withNetworks ? settings : [.. settings, sandbox.NoNetworks]);
        using Caller api = new(server.Address);
        await CheckStartAsync(api);
        using CancellationTokenSource dead = new();
        Task[] work = [UploadAndEraseAsync(api, dead.Token), UploadAndEraseAsync(api, dead.Token), withNetworks ? WholeFlowAsync(api, dead.Token) : Task.CompletedTask];
        // A start on a busy machine needs seconds for its first photo: in most lives the moment is looked for after that.
        if (Kills % 3 != 2)
            await FirstUploadAsync();
        await Task.Delay(_random.Next(withNetworks ? 4000 : 400), CancellationToken.None);
        server.Kill();
        await dead.CancelAsync();
        await Task.WhenAll(work);
        Kills++;
        Broken.AddRange(_search.Find(sandbox.Files()).Select(where => $"After kill {Kills} a secret is in {where}."));
        OrphansLeft += StoredState.Read(sandbox).Orphans.Count();
    }

    private async Task FirstUploadAsync()
    {
        int before = Uploads;
        for (System.Diagnostics.Stopwatch waited = System.Diagnostics.Stopwatch.StartNew(); Uploads == before && waited.Elapsed < TimeSpan.FromSeconds(20);)
            await Task.Delay(20, CancellationToken.None);
    }

    /// <summary>Starts it a last time: everything expired must be gone, and nothing be there that belongs to nobody.</summary>
    public async Task EndAsync()
    {
        await Task.Delay(TimeSpan.FromSeconds(retentionSeconds), CancellationToken.None);
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, $"RetentionSeconds={retentionSeconds.ToString(CultureInfo.InvariantCulture)}", sandbox.NoNetworks);
        StoredState state = StoredState.Read(sandbox);
        if (state.Rows.Count > 0 || state.Files.Count > 0)
            Broken.Add($"After the last start {state.Rows.Count} photos and {state.Files.Count} files were left.");
        await server.StopAsync();
        Broken.AddRange(_search.Find(sandbox.Files()).Select(where => $"After the end a secret is in {where}."));
    }

    private async Task CheckStartAsync(Caller api)
    {
        StoredState state = StoredState.Read(sandbox);
        // The sweeper may be between two of its steps: what is wrong for longer is wrong.
        if (state.Orphans.Any() || state.Lost.Any())
        {
            await Task.Delay(5_000, CancellationToken.None);
            StoredState later = StoredState.Read(sandbox);
            Broken.AddRange(later.Orphans.Intersect(state.Orphans).Select(_ => $"After start {Kills + 1} a file belongs to no photo."));
            Broken.AddRange(later.Lost.Intersect(state.Lost).Select(_ => $"After start {Kills + 1} a photo has no file."));
        }
        foreach (Kept kept in _kept.TakeLast(8).ToArray())
            await CheckAsync(api, kept);
        _kept.RemoveAll(kept => kept.ExpiresAt < DateTimeOffset.UtcNow.AddSeconds(-60));
    }

    private async Task CheckAsync(Caller api, Kept kept)
    {
        DateTimeOffset before = DateTimeOffset.UtcNow;
        using HttpResponseMessage answer = await api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token);
        bool there = answer.StatusCode == HttpStatusCode.OK;
        if (there && kept.ExpiresAt <= before)
            Broken.Add($"A photo survived its time by {(before - kept.ExpiresAt).TotalSeconds:0.0} s.");
        if (there && _erased.Contains(kept.Id))
            Broken.Add("A photo survived its deletion.");
        // Uptimes are told in hundredths of a second and rounded down each time: a photo may go that much early.
        if (!there && !_asked.Contains(kept.Id) && kept.ExpiresAt > DateTimeOffset.UtcNow.AddMilliseconds(200))
            Broken.Add($"A photo that was taken has gone {(kept.ExpiresAt - before).TotalSeconds:0.00} s before its time ({(int)answer.StatusCode}).");
    }

    private Task UploadAndEraseAsync(Caller api, CancellationToken cancel) => UntilDeadAsync(async () =>
    {
        Kept kept = await KeepAsync(api, cancel);
        if (_random.Next(2) == 0)
            await EraseAsync(api, kept, cancel);
    }, cancel);

    private Task WholeFlowAsync(Caller api, CancellationToken cancel) => UntilDeadAsync(async () =>
    {
        Kept kept = await KeepAsync(api, cancel);
        using HttpResponseMessage cutout = await api.CutoutAsync(kept, cancel);
        using HttpResponseMessage made = await api.MakeAsync(kept, Spec, cancel);
        using MultipartFormDataContent form = new() { { new ByteArrayContent(SecretPhoto.Camera), "photo", SecretPhoto.FileName } };
        using HttpResponseMessage direct = await api.Client.PostAsync($"v1/id-photos?spec={Spec}", form, cancel);
        Remember(await made.Content.ReadAsByteArrayAsync(cancel));
        Remember(await cutout.Content.ReadAsByteArrayAsync(cancel));
        await EraseAsync(api, kept, cancel);
    }, cancel);

    // Results are secrets too.
    private void Remember(byte[] result)
    {
        if (result.Length < 2000)
            return;
        lock (_search)
            if (_search.Windows < 3_000_000)
                _search.Add(result);
    }

    private async Task<Kept> KeepAsync(Caller api, CancellationToken cancel)
    {
        Kept kept = await api.KeepAsync(SecretPhoto.Camera, cancel);
        lock (_search)
        {
            Uploads++;
            _kept.Add(kept);
            _search.Add(System.Text.Encoding.ASCII.GetBytes(kept.Token));
            _search.Add(System.Buffers.Text.Base64Url.DecodeFromChars(kept.Token));
        }
        return kept;
    }

    private async Task EraseAsync(Caller api, Kept kept, CancellationToken cancel)
    {
        lock (_search)
            _asked.Add(kept.Id);
        using HttpResponseMessage answer = await api.EraseAsync(kept, cancel);
        if (answer.StatusCode != HttpStatusCode.OK)
            return;
        lock (_search)
        {
            Erasures++;
            _erased.Add(kept.Id);
        }
    }

    private static async Task UntilDeadAsync(Func<Task> work, CancellationToken dead)
    {
        try
        {
            while (!dead.IsCancellationRequested)
                await work();
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException or System.Text.Json.JsonException)
        {
            // It was killed.
        }
    }
}
