using System.Diagnostics;
using System.Net;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>What the proxy's configuration in deploy/ does with servers that die while they work; no real one does that at the same moment each time.</summary>
public sealed class ProxyTests
{
    /// <summary>After that it is tried again, which a slow machine would see.</summary>
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(2);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task What_changes_something_is_sent_once_and_refused_for_now_where_its_server_dies_with_it(string method)
    {
        (HttpStatusCode[] answers, string[] heard) = await CallAsync(new HttpMethod(method), dying: 2);

        Assert.All(answers, answer => Assert.True(answer is HttpStatusCode.Created or HttpStatusCode.ServiceUnavailable, $"{answer}"));
        Assert.Contains(HttpStatusCode.ServiceUnavailable, answers);
        Assert.Distinct(heard);
    }

    [Fact]
    public async Task What_only_reads_is_asked_of_another()
    {
        (HttpStatusCode[] answers, string[] heard) = await CallAsync(HttpMethod.Get, dying: 2);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer));
        Assert.True(heard.Length > answers.Length, "No server has died: nothing was proved.");
    }

    /// <summary>nginx ends it where not all of a photo was read, and the caller's next request would be lost in it.</summary>
    [Fact]
    public async Task Who_sends_something_is_told_that_the_connection_ends()
    {
        Assert.SkipWhen(ProxyServer.Missing is not null, ProxyServer.Missing ?? "");
        await using HttpStandIn refuses = await HttpStandIn.StartAsync(_ => new HttpReply(429)), dies = await HttpStandIn.StartAsync(_ => HttpReply.None);
        foreach ((HttpStandIn server, HttpStatusCode status) in new[] { (refuses, HttpStatusCode.TooManyRequests), (dies, HttpStatusCode.ServiceUnavailable) })
        {
            using ProxyServer proxy = await ProxyServer.StartAsync([server.Address, server.Address, server.Address]);
            using Caller api = new(proxy.Address);
            using HttpResponseMessage answer = await api.PostAsync("v1/photos", SecretPhoto.Camera, Cancel);
            Assert.Equal(status, answer.StatusCode);
            Assert.True(answer.Headers.ConnectionClose);
        }
    }

    /// <summary>nginx asks none of them whether it is ready: it counts what callers get.</summary>
    [Fact]
    public async Task A_server_that_is_not_ready_leaves_the_rotation_after_five_refusals_of_what_reads()
    {
        Assert.SkipWhen(ProxyServer.Missing is not null, ProxyServer.Missing ?? "");
        await using HttpStandIn ready = await HttpStandIn.StartAsync(), other = await HttpStandIn.StartAsync();
        for (int tries = 0; tries < 20; tries++)
        {
            await using HttpStandIn unready = await HttpStandIn.StartAsync(_ => new HttpReply(503));
            using ProxyServer proxy = await ProxyServer.StartAsync([unready.Address, ready.Address, other.Address]);
            using Caller api = new(proxy.Address);
            Stopwatch watch = Stopwatch.StartNew();
            HttpStatusCode[] answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(async _ =>
            {
                using HttpResponseMessage answer = await api.Client.GetAsync(new Uri("v1/policy", UriKind.Relative), Cancel);
                return answer.StatusCode;
            }));
            int refused = unready.Calls.Count;
            for (int i = 0; i < 6; i++)
            {
                using HttpResponseMessage answer = await api.PostAsync("v1/photos", SecretPhoto.Camera, Cancel);
                answers = [.. answers, answer.StatusCode];
            }
            if (watch.Elapsed > Away)
                continue;
            Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer));
            Assert.Equal(refused, unready.Calls.Count);
            return;
        }
        Assert.Fail("In none of 20 tries was the proxy asked fast enough to tell.");
    }

    /// <returns>What nine callers are answered, and whose requests have come to servers.</returns>
    private static async Task<(HttpStatusCode[] Answers, string[] Heard)> CallAsync(HttpMethod method, int dying)
    {
        Assert.SkipWhen(ProxyServer.Missing is not null, ProxyServer.Missing ?? "");
        HttpStandIn[] servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(server => HttpStandIn.StartAsync(server < dying ? _ => HttpReply.None : null)));
        try
        {
            using ProxyServer proxy = await ProxyServer.StartAsync([.. servers.Select(server => server.Address)]);
            using Caller api = new(proxy.Address);
            List<HttpStatusCode> answers = [];
            for (int caller = 0; caller < 9; caller++)
            {
                HttpRequestMessage request = new(method, "v1/photos") { Headers = { { "Caller", $"{caller}" } } };
                request.Content = method == HttpMethod.Get || method == HttpMethod.Delete ? null : new ByteArrayContent(SecretPhoto.Camera);
                using HttpResponseMessage answer = await api.Client.SendAsync(request, Cancel);
                answers.Add(answer.StatusCode);
            }
            return ([.. answers], [.. servers.SelectMany(server => server.Calls).Select(call => call.Headers["Caller"])]);
        }
        finally
        {
            foreach (HttpStandIn server in servers)
                await server.DisposeAsync();
        }
    }
}
