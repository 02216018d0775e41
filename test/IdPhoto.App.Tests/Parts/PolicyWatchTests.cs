using Bunit;
using IdPhoto.App.Journey;
using IdPhoto.App.Parts;
using IdPhoto.App.Screens;
using IdPhoto.App.Words;
using IdPhoto.Documents;
using IdPhoto.Words;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

/// <summary>The policy changes: it is announced, and what goes further asks again.</summary>
public sealed class PolicyWatchTests : DeviceContext
{
    [Theory]
    [InlineData("2.0", "2.0", true)]
    [InlineData("2.1", "2.0", true)]
    [InlineData("2.0", "2.1", false)]
    [InlineData("2.1", "2.1", true)]
    [InlineData("1.5", "2.0", false)]
    [InlineData("1.5", "1.0", false)]
    [InlineData("3.0", "2.0", false)]
    [InlineData("", "2.0", false)]
    [InlineData("2", "2.0", false)]
    [InlineData("2.-1", "2.0", false)]
    public void An_agreement_holds_for_its_edition_and_until_something_binding_comes(string tag, string binding, bool holds)
        => Assert.Equal(holds, PolicyTag.Parse(tag).Holds(PolicyTag.Parse(binding), 2));

    [Fact]
    public async Task Where_the_address_has_files_alone_the_policy_is_the_one_that_was_built_in()
    {
        Policy("""{"result":null}""");
        await StartAsync();
        await Watch.LearnAsync();
        Assert.Equal("2.0", Watch.State.Tag);
        Assert.False(Watch.IsServed);
    }

    [Fact]
    public async Task An_announcement_is_shown_until_it_is_put_away_and_then_never_again()
    {
        Kept("settings", """{"announced":0}""");
        Policy(State("2.0", "2.0", upcoming: Announced(1, "2026-12-24T00:00:00Z", widens: true)));
        await StartAsync();
        IRenderedComponent<PolicyNews> news = Render<PolicyNews>();
        Assert.Empty(news.FindAll("[data-test=news]"));
        await Watch.LearnAsync();
        news.WaitForAssertion(() => Assert.Contains("2026-12-24", news.Markup, StringComparison.Ordinal));
        Services.GetRequiredService<Talk>().Speak(Languages.Find("de")!);
        news.WaitForAssertion(() => Assert.Contains("Änderung 1", news.Markup, StringComparison.Ordinal));
        Services.GetRequiredService<Talk>().Speak(Languages.Find("fr")!);
        news.WaitForAssertion(() => Assert.Contains("<p lang=\"en\">Change 1</p>", news.Markup, StringComparison.Ordinal));
        await news.Find("[data-test=news-seen]").ClickAsync();
        Assert.Empty(news.FindAll("[data-test=news]"));
        await Watch.LearnAsync();
        Assert.Empty(Watch.News);
    }

    [Fact]
    public async Task What_was_in_force_before_this_device_came_is_no_news_to_it()
    {
        Policy(State("2.1", "2.0", inForce: Announced(1, "2026-11-01T00:00:00Z"), upcoming: Announced(2, "2026-12-24T00:00:00Z")));
        await StartAsync();
        await Watch.LearnAsync();
        Assert.Equal([2], Watch.News.Select(announced => announced.Number));
    }

    [Fact]
    public async Task What_goes_further_asks_everybody_who_had_agreed_and_nobody_else()
    {
        Policy(State("2.1", "2.1", inForce: Announced(1, "2026-11-25T00:00:00Z", widens: true)));
        await StartAsync();
        await Watch.LearnAsync();
        Assert.Empty(Watch.Due);

        Agreed("2.0", Purposes.ServerPhotos);
        await StartAsync();
        await Watch.LearnAsync();
        Assert.Equal([1], Watch.Due.Select(announced => announced.Number));
        Assert.Null(Consents.Of(Purposes.ServerPhotos));
        await Watch.AnswerAsync();
        Assert.Empty(Watch.Due);
    }

    [Fact]
    public async Task What_only_clarifies_asks_nobody()
    {
        Agreed("2.0", Purposes.ServerPhotos);
        Policy(State("2.1", "2.0", inForce: Announced(1, "2026-11-25T00:00:00Z")));
        await StartAsync();
        await Watch.LearnAsync();
        Assert.Empty(Watch.Due);
        Assert.NotNull(Consents.Of(Purposes.ServerPhotos));
        Assert.Equal([1], Watch.News.Select(announced => announced.Number));
    }

    [Fact]
    public async Task What_was_announced_takes_effect_without_a_connection()
    {
        Agreed("2.0", Purposes.ServerPhotos);
        Kept("policy", Inner(State("2.0", "2.0", upcoming: Announced(1, "2026-12-24T00:00:00Z", controller: "New Ltd."))));
        Policy(Nobody);
        await StartAsync();
        await Watch.LearnAsync();
        Assert.Empty(Watch.Due);
        Clock.Now = new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal(("2.1", "New Ltd."), (Watch.State.Tag, Watch.State.Controller!.Name));
        Assert.Equal([1], Watch.Due.Select(announced => announced.Number));
    }

    [Fact]
    public async Task A_change_of_controller_says_who_it_is_and_agreeing_is_recorded_under_the_new_policy()
    {
        Agreed("2.0", Purposes.ServerPhotos, Purposes.Notices);
        Kept("install", """{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","madeAt":"2026-11-20T09:00:00+00:00","usedAt":"2026-11-20T09:00:00+00:00","off":false}""");
        Policy(State("2.1", "2.1", inForce: Announced(1, "2026-11-25T00:00:00Z", controller: "New Ltd.")));
        Server(Done);
        await StartAsync();
        await Watch.LearnAsync();
        IRenderedComponent<PolicyChangeScreen> gate = Render<PolicyChangeScreen>();
        foreach (string said in new[] { "New Ltd.", "2026-11-25", "Change 1", "post@example.com" })
            Assert.Contains(said, gate.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(Asked, call => call.Id is not null);
        await gate.Find("[data-test=gate-yes]").ClickAsync();
        Assert.Equal(["device/consents/notices", "device/consents/server-photos"], Asked.Where(call => call.Body?.Contains("\"policy\":\"2.1\"", StringComparison.Ordinal) == true).Select(call => call.Path).Order());
        Assert.Equal("2.1", Consents.Of(Purposes.ServerPhotos)?.Tag);
        Assert.Empty(Watch.Due);
    }

    [Fact]
    public async Task Refusing_ends_every_consent_at_once_and_tells_the_server_as_soon_as_it_can()
    {
        Agreed("2.0", Purposes.ServerPhotos, Purposes.Notices);
        Kept("install", """{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","madeAt":"2026-11-20T09:00:00+00:00","usedAt":"2026-11-20T09:00:00+00:00","off":false}""");
        Policy(State("2.1", "2.1", inForce: Announced(1, "2026-11-25T00:00:00Z", widens: true)));
        Server(Nobody);
        await StartAsync();
        await Watch.LearnAsync();
        bool answered = false;
        IRenderedComponent<PolicyChangeScreen> gate = Render<PolicyChangeScreen>(with => with.Add(screen => screen.Answered, () => answered = true));
        await gate.Find("[data-test=gate-no]").ClickAsync();
        Assert.True(answered);
        Assert.Empty(Keeper.Settings.Consents);
        Assert.Empty(Watch.Due);
        Assert.Equal([Purposes.Notices, Purposes.ServerPhotos], Keeper.Settings.Owed.Order());

        Server(Done);
        await Consents.SettleAsync();
        Assert.Equal(["device/consents/notices", "device/consents/server-photos"], Asked.TakeLast(2).Where(call => call.Method == "DELETE").Select(call => call.Path).Order());
        Assert.Empty(Keeper.Settings.Owed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Refusing_a_new_controller_has_everything_of_this_device_deleted_as_soon_as_the_server_can_be_asked(bool reached)
    {
        Server(reached ? Done : Nobody);
        Server(reached ? """{"result":{"erasedAt":"2026-11-26T09:00:00Z","erased":["device"],"receipt":"a.b.c"}}""" : Nobody, "DELETE", "device");
        await RefuseNewControllerAsync();
        Assert.Equal(("DELETE", "device", Id), (Asked[^1].Method, Asked[^1].Path, Asked[^1].Id));
        Assert.Null(Identity.Id);
        Assert.Empty(Keeper.Settings.Consents);
        Assert.Empty(Watch.Due);
        Assert.Equal(reached ? [] : [Id], Keeper.Settings.OwedIds);
        Assert.Equal(reached, Assert.Single(Keeper.Uploads).ErasedAt is not null);

        Server(Done);
        await Services.GetRequiredService<App.Journey.Rights>().SettleAsync();
        Assert.Empty(Keeper.Settings.OwedIds);
        Assert.NotNull(Assert.Single(Keeper.Uploads).ErasedAt);
        Assert.Equal(reached ? 1 : 2, Asked.Count(call => call is ("DELETE", "device", Id, _)));
    }

    [Fact]
    public async Task What_is_owed_since_a_refusal_is_told_and_deleted_before_this_device_forgets_it()
    {
        Server(Nobody);
        await RefuseNewControllerAsync();
        IRenderedComponent<PrivacyScreen> screen = Render<PrivacyScreen>();
        Assert.Contains("Your withdrawal holds on this device", screen.Markup, StringComparison.Ordinal);
        await ForgetAsync(screen);
        Assert.NotEmpty(screen.FindAll("[data-test=forget-here]"));
        Assert.Equal([Id], Keeper.Settings.OwedIds);

        Server(Done);
        int asked = Asked.Count;
        await ForgetAsync(screen);
        Assert.Contains(Asked.Skip(asked), call => call is ("DELETE", "device", Id, null));
        Assert.Empty(Keeper.Settings.OwedIds);
        Assert.Contains("Everything was deleted.", screen.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task This_device_is_deleted_also_where_an_id_of_before_cannot_be_and_then_it_does_not_forget_that_one()
    {
        Kept("settings", """{"owedIds":["late"]}""");
        Kept("install", Install);
        Policy(State("2.0", "2.0"));
        Server(Done);
        Server("""{"result":{"erasedAt":"2026-11-26T09:00:00Z","erased":["device"],"receipt":"a.b.c"}}""", "DELETE", "device");
        Server("""{"refusal":{"code":"too-many-requests","id":"","sentence":"Later."}}""", "DELETE", "device", "late");
        await StartAsync();
        IRenderedComponent<PrivacyScreen> screen = Render<PrivacyScreen>();
        await ForgetAsync(screen);
        Assert.Equal([Id, "late"], Asked.Where(call => call is { Method: "DELETE", Path: "device" }).Select(call => call.Id));
        Assert.NotEmpty(screen.FindAll("[data-test=forget-here]"));
        Assert.Equal(["late"], Keeper.Settings.OwedIds);
    }

    [Fact]
    public async Task Another_text_asks_everybody_who_had_agreed_and_before_the_answer_the_server_hears_nothing()
    {
        Agreed("1.0", Purposes.ServerPhotos);
        Kept("install", Install);
        Policy(State("2.0", "2.0"));
        Server(Done);
        await StartAsync();
        await Watch.LearnAsync();
        await Consents.TellAsync();
        Assert.Empty(Asked);
        Assert.True(Assert.Single(Watch.Due).IsText);

        IRenderedComponent<PolicyChangeScreen> gate = Render<PolicyChangeScreen>();
        Assert.Contains("The privacy policy has a new text", gate.Markup, StringComparison.Ordinal);
        await gate.Find("[data-test=gate-yes]").ClickAsync();
        Assert.Equal(["device/consents/server-photos", "device"], Asked.Select(call => call.Path));
        Assert.Equal("2.0", Consents.Of(Purposes.ServerPhotos)?.Tag);
        Assert.Empty(Watch.Due);
        Assert.Empty(Watch.News);
    }

    [Fact]
    public async Task A_photo_that_was_sent_under_another_text_asks_too()
    {
        Kept("uploads", """[{"id":"0123","token":"t","sentAt":"2026-11-26T08:00:00+00:00","expiresAt":"2026-11-27T08:00:00+00:00","tag":"1.0","guardian":false}]""");
        await StartAsync();
        Assert.True(Assert.Single(Watch.Due).IsText);
    }

    [Fact]
    public async Task Another_text_is_news_to_one_who_has_agreed_to_nothing_and_none_to_a_new_device()
    {
        Kept("settings", """{"announced":1,"edition":1,"seen":["1.2"]}""");
        Policy(State("2.2", "2.0", inForce: $"{Announced(1, "2026-11-01T00:00:00Z")},{Announced(2, "2026-11-02T00:00:00Z")}"));
        await StartAsync();
        await Watch.LearnAsync();
        Assert.Empty(Watch.Due);
        // What was put away under the earlier text is not told again under a new name.
        Announcement text = Assert.Single(Watch.News);
        Assert.True(text.IsText);
        await Watch.PutAwayAsync(text);
        Assert.Empty(Watch.News);

        Kept("settings", "{}");
        await StartAsync();
        await Watch.LearnAsync();
        Assert.Empty(Watch.News);
    }

    [Fact]
    public async Task Nobody_agrees_to_a_text_that_this_version_of_the_app_does_not_bring()
    {
        Agreed("2.0", Purposes.ServerPhotos);
        Kept("install", Install);
        Policy(State("3.1", "3.1", inForce: Announced(1, "2026-11-25T00:00:00Z", widens: true), edition: 3));
        Server(Done);
        await StartAsync();
        await Watch.LearnAsync();
        await Consents.TellAsync();
        Assert.Empty(Asked);
        IRenderedComponent<PolicyChangeScreen> gate = Render<PolicyChangeScreen>();
        Assert.Empty(gate.FindAll("[data-test=gate-yes]"));
        Assert.NotEmpty(gate.FindAll("[data-test=gate-update]"));

        // Nor counts it as known here: the version that brings it tells of it.
        Assert.Equal(2, Keeper.Settings.Edition);
        await gate.Find("[data-test=gate-no]").ClickAsync();
        Assert.Empty(Watch.Due);
        Assert.Equal(("2.1", 2), (Keeper.Settings.Asked, Keeper.Settings.Edition));
    }

    [Fact]
    public async Task What_has_changed_since_the_text_is_shown_beside_it_and_before_a_first_yes()
    {
        Policy(State("2.1", "2.1", inForce: Announced(1, "2026-11-28T00:00:00Z", widens: true)));
        Server(Nobody);
        JSInterop.SetupModule("./js/server.js").Setup<bool>("reachable").SetResult(true);
        await StartAsync();
        await Watch.LearnAsync();
        string beside = Render<PrivacyScreen>().Find("article").TextContent;
        foreach (string said in new[] { "Version 2.1, in force since 2026-11-28", "More will be done with your data", "Change 1" })
            Assert.Contains(said, beside, StringComparison.Ordinal);

        Services.GetRequiredService<Trip>().Choose(new ChosenDocument(PhotoSpecs.Find("us-passport")));
        Assert.Contains("Change 1", Render<ServerOffer>().WaitForElement("dialog").TextContent, StringComparison.Ordinal);
    }

    private async Task RefuseNewControllerAsync()
    {
        Agreed("2.0", Purposes.ServerPhotos, Purposes.Notices);
        Kept("install", Install);
        Kept("uploads", """[{"id":"0123","sentAt":"2026-11-26T08:00:00+00:00","expiresAt":"2026-11-27T08:00:00+00:00","tag":"2.0","guardian":false,"byId":true}]""");
        Policy(State("2.1", "2.1", inForce: Announced(1, "2026-11-25T00:00:00Z", controller: "New Ltd.")));
        await StartAsync();
        await Watch.LearnAsync();
        await Render<PolicyChangeScreen>().Find("[data-test=gate-no]").ClickAsync();
    }

    private static async Task ForgetAsync(IRenderedComponent<PrivacyScreen> screen)
    {
        await screen.Find("[data-test=forget]").ClickAsync();
        await screen.Find("[data-test=forget]").ClickAsync();
    }

    private const string Id = "0f8fad5b-d9cb-469f-a165-70867728950e";
    private const string Install = """{"id":"0f8fad5b-d9cb-469f-a165-70867728950e","madeAt":"2026-11-20T09:00:00+00:00","usedAt":"2026-11-20T09:00:00+00:00","off":false}""";

    private static string Inner(string answer) => answer["{\"result\":".Length..^1];
}
