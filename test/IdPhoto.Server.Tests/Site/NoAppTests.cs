using System.Net;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace IdPhoto.Server.Tests.Site;

/// <summary>A server without the app.</summary>
public sealed class NoAppTests(SharedServer shared)
{
    [Theory]
    [InlineData("", "api")]
    [InlineData("api/", "../api")]
    public async Task The_way_leads_to_the_page_of_the_api(string address, string target)
    {
        using HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = shared.Server.Address };
        using HttpResponseMessage answer = await client.GetAsync(address);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(target, answer.Headers.Location?.ToString());
    }

    [Fact]
    public void A_folder_without_a_page_is_no_app()
    {
        using Sandbox sandbox = new();
        IConfiguration written = new ConfigurationBuilder().AddInMemoryCollection([new("AppFolder", sandbox.Root)]).Build();

        SettingException error = Assert.Throws<SettingException>(() => ServerSettings.Read(written));
        Assert.Contains("index.html", ServerWords.English.Say(error.Said), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(sandbox.Root, "index.html"), "");
        Assert.Equal(sandbox.Root, ServerSettings.Read(written).AppFolder);
    }
}
