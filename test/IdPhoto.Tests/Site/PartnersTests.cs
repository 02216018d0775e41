using IdPhoto.SitePacker;
using IdPhoto.Tests.Cli;
using IdPhoto.Tests.Decoding;
using Xunit;

namespace IdPhoto.Tests.Site;

/// <summary>Services of other companies in a site: only what the operator has filled in, and only hosts.</summary>
public sealed class PartnersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("https://example.org", true)]
    [InlineData("https://example.org:8443", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://example.org", false)]
    [InlineData("https://example.org/path", false)]
    [InlineData("https://example.org; script-src *", false)]
    [InlineData("https://example.org *", false)]
    [InlineData("'unsafe-inline'", false)]
    [InlineData("*", false)]
    public void A_host_is_the_address_of_a_host_and_nothing_more(string host, bool taken)
    {
        string path = Path.Combine(_folder.Path, "partners.json");
        File.WriteAllText(path, $$"""{ "ads": { "script": "https://example.org/ads.js", "client": "c", "slot": "s", "hosts": ["{{host}}"] } }""");
        if (taken)
            Assert.Equal([host], PartnerSettings.Read(path).Ads!.Hosts);
        else
            Assert.Throws<IOException>(() => PartnerSettings.Read(path));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData(""", "shell": true""", true)]
    public void A_native_shell_is_asked_only_by_a_site_that_was_built_for_one(string shell, bool asks)
    {
        string app = Path.Combine(SamplePhoto.Root, "src/IdPhoto.App"), site = Directory.CreateDirectory(Path.Combine(_folder.Path, "site")).FullName;
        string path = Path.Combine(_folder.Path, "partners.json");
        File.WriteAllText(path, $$"""{ "ads": { "script": "https://example.org/ads.js", "client": "c", "slot": "s", "hosts": ["https://example.org"]{{shell}} } }""");
        File.Copy(Path.Combine(app, "wwwroot/index.html"), Path.Combine(site, "index.html"));
        new Partners(Path.Combine(app, "Partners"), PartnerSettings.Read(path)).AddTo(site);
        Assert.Equal(asks, Directory.GetFiles(site, "*.js", SearchOption.AllDirectories).Any(script => File.ReadAllText(script).Contains("shell", StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain("https:", File.ReadAllText(Path.Combine(site, "index.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_without_the_policy_that_is_expected_is_refused()
    {
        string site = Directory.CreateDirectory(Path.Combine(_folder.Path, "site")).FullName;
        File.WriteAllText(Path.Combine(site, "index.html"), "<title>another page</title>");
        Assert.Throws<IOException>(() => new Partners(_folder.Path, new PartnerSettings(null, null)).AddTo(site));
    }
}
