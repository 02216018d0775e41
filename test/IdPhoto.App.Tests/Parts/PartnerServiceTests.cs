using Bunit;
using IdPhoto.App.Journey;
using IdPhoto.App.Parts;
using IdPhoto.App.Screens;
using IdPhoto.Documents;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

/// <summary>Firebase in a copy that was built with it: notices where the browser's own way is not set up, and an end that Google hears of.</summary>
public sealed class PartnerServiceTests : DeviceContext
{
    private const string OnlyFirebase = """{"result":{"email":false,"push":{"web":null,"fcm":true}}}""";
    private const string Install = """{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","madeAt":"2026-11-20T09:00:00+00:00","usedAt":"2026-11-20T09:00:00+00:00","off":false}""";

    private readonly BunitJSModuleInterop _firebase;

    public PartnerServiceTests()
    {
        _firebase = JSInterop.SetupModule("./js/partners/firebase.js");
        _firebase.Mode = JSRuntimeMode.Loose;
        _firebase.Setup<string?>("token").SetResult("token-of-firebase");
        _firebase.Setup<bool>("forget", _ => true).SetResult(true);
    }

    [Fact]
    public async Task Notices_come_by_Firebase_after_a_yes_where_the_copy_was_built_with_it()
    {
        Facts("\"messaging\"");
        await ServedAsync();
        IRenderedComponent<NoticeCard> card = Render<NoticeCard>();
        Assert.Contains("Firebase", card.WaitForElement("[data-test=notices]").TextContent, StringComparison.Ordinal);
        Assert.Empty(_firebase.Invocations["token"]);
        await card.Find("[data-test=notice-policy]").ChangeAsync(true);
        await card.Find("[data-test=push-ask]").ClickAsync();
        string[] asked = [.. Asked.Where(call => call.Method == "PUT").Select(call => call.Path)];
        Assert.Equal(["device/consents/push", "device", "device/push"], asked);
        Assert.StartsWith("""{"kind":"fcm","token":"token-of-firebase",""", Asked.Single(call => call.Path == "device/push").Body, StringComparison.Ordinal);
        Assert.True(Services.GetRequiredService<PartnerWatch>().IsLoaded);
    }

    [Theory]
    [InlineData("\"analytics\"", "us-passport")]
    [InlineData("\"messaging\"", "ua-passport-child")]
    public async Task Notices_by_Firebase_are_not_offered_without_it_nor_where_a_childs_photo_is_meant(string partners, string document)
    {
        Facts(partners);
        await ServedAsync();
        Services.GetRequiredService<Trip>().Choose(new ChosenDocument(PhotoSpecs.Find(document)));
        Assert.False((await Services.GetRequiredService<NoticeService>().WaysAsync())?.CanPush);
        Assert.Empty(_firebase.Invocations);
    }

    [Theory]
    [InlineData("2.0")]
    [InlineData("1.0")]
    public async Task An_end_says_what_ends_and_whether_the_installation_is_still_needed(string agreed)
    {
        Facts("\"messaging\",\"analytics\"");
        Agreed(agreed, Purposes.Push, Purposes.Analytics);
        Kept("install", Install);
        await ServedAsync();
        await Services.GetRequiredService<NoticeService>().StopPushAsync();
        await Consents.WithdrawAsync(Purposes.Analytics);
        await Services.GetRequiredService<PartnerWatch>().ForgetAsync(Purposes.Analytics);
        Assert.Equal([[Purposes.Push, true], [Purposes.Analytics, false]], _firebase.Invocations["forget"].Select(call => call.Arguments.ToArray()));
    }

    [Fact]
    public async Task After_a_no_nothing_of_it_starts_again()
    {
        Facts("\"analytics\"");
        Agreed("2.0", Purposes.Analytics);
        await ServedAsync();
        PartnerWatch partners = Services.GetRequiredService<PartnerWatch>();
        IRenderedComponent<PartnerChoices> choices = Render<PartnerChoices>();
        await choices.Find("[data-test=partner-analytics]").ChangeAsync(false);
        await partners.EnterAsync("");
        Assert.Empty(_firebase.Invocations["count"]);
        Assert.Single(_firebase.Invocations["forget"]);

        await choices.Find("[data-test=partner-analytics]").ChangeAsync(true);
        await partners.EnterAsync("");
        Assert.Single(_firebase.Invocations["count"]);
    }

    [Fact]
    public async Task With_a_photo_in_the_page_an_end_waits_for_the_first_screen_of_one_without()
    {
        Facts("\"analytics\"");
        Agreed("2.0", Purposes.Analytics);
        await ServedAsync();
        (PartnerWatch partners, Trip trip) = (Services.GetRequiredService<PartnerWatch>(), Services.GetRequiredService<Trip>());
        trip.Chosen();
        await Render<PartnerChoices>().Find("[data-test=partner-analytics]").ChangeAsync(false);
        await partners.EnterAsync("");
        Assert.Empty(_firebase.Invocations);
        Assert.False(partners.IsLoaded);

        trip.ForgetPicture();
        await partners.EnterAsync("document");
        Assert.Empty(_firebase.Invocations);
        await partners.EnterAsync("");
        await partners.EnterAsync("");
        Assert.Single(_firebase.Invocations["forget"]);
        // Its script does not outlast the screen.
        Assert.True(partners.MustRestart("document"));
    }

    [Fact]
    public async Task An_end_that_is_not_done_is_tried_again_unless_the_service_was_agreed_to_again()
    {
        Facts("\"analytics\"");
        await ServedAsync();
        _firebase.Setup<bool>("forget", _ => true).SetResult(false);
        PartnerWatch partners = Services.GetRequiredService<PartnerWatch>();
        await partners.ForgetAsync(Purposes.Analytics);
        await partners.EnterAsync("");
        Assert.Equal(2, _firebase.Invocations["forget"].Count);
        await Consents.GiveHereAsync(Purposes.Analytics);
        await partners.EnterAsync("");
        Assert.Equal(2, _firebase.Invocations["forget"].Count);
        Assert.Single(_firebase.Invocations["count"]);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("\"ads\"", false)]
    public async Task That_nothing_is_sent_to_anybody_is_said_only_of_a_copy_without_server_and_partners(string partners, bool said)
    {
        Facts(partners);
        Policy("""{"result":null}""");
        Server(Nobody);
        await StartAsync();
        await Watch.LearnAsync();
        Assert.Equal(said, Render<PrivacyScreen>().Markup.Contains("nothing is sent to anybody", StringComparison.Ordinal));
    }

    private async Task ServedAsync()
    {
        Policy(State("2.0", "2.0"));
        Server(Done);
        Server(OnlyFirebase, "GET", "notices");
        CanPush();
        await StartAsync();
        await Watch.LearnAsync();
    }
}
