using Bunit;
using IdPhoto.App.Parts;
using IdPhoto.App.Screens;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

/// <summary>The register of processors: everybody is in it, with everything that is to be said of them, and the app shows all of it.</summary>
public sealed class RegisterTests : DeviceContext
{
    private const string Used = """{"result":[{"id":"own-server","used":true},{"id":"mail-server","used":false},{"id":"firebase-messaging","used":true}]}""";

    [Fact]
    public void Everybody_whom_the_software_can_send_to_is_in_it_with_an_own_policy_where_it_is_a_company()
    {
        Assert.Equal(
            ["own-server", "mail-server", "push-mozilla", "push-google", "push-apple", "push-microsoft", "firebase-messaging", "firebase-analytics", "admob"],
            Processors.All.Select(processor => processor.Id));
        Assert.All(Processors.All.Where(processor => processor.ProperName is not null), company => Assert.Equal("https", company.Policy?.Scheme));
        Assert.Equal("https://firebase.google.com/support/privacy", Processors.All.Single(processor => processor.Id == "firebase-analytics").Policy?.AbsoluteUri);
    }

    [Fact]
    public void In_every_language_it_says_who_what_for_which_data_how_long_where_and_when()
    {
        foreach (Language language in Languages.All)
            foreach (Processor processor in Processors.All)
            {
                ProcessorText said = processor.In(Sentences.In(language, Place.App));
                // A sentence that is not there is said as its id.
                Assert.All([said.Name, said.Purpose, said.Data, said.Retention, said.Country, said.When], text => Assert.False(text.Length == 0 || text.StartsWith("processors.", StringComparison.Ordinal), text));
            }
    }

    [Fact]
    public async Task On_a_host_of_files_the_whole_of_it_is_shown_and_nobody_in_it_is_in_use()
    {
        Policy("""{"result":null}""");
        Server(Nobody);
        await StartAsync();
        await Watch.LearnAsync();
        IRenderedComponent<PrivacyScreen> screen = Render<PrivacyScreen>();
        Assert.Equal(Processors.All.Count, screen.FindAll("[data-test=processor]").Count);
        Assert.All(screen.FindAll("[data-test=used]"), used => Assert.Equal("Not in use", used.TextContent));
        Assert.Equal(Processors.All.Count, screen.FindAll("[data-test=used]").Count);
        Assert.Equal(
            Processors.All.Select(processor => processor.Policy?.AbsoluteUri).OfType<string>(),
            screen.FindAll("[data-test=processor] a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain(Asked, call => call.Path == "processors");
    }

    [Fact]
    public async Task What_is_in_use_is_said_by_the_server_and_by_what_the_app_was_built_with()
    {
        Facts("\"ads\"");
        Policy(State("2.0", "2.0"));
        Server(Used, "GET", "processors");
        await StartAsync();
        await Watch.LearnAsync();
        IRenderedComponent<Registers> registers = Render<Registers>();
        await registers.Find("[data-test=processors]").TriggerEventAsync("ontoggle", EventArgs.Empty);
        string[] used = [.. registers.FindAll("[data-test=processor]").Where(one => one.QuerySelector("[data-test=used]")?.TextContent == "In use").Select(one => one.QuerySelector("h3")!.TextContent)];
        Assert.Equal(["The operator’s own server", "Google Firebase Cloud Messaging", "Google AdMob / AdSense"], used);
    }
}
