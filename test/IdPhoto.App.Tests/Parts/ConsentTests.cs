using Bunit;
using IdPhoto.App.Device;
using IdPhoto.App.Journey;
using IdPhoto.App.Parts;
using IdPhoto.Documents;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace IdPhoto.App.Tests.Parts;

/// <summary>A yes: made under an id that this device made for it, on the server before anything follows from it.</summary>
public sealed class ConsentTests : DeviceContext
{
    private const string Id = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Fact]
    public async Task The_id_is_made_by_the_first_yes_and_sent_with_the_policy_the_guardian_and_three_facts()
    {
        Server(Done);
        await StartAsync();
        Assert.Null(Identity.Id);
        await Consents.GiveAsync(Purposes.ServerPhotos, always: false, guardian: true);
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", Identity.Id);
        Assert.Equal(
            [
                ("PUT", "device/consents/server-photos", Identity.Id, """{"policy":"2.0","guardian":true}"""),
                ("PUT", "device", Identity.Id, $$"""{"language":"en","platform":"linux","appVersion":"{{Consents.Facts.AppVersion}}"}"""),
            ], Asked);
        // What the server knows already is not said again.
        await Consents.TellAsync();
        Assert.Equal(2, Asked.Count);
    }

    [Fact]
    public async Task A_consent_that_the_server_does_not_take_is_not_given()
    {
        Server("""{"refusal":{"code":"policy-changed","id":"","sentence":"changed"}}""");
        await StartAsync();
        await Assert.ThrowsAsync<RefusedException>(() => Consents.GiveAsync(Purposes.ServerPhotos, always: true));
        Assert.Null(Consents.Of(Purposes.ServerPhotos));
    }

    [Fact]
    public async Task One_who_wants_no_id_has_none_and_agrees_on_this_device_alone()
    {
        await StartAsync();
        await Identity.WantAsync(false);
        await Consents.GiveAsync(Purposes.ServerPhotos, always: true);
        Assert.Null(Identity.Id);
        Assert.Empty(Asked);
        Assert.NotNull(Consents.Of(Purposes.ServerPhotos));
    }

    [Theory]
    [InlineData(400, Id)]
    [InlineData(401, null)]
    public async Task An_id_that_was_not_used_for_400_days_is_dropped(int days, string? left)
    {
        Kept("install", $$"""{"id":"{{Id}}","madeAt":"2026-01-01T09:00:00+00:00","usedAt":"2026-11-26T09:00:00+00:00","off":false}""");
        Clock.Now = Clock.Now.AddDays(days);
        await StartAsync();
        Assert.Equal(left, Identity.Id);
    }

    [Fact]
    public async Task A_new_id_comes_after_the_server_has_deleted_the_old_one_and_not_where_it_cannot_be_asked()
    {
        Kept("install", $$"""{"id":"{{Id}}","madeAt":"2026-11-20T09:00:00+00:00","usedAt":"2026-11-20T09:00:00+00:00","off":false}""");
        Agreed("2.0", Purposes.ServerPhotos);
        Server(Nobody);
        await StartAsync();
        IRenderedComponent<InstallCard> card = Render<InstallCard>();
        Assert.Contains(Id, card.Markup, StringComparison.Ordinal);
        await PressAsync(card, "id-new");
        Assert.Equal(Id, Identity.Id);
        Assert.NotEmpty(card.FindAll("[data-test=id-new-here]"));

        Server("""{"result":{"erasedAt":"2026-11-26T09:00:00Z","erased":["consents"],"receipt":"a.b.c"}}""");
        await PressAsync(card, "id-new");
        Assert.Null(Identity.Id);
        Assert.Null(Consents.Of(Purposes.ServerPhotos));
        Assert.Contains("a.b.c", card.Markup, StringComparison.Ordinal);
        Assert.Contains(Asked, call => call is ("DELETE", "device", Id, null));
    }

    [Fact]
    public async Task A_withdrawal_that_the_server_did_not_take_is_still_owed()
    {
        Kept("install", $$"""{"id":"{{Id}}","madeAt":"2026-11-20T09:00:00+00:00","usedAt":"2026-11-20T09:00:00+00:00","off":false}""");
        Agreed("2.0", Purposes.Notices);
        await StartAsync();
        Server("""{"refusal":{"code":"too-many-requests","id":"","sentence":"Later."}}""");
        await Assert.ThrowsAsync<RefusedException>(() => Consents.WithdrawAsync(Purposes.Notices));
        Assert.Equal([Purposes.Notices], Keeper.Settings.Owed);
        Server("""{"refusal":{"code":"not-found","id":"","sentence":"None."}}""");
        await Consents.SettleAsync();
        Assert.Empty(Keeper.Settings.Owed);
    }

    [Fact]
    public async Task Of_several_owed_deletions_each_is_tried_and_one_of_which_nothing_is_known_is_done()
    {
        Kept("settings", """{"owedIds":["late","gone","there"]}""");
        Server(Done);
        Server("""{"refusal":{"code":"too-many-requests","id":"","sentence":"Later."}}""", "DELETE", "device", "late");
        Server("""{"refusal":{"code":"not-found","id":"","sentence":"None."}}""", "DELETE", "device", "gone");
        await StartAsync();
        await Assert.ThrowsAsync<RefusedException>(() => Services.GetRequiredService<App.Journey.Rights>().SettleAsync());
        Assert.Equal(["late", "gone", "there"], Asked.Select(call => call.Id));
        Assert.Equal(["late"], Keeper.Settings.OwedIds);
    }

    [Fact]
    public async Task For_a_new_id_nobody_waits_for_what_is_owed_under_one_of_before()
    {
        Kept("settings", """{"owedIds":["late"]}""");
        Kept("install", $$"""{"id":"{{Id}}","madeAt":"2026-11-20T09:00:00+00:00","usedAt":"2026-11-20T09:00:00+00:00","off":false}""");
        Server("""{"result":{"erasedAt":"2026-11-26T09:00:00Z","erased":["device"],"receipt":"a.b.c"}}""", "DELETE", "device");
        Server("""{"refusal":{"code":"too-many-requests","id":"","sentence":"Later."}}""", "DELETE", "device", "late");
        await StartAsync();
        IRenderedComponent<InstallCard> card = Render<InstallCard>();
        await PressAsync(card, "id-new");
        Assert.Contains("a.b.c", card.Markup, StringComparison.Ordinal);
        Assert.Equal(["late"], Keeper.Settings.OwedIds);
        Assert.Null(Identity.Id);
    }

    [Fact]
    public async Task What_the_server_forgets_with_the_last_yes_it_is_told_again_with_the_next()
    {
        Server(Done);
        await StartAsync();
        await Consents.GiveAsync(Purposes.ServerPhotos, always: true);
        await Consents.WithdrawAsync(Purposes.ServerPhotos);
        int before = Asked.Count;
        await Consents.GiveAsync(Purposes.ServerPhotos, always: true);
        Assert.Equal([("PUT", "device/consents/server-photos"), ("PUT", "device")], Asked.Skip(before).Select(call => (call.Method, call.Path)));
    }

    [Theory]
    [InlineData("consent-needed")]
    [InlineData("policy-changed")]
    public async Task A_server_that_knows_no_such_consent_leads_back_to_the_question(string code)
    {
        Kept("install", $$"""{"id":"{{Id}}","madeAt":"2026-11-20T09:00:00+00:00","usedAt":"2026-11-20T09:00:00+00:00","off":false}""");
        Agreed("2.0", Purposes.ServerPhotos);
        Policy(State("2.0", "2.0"));
        BunitJSModuleInterop server = JSInterop.SetupModule("./js/server.js");
        server.Setup<bool>("reachable").SetResult(true);
        server.Setup<bool>("sendable").SetResult(true);
        server.Setup<string>("send", _ => true).SetResult($$$"""{"refusal":{"code":"{{{code}}}","id":"","sentence":"no"}}""");
        await StartAsync();
        await Watch.LearnAsync();
        Policy(State("2.1", "2.1", inForce: Announced(1, "2026-11-25T00:00:00Z", controller: "New Ltd.")));
        Services.GetRequiredService<Trip>().Choose(new ChosenDocument(PhotoSpecs.Find("us-passport")));
        IRenderedComponent<ServerOffer> offer = Render<ServerOffer>();
        await offer.WaitForElement("[data-test=server-ask]").ClickAsync();
        offer.WaitForAssertion(() => Assert.Contains("New Ltd.", offer.Find("dialog").InnerHtml, StringComparison.Ordinal));
        Assert.Null(Consents.Of(Purposes.ServerPhotos));
        Assert.NotEmpty(offer.FindAll("[data-test=server-ask]"));
        Assert.Empty(Keeper.Uploads);
    }

    [Fact]
    public async Task For_a_childs_document_a_guardian_is_asked_and_no_other_company_runs()
    {
        Facts("\"analytics\",\"ads\"");
        Agreed("2.0", Purposes.ServerPhotos, Purposes.Analytics, Purposes.Ads);
        JSInterop.SetupModule("./js/server.js").Setup<bool>("reachable").SetResult(true);
        await StartAsync();
        Services.GetRequiredService<Trip>().Choose(new ChosenDocument(PhotoSpecs.Find("np-passport-child")));
        IRenderedComponent<ServerOffer> offer = Render<ServerOffer>();
        offer.WaitForElement("[data-test=guardian]");
        Assert.Empty(offer.FindAll("[data-test=consent-always]"));
        Assert.True(offer.Find("[data-test=consent-once]").HasAttribute("disabled"));
        PartnerWatch partners = Services.GetRequiredService<PartnerWatch>();
        Assert.False(partners.MayRun(Purposes.Analytics, ""));
        Assert.False(partners.MayRun(Purposes.Ads, ""));
    }

    [Theory]
    [InlineData("", Subject.Adult, true)]
    [InlineData("", Subject.Child, false)]
    [InlineData("", Subject.Infant, false)]
    [InlineData("camera", Subject.Adult, false)]
    [InlineData("edit", Subject.Adult, false)]
    [InlineData("check", Subject.Adult, false)]
    [InlineData("save", Subject.Adult, false)]
    [InlineData("photos", Subject.Adult, false)]
    [InlineData("privacy", Subject.Adult, false)]
    public async Task Other_companies_run_on_the_first_screen_alone_and_never_for_a_child(string screen, Subject subject, bool may)
    {
        Facts("\"analytics\",\"ads\"");
        Agreed("2.0", Purposes.Analytics);
        await StartAsync();
        Services.GetRequiredService<Trip>().For(subject);
        PartnerWatch partners = Services.GetRequiredService<PartnerWatch>();
        Assert.Equal(may, partners.MayRun(Purposes.Analytics, screen));
        Assert.False(partners.MayRun(Purposes.Ads, screen));
        Services.GetRequiredService<Trip>().Chosen();
        Assert.False(partners.MayRun(Purposes.Analytics, screen));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("https://push.example/1 p256dh auth")]
    public async Task A_yes_to_notices_from_which_nothing_follows_is_taken_back(string? subscription)
    {
        Server(Done);
        Server("""{"refusal":{"code":"invalid-request","id":"","sentence":"No."}}""", "PUT", "device/push");
        Subscription(subscription);
        await StartAsync();
        Task<bool> asked = Services.GetRequiredService<NoticeService>().PushAsync(new NoticeWays(false, "key", false), new NoticeTopics(true, []));
        if (subscription is null)
            Assert.False(await asked);
        else
            await Assert.ThrowsAsync<RefusedException>(() => asked);
        Assert.Equal(("PUT", "device/consents/push"), (Asked[0].Method, Asked[0].Path));
        Assert.Equal(("DELETE", "device/consents/push"), (Asked[^1].Method, Asked[^1].Path));
        Assert.Null(Consents.Of(Purposes.Push));
    }

    [Fact]
    public async Task A_yes_to_notices_is_taken_back_also_where_the_browser_fails_to_end_them()
    {
        Server(Done);
        Subscription(null);
        CannotUnsubscribe();
        await StartAsync();
        await Assert.ThrowsAsync<UnavailableException>(() => Services.GetRequiredService<NoticeService>().PushAsync(new NoticeWays(false, "key", false), new NoticeTopics(true, [])));
        Assert.Equal(("DELETE", "device/consents/push"), (Asked[^1].Method, Asked[^1].Path));
        Assert.Null(Consents.Of(Purposes.Push));
    }

    private static async Task PressAsync(IRenderedComponent<InstallCard> card, string button)
    {
        await card.Find($"[data-test={button}]").ClickAsync();
        await card.Find($"[data-test={button}]").ClickAsync();
    }
}
