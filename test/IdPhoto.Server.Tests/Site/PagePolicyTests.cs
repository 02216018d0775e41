using IdPhoto.Server.Site;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Site;

/// <summary>What a page of the app may load is what it says in itself, if it forbids everything else.</summary>
public sealed class PagePolicyTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Theory]
    [InlineData("""<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self' https://example.org">""", "default-src 'none'; script-src 'self' https://example.org")]
    [InlineData("""<meta http-equiv="Content-Security-Policy" content="script-src *">""", null)]
    [InlineData("""<meta http-equiv="Content-Security-Policy" content="default-src *; script-src 'self'">""", null)]
    [InlineData("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; a\nSet-Cookie: b\">", null)]
    [InlineData("<title>a page</title>", null)]
    public void Only_a_policy_that_begins_by_forbidding_everything_is_taken(string page, string? policy)
    {
        string path = Path.Combine(_sandbox.Root, "index.html");
        File.WriteAllText(path, page);
        Assert.Equal(policy, PagePolicy.Of(path));
    }

    [Fact]
    public async Task A_page_that_is_shown_in_a_frame_may_be_shown_by_this_host_alone_and_the_start_page_by_nobody()
    {
        const string Page = """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src https://example.org">""";
        string app = Directory.CreateDirectory(Path.Combine(_sandbox.Root, "app")).FullName;
        foreach (string name in new[] { "index.html", "frame.html" })
            await File.WriteAllTextAsync(Path.Combine(app, name), Page, TestContext.Current.CancellationToken);
        await using HostedServer server = await HostedServer.StartInAsync(_sandbox, $"AppFolder={app}");
        using HttpClient client = new() { BaseAddress = server.Address };
        Assert.Equal(("default-src 'none'; img-src https://example.org; frame-ancestors 'none'", "DENY", true), await SaidAsync(client, "index.html"));
        Assert.Equal(("default-src 'none'; img-src https://example.org; frame-ancestors 'self'", "SAMEORIGIN", false), await SaidAsync(client, "frame.html"));
    }

    private static async Task<(string Policy, string Frames, bool Isolated)> SaidAsync(HttpClient client, string page)
    {
        using HttpResponseMessage answer = await client.GetAsync(page, TestContext.Current.CancellationToken);
        return (Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), Assert.Single(answer.Headers.GetValues("X-Frame-Options")), answer.Headers.Contains("Cross-Origin-Embedder-Policy"));
    }
}
