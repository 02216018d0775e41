using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>Servers that are killed at random, and a database that crashes, under callers who go on; and what must hold all the time.</summary>
internal sealed class ClusterKillRun(TestCluster cluster, TimeSpan retention, int seed)
{
    private const string Spec = "one-inch";

    /// <summary>Of so many uploads, one is followed by all that can be made of it: the networks take much longer than an upload.</summary>
    private const int WithNetworks = 20;

    private const int Uploaders = 3;

    /// <summary>Clocks of callers and database are the same machine's; an answer may be under way for a moment.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(1);

    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();
    private readonly LeakSearch _search = SecretPhoto.Search();
    private readonly List<Kept> _kept = [];
    private readonly ConcurrentDictionary<string, bool> _asked = new(), _erased = new();
    private readonly ConcurrentDictionary<HttpStatusCode, int> _answers = new();
    private readonly ConcurrentDictionary<string, byte[]> _made = new();
    private int _cut, _compared;

    /// <summary>What was broken, a sentence each.</summary>
    public ConcurrentQueue<string> Broken { get; } = new();

    public int Kills { get; private set; }

    public int Restarts { get; private set; }

    public int Uploads => _kept.Count;

    public int Erasures => _erased.Count;

    /// <summary>How many answers there were of each status.</summary>
    public IReadOnlyDictionary<HttpStatusCode, int> Answers => _answers;

    /// <summary>Answers that ended in the middle, as their server was killed.</summary>
    public int Cut => _cut;

    /// <summary>The most answers that can end so: a caller waits for one, and what kills no server ends none.</summary>
    public int MostCut => (Uploaders + 1) * (Kills + Restarts);

    /// <summary>Whether photos and cut-outs are made too.</summary>
    public bool MakesPhotos { get; init; }

    /// <summary>How many photos and cut-outs were made and were the same as the first of their kind.</summary>
    public int Compared => _compared;

    /// <summary>How many files were searched at the end, and their bytes.</summary>
    public (int Files, long Bytes) Searched { get; private set; }

    /// <summary>Kills servers, one at a time, and lets the database crash, while callers work.</summary>
    /// <param name="kills">How many servers.</param>
    /// <param name="crashes">How many crashes of the database among them.</param>
    public Task RunAsync(int kills, int crashes) => RunAsync(() => KillAsync(kills, crashes));

    /// <summary>Lets something happen while callers work.</summary>
    public async Task RunAsync(Func<Task> trouble)
    {
        using CancellationTokenSource end = new();
        Task[] work = [.. Enumerable.Range(0, Uploaders).Select(_ => WorkAsync(end.Token)), LookAsync(end.Token)];
        await trouble();
        await end.CancelAsync();
        await Task.WhenAll(work);
        foreach ((string name, byte[] content) in await cluster.ContentsAsync())
            if (_search.Find(content) is not null)
                Broken.Enqueue($"A secret is in the object {name}.");
    }

    private async Task KillAsync(int kills, int crashes)
    {
        for (int i = 0; i < kills; i++)
        {
            await Task.Delay(Next(600), CancellationToken.None);
            int node = Next(cluster.Nodes.Count);
            cluster.Nodes[node].Kill();
            Kills++;
            if (crashes > 0 && (i + 1) % Math.Max(1, kills / crashes) == 0 && Restarts < crashes)
                await CrashAsync();
            await cluster.RestartAsync(node);
        }
    }

    /// <summary>Waits until all that is kept is over and swept: nothing may be left but what the database expects still, as uploads whose server was killed, and what a killed server was removing.</summary>
    /// <param name="patience">How long after the end of all photos something may be there.</param>
    /// <param name="nothing">Whether what was expected must be gone, too: it has a time of its own, of minutes.</param>
    public async Task EndAsync(TimeSpan patience, bool nothing)
    {
        int rows = 0, objects = 0;
        for (Stopwatch waited = Stopwatch.StartNew(); waited.Elapsed < retention + patience; await Task.Delay(500))
        {
            (rows, objects) = await LeftAsync(nothing);
            if (rows + objects == 0)
                break;
        }
        if (rows + objects > 0)
            Broken.Enqueue($"After the last sweep {rows} photos and {objects} objects were left.");
    }

    /// <summary>Ends servers and database, and searches every file that they have written. Nothing of the cluster can be used after it.</summary>
    public void Search()
    {
        foreach (ServerProcess node in cluster.Nodes)
            node.Kill();
        // A database that runs renames and removes files.
        cluster.Database.Crash();
        IReadOnlyList<string> files = cluster.Files();
        Searched = (files.Count, files.Sum(file => new FileInfo(file).Length));
        foreach (string where in _search.Find(files))
            Broken.Enqueue($"A secret is in {where}.");
    }

    /// <returns>Photos that are not only expected, and objects of photos that the database does not know; or all photos and all objects.</returns>
    private async Task<(int Rows, int Objects)> LeftAsync(bool all)
    {
        // In this order: an object is written after its row, and removed before it.
        IReadOnlyList<string> objects = await cluster.ObjectsAsync();
        IReadOnlyDictionary<string, bool> rows = await cluster.RowsAsync();
        return all ? (rows.Count, objects.Count) : (rows.Count(row => !row.Value), objects.Count(name => !rows.ContainsKey(name[(name.LastIndexOf('/') + 1)..])));
    }

    private async Task CrashAsync()
    {
        cluster.Database.Crash();
        Restarts++;
        await Task.Delay(Next(1500));
        cluster.Database.Resume();
    }

    private Task WorkAsync(CancellationToken end) => UntilAsync(async api =>
    {
        using HttpResponseMessage answer = await api.PostAsync("v1/photos", SecretPhoto.Camera, end);
        if (!Note(answer, HttpStatusCode.Created))
            return;
        Kept kept = (await answer.Content.ReadFromJsonAsync<Kept>(end))!;
        lock (_lock)
        {
            _kept.Add(kept);
            _search.Add(System.Text.Encoding.ASCII.GetBytes(kept.Token));
            _search.Add(System.Buffers.Text.Base64Url.DecodeFromChars(kept.Token));
        }
        if (MakesPhotos && Next(WithNetworks) == 0)
            await MakeAsync(api, kept, end);
        if (Next(2) == 0)
            await EraseAsync(api, kept, end);
    }, end);

    // The proxy chooses a server for each: a ciphertext or a share of a key that only one of them has would be missed by another.
    private async Task MakeAsync(Caller api, Kept kept, CancellationToken end)
    {
        using (HttpResponseMessage cutout = await api.CutoutAsync(kept, end))
            await CompareAsync("cut-out", cutout, kept, end);
        using HttpResponseMessage photo = await api.MakeAsync(kept, Spec, end);
        await CompareAsync("photo", photo, kept, end);
    }

    // All are made of the same file.
    private async Task CompareAsync(string kind, HttpResponseMessage answer, Kept kept, CancellationToken end)
    {
        if (!NoteOf(kept, answer))
            return;
        byte[] content = await answer.Content.ReadAsByteArrayAsync(end);
        if (_made.TryAdd(kind, content))
            lock (_lock)
                _search.Add(content);
        else if (content.AsSpan().SequenceEqual(_made[kind]))
            Interlocked.Increment(ref _compared);
        else
            Broken.Enqueue($"A {kind} differed from the first of the same file.");
    }

    private async Task EraseAsync(Caller api, Kept kept, CancellationToken end)
    {
        _asked[kept.Id] = true;
        using HttpResponseMessage answer = await api.EraseAsync(kept, end);
        if (NoteOf(kept, answer))
            _erased[kept.Id] = true;
    }

    /// <returns>Whether it was done. A photo that its only user has not erased may be absent once its time is over, and not before.</returns>
    private bool NoteOf(Kept kept, HttpResponseMessage answer)
    {
        if (!Note(answer, HttpStatusCode.OK, HttpStatusCode.NotFound))
            return false;
        double left = (kept.ExpiresAt - DateTimeOffset.UtcNow).TotalSeconds;
        if (answer.StatusCode == HttpStatusCode.NotFound && left > Tolerance.TotalSeconds)
            Broken.Enqueue($"A photo that was taken was not found by {answer.RequestMessage?.Method} {left:0.0} s before its time.");
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private Task LookAsync(CancellationToken end) => UntilAsync(async api =>
    {
        Kept? kept;
        lock (_lock)
            kept = _kept.Count == 0 ? null : _kept[Math.Max(0, _kept.Count - 1 - _random.Next(20))];
        if (kept is null)
        {
            await Task.Delay(50, end);
            return;
        }
        (bool asked, bool erased) = (_asked.ContainsKey(kept.Id), _erased.ContainsKey(kept.Id));
        DateTimeOffset before = DateTimeOffset.UtcNow;
        using HttpResponseMessage answer = await api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token, end);
        if (!Note(answer, HttpStatusCode.OK, HttpStatusCode.NotFound))
            return;
        bool there = answer.StatusCode == HttpStatusCode.OK;
        if (there && before > kept.ExpiresAt + Tolerance)
            Broken.Enqueue($"A photo survived its time by {(before - kept.ExpiresAt).TotalSeconds:0.0} s.");
        if (there && erased)
            Broken.Enqueue("A photo survived its deletion.");
        if (!there && !asked && !_asked.ContainsKey(kept.Id) && kept.ExpiresAt > DateTimeOffset.UtcNow + Tolerance)
            Broken.Enqueue($"A photo that was taken has gone {(kept.ExpiresAt - before).TotalSeconds:0.0} s before its time.");
    }, end);

    /// <returns>Whether it is one of those that are right; a refusal for now is none.</returns>
    private bool Note(HttpResponseMessage answer, params HttpStatusCode[] right)
    {
        _answers.AddOrUpdate(answer.StatusCode, 1, (_, count) => count + 1);
        if (right.Contains(answer.StatusCode))
            return true;
        if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
            Broken.Enqueue($"An answer was {((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture)}.");
        return false;
    }

    private async Task UntilAsync(Func<Caller, Task> work, CancellationToken end)
    {
        using Caller api = new(cluster.Proxy.Address);
        while (!end.IsCancellationRequested)
        {
            try
            {
                await work(api);
            }
            catch (Exception error) when (error is HttpRequestException or IOException or System.Text.Json.JsonException)
            {
                Interlocked.Increment(ref _cut);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested)
            {
                // The end, in the middle of a request.
            }
            catch (OperationCanceledException)
            {
                Broken.Enqueue($"An answer did not come within {api.Client.Timeout.TotalMinutes:0} minutes.");
            }
        }
    }

    private int Next(int bound)
    {
        lock (_lock)
            return _random.Next(bound);
    }
}
