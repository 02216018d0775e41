using System.Net;
using System.Net.Http.Json;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>Three servers behind a proxy keep the promise of one.</summary>
public sealed class ClusterTests(ThreeServers servers) : IClassFixture<ThreeServers>
{
    private TestCluster Cluster => servers.Cluster;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_that_one_takes_is_cut_out_by_the_second_and_made_by_the_third_and_erased_by_any_for_all()
    {
        using Caller first = new(Cluster.AddressOf(0)), second = new(Cluster.AddressOf(1)), third = new(Cluster.AddressOf(2)), any = new(Cluster.Proxy.Address);
        LeakSearch search = SecretPhoto.Search();
        IReadOnlyList<string> before = await Cluster.ObjectsAsync();

        Kept kept = await first.KeepAsync(SecretPhoto.Camera, Cancel);
        byte[] cutout = await BodyAsync(second.CutoutAsync(kept), HttpStatusCode.OK);
        byte[] elsewhere = await BodyAsync(first.CutoutAsync(kept), HttpStatusCode.OK);
        byte[] made = await BodyAsync(third.MakeAsync(kept, "one-inch"), HttpStatusCode.OK);
        foreach (byte[] secret in new[] { cutout, made, System.Text.Encoding.ASCII.GetBytes(kept.Token) })
            search.Add(secret);
        // In memory there, not here: made again from the original, to the same.
        Assert.Equal(cutout, elsewhere);
        Assert.Equal(before.Count + 2, (await Cluster.ObjectsAsync()).Count);
        Assert.Empty(search.Find(Cluster.Files()));
        Assert.All(await Cluster.ContentsAsync(), entry => Assert.Null(search.Find(entry.Content)));

        byte[] erased = await BodyAsync(any.EraseAsync(kept), HttpStatusCode.OK);
        Assert.Contains("\"key\"", System.Text.Encoding.UTF8.GetString(erased), StringComparison.Ordinal);
        foreach (Caller api in new[] { first, second, third, any })
        {
            await BodyAsync(api.CutoutAsync(kept), HttpStatusCode.NotFound);
            await BodyAsync(api.MakeAsync(kept, "one-inch"), HttpStatusCode.NotFound);
        }
        Assert.Equal(before, await Cluster.ObjectsAsync());
        Assert.DoesNotContain(kept.Id, (await Cluster.RowsAsync()).Keys);
        string[] keys = [.. await Task.WhenAll(new[] { first, second, third }.Select(api => api.Client.GetStringAsync("v1/receipt-keys", Cancel)))];
        Assert.Single(keys.Distinct());
        Assert.Empty(search.Find(Cluster.Files()));
    }

    [Fact]
    public async Task A_yes_that_one_has_taken_holds_on_all_and_so_does_its_withdrawal()
    {
        using Caller first = new(Cluster.AddressOf(0)), second = new(Cluster.AddressOf(1)), third = new(Cluster.AddressOf(2));
        string install = Guid.NewGuid().ToString();
        IReadOnlyList<string> before = await Cluster.ObjectsAsync();

        await BodyAsync(UploadAsync(first, install), HttpStatusCode.Forbidden);
        await BodyAsync(AgreeAsync(second, install, "server-photos", HttpMethod.Put), HttpStatusCode.OK);
        Kept kept = (await (await UploadAsync(third, install)).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Kept>(Cancel))!;
        await BodyAsync(AgreeAsync(first, install, "server-photos", HttpMethod.Delete), HttpStatusCode.OK);
        await BodyAsync(second.CutoutAsync(kept), HttpStatusCode.NotFound);
        await BodyAsync(UploadAsync(third, install), HttpStatusCode.Forbidden);
        Assert.Equal(before, await Cluster.ObjectsAsync());
    }

    [Fact]
    public Task A_server_that_is_cut_off_from_the_database_shows_no_photo_that_another_has_erased_and_comes_back() => CutOffAsync(Cluster.Link!.Cut, Cluster.Link!.Mend);

    [Fact]
    public Task And_so_does_one_whose_network_to_the_database_drops_everything()
    {
        Assert.SkipWhen(Cluster.Room is null, NetworkRoom.Missing ?? "");
        return CutOffAsync(Cluster.Room!.Cut, Cluster.Room.Mend);
    }

    [Fact]
    public async Task A_server_that_is_dead_costs_callers_a_refusal_for_now_at_most_and_nothing_is_done_twice()
    {
        using Caller any = new(Cluster.Proxy.Address);
        Kept stays = await any.KeepAsync(SecretPhoto.Camera, Cancel);
        Cluster.Nodes[2].Kill();
        try
        {
            await AssertKeptOnceAsync(any);
            for (int i = 0; i < 4; i++)
                await BodyAsync(any.SendAsync(HttpMethod.Get, $"v1/photos/{stays.Id}", stays.Token), HttpStatusCode.OK);
        }
        finally
        {
            await Cluster.RestartAsync(2);
        }
    }

    private async Task CutOffAsync(Action cutOff, Action mend)
    {
        using Caller cut = new(Cluster.AddressOf(0)), other = new(Cluster.AddressOf(1)), any = new(Cluster.Proxy.Address);
        Kept erased = await cut.KeepAsync(SecretPhoto.Camera, Cancel), stays = await cut.KeepAsync(SecretPhoto.Camera, Cancel);
        // In its memory from now on.
        await BodyAsync(cut.CutoutAsync(erased), HttpStatusCode.OK);

        cutOff();
        await BodyAsync(other.EraseAsync(erased), HttpStatusCode.OK);
        Task<int> keeping = AssertKeptOnceAsync(any);
        await Task.WhenAll(
            keeping, BodyAsync(cut.CutoutAsync(erased), HttpStatusCode.ServiceUnavailable), BodyAsync(cut.PostAsync("v1/photos", SecretPhoto.Camera), HttpStatusCode.ServiceUnavailable),
            BodyAsync(cut.SendAsync(HttpMethod.Get, "readyz", null), HttpStatusCode.ServiceUnavailable));
        // Whoever asks the proxy gets what the other one knows.
        for (int i = 0; i < 4; i++)
            await BodyAsync(any.SendAsync(HttpMethod.Get, $"v1/photos/{stays.Id}", stays.Token), HttpStatusCode.OK);

        mend();
        await UntilAsync(() => cut.SendAsync(HttpMethod.Get, "readyz", null), HttpStatusCode.OK);
        await BodyAsync(cut.CutoutAsync(erased), HttpStatusCode.NotFound);
        // What was held up on the way has come by now, and counts for nothing.
        Assert.Equal(await keeping, await KeptAsync());
        await BodyAsync(cut.EraseAsync(stays), HttpStatusCode.OK);
    }

    /// <summary>What is sent while not every server can work is done once or refused, and nobody is told otherwise.</summary>
    private async Task<int> AssertKeptOnceAsync(Caller any)
    {
        int before = await KeptAsync();
        HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            using HttpResponseMessage answer = await any.PostAsync("v1/photos", SecretPhoto.Camera, Cancel);
            return answer.StatusCode;
        }));
        Assert.All(answers, answer => Assert.True(answer is HttpStatusCode.Created or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable, $"{answer}"));
        Assert.Contains(HttpStatusCode.Created, answers);
        int kept = await KeptAsync();
        Assert.Equal(answers.Count(status => status == HttpStatusCode.Created), kept - before);
        return kept;
    }

    private async Task<int> KeptAsync() => (await Cluster.RowsAsync()).Count(row => !row.Value);

    private static Task<HttpResponseMessage> UploadAsync(Caller api, string install)
    {
        HttpRequestMessage request = new(HttpMethod.Post, "v1/photos") { Content = new ByteArrayContent(SecretPhoto.Camera) };
        request.Headers.Add("Install-Id", install);
        return api.Client.SendAsync(request, Cancel);
    }

    private static async Task<HttpResponseMessage> AgreeAsync(Caller api, string install, string purpose, HttpMethod method)
    {
        System.Text.Json.JsonElement policy = await api.Client.GetFromJsonAsync<System.Text.Json.JsonElement>("v1/policy", Cancel);
        HttpRequestMessage request = new(method, $"v1/device/consents/{purpose}");
        if (method == HttpMethod.Put)
            request.Content = JsonContent.Create(new { policy = policy.GetProperty("tag").GetString() });
        request.Headers.Add("Install-Id", install);
        return await api.Client.SendAsync(request, Cancel);
    }

    private static async Task UntilAsync(Func<Task<HttpResponseMessage>> request, HttpStatusCode expected)
    {
        for (System.Diagnostics.Stopwatch waited = System.Diagnostics.Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(200, Cancel))
        {
            using HttpResponseMessage answer = await request();
            if (answer.StatusCode == expected)
                return;
        }
        Assert.Fail($"It does not answer {expected}.");
    }

    private static async Task<byte[]> BodyAsync(Task<HttpResponseMessage> request, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await request;
        byte[] body = await answer.Content.ReadAsByteArrayAsync(Cancel);
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {System.Text.Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(500, body.Length)))}");
        return body;
    }
}

/// <summary>Three servers for all tests that leave them whole: starting them is what costs.</summary>
public sealed class ThreeServers : IAsyncLifetime
{
    private TestCluster? _cluster;

    /// <summary>Skips the test where they cannot be started.</summary>
    internal TestCluster Cluster
    {
        get
        {
            Assert.SkipWhen(TestCluster.Missing is not null, TestCluster.Missing ?? "");
            return _cluster!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (TestCluster.Missing is null)
            _cluster = await TestCluster.StartAsync(3, S3Server.OfRun, withLink: true, "RequestsPerMinute=1000000");
    }

    public ValueTask DisposeAsync() => _cluster?.DisposeAsync() ?? ValueTask.CompletedTask;
}
