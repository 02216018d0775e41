using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Settings;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Tests.Harness;
using MimeKit;
using Xunit;

namespace IdPhoto.Server.Tests.Notices;

/// <summary>Notices by e-mail, from the wish to the last mail; against a real SMTP server.</summary>
public sealed class MailTests
{
    private const string Address = "eileen.example@mail.example.org";

    [Fact]
    public async Task An_address_counts_once_its_holder_has_answered_and_no_more_once_it_was_stopped()
    {
        using SmtpStandIn smtp = await StartAsync();
        await using HostedServer server = await ServerAsync(smtp);
        Install install = new(server.Api);
        await install.SendAsync(HttpMethod.Put, "v1/device/email", Wish(Address)).IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
        await install.AgreeAsync("notices", "2.0").BodyAsync();
        await install.SendAsync(HttpMethod.Put, "v1/device/email", Wish(Address)).BodyAsync();
        ReceivedMail question = (await smtp.WaitAsync(Address)).Single();
        string confirm = "notices/confirm/" + question.TokenAfter("/notices/confirm/");

        // A program that checks mails opens the link; a publication comes before the answer.
        string page = await server.Api.Client.GetStringAsync(confirm + "?lang=de");
        Assert.Contains("<form method=\"post\">", page, StringComparison.Ordinal);
        Assert.Contains("lang=\"de\"", page, StringComparison.Ordinal);
        Publish(server, "First.");
        Assert.False((await EmailAsync(install)).GetProperty("confirmed").GetBoolean());
        await server.Api.Client.PostAsync(confirm, null).BodyAsync();
        JsonElement kept = await EmailAsync(install);
        Assert.True(kept.GetProperty("confirmed").GetBoolean());
        // All that is kept is seen: also when the address was asked for and confirmed, and when the question was mailed.
        DateTimeOffset wanted = kept.GetProperty("wantedAt").GetDateTimeOffset(), asked = Assert.Single((await install.SeeAsync()).GetProperty("questions").EnumerateArray()).GetDateTimeOffset();
        Assert.InRange(kept.GetProperty("confirmedAt").GetDateTimeOffset(), wanted, wanted + TimeSpan.FromMinutes(1));
        Assert.InRange(wanted - asked, TimeSpan.FromSeconds(-5), TimeSpan.FromSeconds(5));

        Publish(server, "Second.");
        ReceivedMail notice = (await smtp.WaitAsync(Address, 2))[1];
        Assert.Contains("Second.", notice.Message.TextBody, StringComparison.Ordinal);
        await UnsubscribeAsync(server, notice.Message);
        Assert.Equal(JsonValueKind.Undefined, (await EmailAsync(install)).ValueKind);
        Assert.NotEqual(JsonValueKind.Null, (await install.SeeAsync()).GetProperty("consents").EnumerateArray().Single().GetProperty("withdrawnAt").ValueKind);

        Publish(server, "Third.");
        await Task.Delay(300);
        Assert.Equal(2, smtp.Mails.Count);

        // The same address once more: the link in a mail from before still does what it says.
        await install.AgreeAsync("notices", "2.0").BodyAsync();
        await install.SendAsync(HttpMethod.Put, "v1/device/email", Wish(Address.ToUpperInvariant())).BodyAsync();
        Assert.NotEqual(JsonValueKind.Undefined, (await EmailAsync(install)).ValueKind);
        await UnsubscribeAsync(server, notice.Message);
        Assert.Equal(JsonValueKind.Undefined, (await EmailAsync(install)).ValueKind);

        // A mail program that asks twice hears the same again; half of a link is none.
        await UnsubscribeAsync(server, notice.Message);
        using HttpResponseMessage half = await server.Api.Client.PostAsync("notices/stop/" + notice.TokenAfter("/notices/stop/")[..20], null);
        Assert.Equal(HttpStatusCode.NotFound, half.StatusCode);
    }

    [Fact]
    public async Task A_link_in_a_new_mail_ends_what_was_asked_for_under_an_earlier_version()
    {
        using SmtpStandIn smtp = await StartAsync();
        using NoticeRig rig = new(new ManualClock(), smtp.Port);
        byte[] person = rig.Subscribe(Address);
        // As that version wrote it.
        byte[] earlier = rig.Get<RecordCipher>().Hash("stop link", rig.Get<MailTable>().Find(person)!.Seed);
        Assert.Equal(1, rig.Get<RecordStore>().Run("UPDATE notice_mail SET stop_hash = @hash", ("@hash", MailTokens.Hash(earlier))));
        rig.Publish(TimeSpan.FromDays(30));
        await rig.SendAsync();

        string token = Assert.Single(await smtp.AllAsync(1)).TokenAfter("/notices/stop/");
        await rig.Get<MailSubscriptions>().StopAsync(MailTokens.Hash(token)!);
        Assert.Null(rig.Get<MailTable>().Find(person));
        // An address was in memory for it.
        Assert.Equal(1, rig.Uses);
    }

    [Fact]
    public async Task A_mail_travels_encrypted_and_leaves_no_address_in_a_file()
    {
        using Sandbox sandbox = new();
        (string certificate, string key) = SelfMade.Certificate(sandbox.Root);
        using SmtpStandIn smtp = await StartAsync($"KEY={key}", $"CERT={certificate}", "LOGIN=sender:pass-word-of-the-sender");
        string password = Path.Combine(Directory.CreateDirectory(Path.Combine(sandbox.Root, "password")).FullName, "smtp");
        File.WriteAllText(password, "pass-word-of-the-sender\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(password, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string[] settings = [.. Settings(smtp, "localhost"), "SmtpSecurity=starttls", "SmtpUser=sender", $"SmtpPasswordFile={password}", "SmtpRevocation=offline", sandbox.NoNetworks];
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, ["env", $"SSL_CERT_FILE={certificate}"], settings);
        using Caller api = new(server.Address);
        Install install = new(api);
        await install.AgreeAsync("notices", "2.0").BodyAsync();
        await install.SendAsync(HttpMethod.Put, "v1/device/email", Wish(Address)).BodyAsync();
        ReceivedMail mail = (await smtp.WaitAsync(Address)).Single();
        Assert.Equal((true, "sender"), (mail.Secure, mail.User));

        LeakSearch search = new();
        foreach (string secret in new[] { Address, Address.Split('@')[0], install.Id.ToString(), mail.TokenAfter("/notices/confirm/"), mail.TokenAfter("/notices/stop/") })
            search.Add(Encoding.UTF8.GetBytes(secret));
        Assert.Empty(search.Find(sandbox.Files()));
        await server.StopAsync();
        Assert.Empty(search.Find(sandbox.Files()));
    }

    [Fact]
    public async Task A_mail_server_that_nobody_vouches_for_or_that_does_not_encrypt_gets_no_mail()
    {
        using Sandbox sandbox = new();
        (string certificate, string key) = SelfMade.Certificate(sandbox.Root);
        using SmtpStandIn unknown = await StartAsync($"KEY={key}", $"CERT={certificate}"), open = await StartAsync();
        foreach (SmtpStandIn smtp in new[] { unknown, open })
        {
            using MailSender sender = new(new MailSettings("localhost", smtp.Port, MailSecurity.StartTls, null, null, new MailboxAddress("", "photos@example.org"), ChecksRevocation: false));
            using MimeMessage mail = new() { Body = new TextPart("plain") { Text = "Nothing." } };
            mail.From.Add(new MailboxAddress("", "photos@example.org"));
            mail.To.Add(new MailboxAddress("", Address));
            Assert.Equal(DeliveryResult.ChannelDown, (await sender.SendAsync(mail, () => Assert.Fail("It was begun."), CancellationToken.None)).Result);
            Assert.Empty(await smtp.AllAsync(0));
        }
    }

    [Theory]
    [InlineData("eileen@example.org", true)]
    [InlineData("  eileen+photos@example.org ", true)]
    [InlineData("eileen@bücher.example", true)]
    [InlineData("eileen@example.org\r\nBcc: everybody@example.com", false)]
    [InlineData("eileen@example.org\nSubject: x", false)]
    [InlineData("eileen@example.org, other@example.org", false)]
    [InlineData("Eileen <eileen@example.org>", false)]
    [InlineData("eileen@example.org>", false)]
    [InlineData("eileen", false)]
    [InlineData("eileen@localhost", false)]
    [InlineData("@example.org", false)]
    [InlineData("", false)]
    public void Only_a_single_plain_address_is_taken(string typed, bool taken)
    {
        if (taken)
            Assert.True(MailAddressReader.Read(typed).All(char.IsAscii));
        else
            Assert.Throws<RequestRefused>(() => MailAddressReader.Read(typed));
    }

    [Theory]
    [InlineData(RecordsIn.Sqlite)]
    [InlineData(RecordsIn.Postgres)]
    public void An_address_that_nobody_confirms_is_gone_after_two_days_and_is_asked_three_times_a_day_at_most(RecordsIn place)
    {
        ManualClock clock = new();
        using NoticeRig rig = new(clock, database: place.Database());
        MailSubscriptions mail = rig.Get<MailSubscriptions>();
        NoticeWish wish = new(Policy: true, []);
        byte[] one = rig.Agreed("notices"), two = rig.Agreed("notices");
        mail.Put(one, Address, "en", wish);
        mail.Put(one, Address.ToUpperInvariant(), "en", wish);
        mail.Put(two, Address, "en", wish);
        Assert.Equal(StatusCodes429, Assert.Throws<RequestRefused>(() => mail.Put(two, Address, "en", wish)).Status);
        for (int i = 0; i < 5; i++)
            mail.Put(two, $"other{i}@example.org", "en", wish);
        Assert.Equal(StatusCodes429, Assert.Throws<RequestRefused>(() => mail.Put(two, "sixth@example.org", "en", wish)).Status);
        // Only the last question of each is still to be sent.
        Assert.Equal("2 waiting", rig.States());

        clock.Pass(TimeSpan.FromHours(47));
        mail.RemoveUnconfirmed();
        Assert.Equal("2 waiting", rig.States());
        clock.Pass(TimeSpan.FromHours(2));
        mail.RemoveUnconfirmed();
        Assert.Equal("", rig.States());
        Assert.Null(rig.Get<MailTable>().Find(one));
        mail.Put(two, Address, "en", wish);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("fr")]
    [InlineData("es")]
    [InlineData("ar")]
    [InlineData("zh-Hans")]
    public void A_mail_is_in_the_language_of_its_reader_and_loads_nothing(string tag)
    {
        Words.Sentences words = Words.Sentences.In(Words.Languages.Find(tag)!, Words.Place.Api);
        Uri service = new("https://photos.example.org/");
        Server.Notices.Topics.MailLinks links = new(service, new Uri(service, "privacy"), new Uri(service, "notices/confirm/x"), new Uri(service, "notices/stop/x"), new Uri(service, "notices/stop/x"));
        Announcement change = new(1, default, new DateTimeOffset(2026, 12, 24, 0, 0, 0, TimeSpan.Zero), Widens: true, new Controller("A <b>company</b>", null), new Dictionary<string, string> { ["en"] = "Changes <i>" });
        Server.Notices.Topics.MailText[] texts =
        [
            Server.Notices.Topics.MailText.Confirmation(links, words),
            Server.Notices.Topics.MailText.Of(new Server.Notices.Topics.PolicyTopic(change), links, words),
            Server.Notices.Topics.MailText.Of(new Server.Notices.Topics.EditionTopic(3, new DateOnly(2027, 1, 1)), links, words),
            Server.Notices.Topics.MailText.Of(new Server.Notices.Topics.RulesTopic("rules x", "us-passport"), links, words),
        ];
        foreach (Server.Notices.Topics.MailText text in texts)
        {
            using MimeMessage mail = MailWriter.Write(text);
            Assert.DoesNotContain("notices.", mail.TextBody!.Replace("notices/", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Contains("https://photos.example.org/notices/stop/x", mail.TextBody, StringComparison.Ordinal);
            Assert.Contains($"lang=\"{tag}\"", mail.HtmlBody, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", mail.HtmlBody, StringComparison.Ordinal);
            Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.Ordinal);
            Assert.Equal(tag == "ar", mail.HtmlBody!.Contains("dir=\"rtl\"", StringComparison.Ordinal));
        }
    }

    private const int StatusCodes429 = 429;

    private static async Task<SmtpStandIn> StartAsync(params string[] settings)
    {
        Assert.SkipUnless(SmtpStandIn.IsThere, "npm is not installed.");
        return await SmtpStandIn.StartAsync(settings);
    }

    private static Task<HostedServer> ServerAsync(SmtpStandIn smtp) => HostedServer.StartAsync([.. Settings(smtp, "127.0.0.1"), "SmtpSecurity=none"]);

    private static string[] Settings(SmtpStandIn smtp, string host) =>
    [
        "PublicAddress=https://photos.example.org", $"SmtpServer={host}:{smtp.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}",
        "MailFrom=ID photos <photos@example.org>", "NoticesPerMinute=1000000",
    ];

    private static object Wish(string address) => new { address, language = "en", policy = true, documents = new[] { "us-passport" } };

    private static void Publish(HostedServer server, string changes) => server.Service<PolicyRegister>().Publish(
        new PolicyDraft(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero), Widens: false, null, new Dictionary<string, string> { ["en"] = changes }));

    private static async Task<JsonElement> EmailAsync(Install install)
        => (await install.SeeAsync()).TryGetProperty("email", out JsonElement email) ? email : default;

    // As a mail program does it: RFC 8058, 3.1, without cookies, from the header alone.
    private static async Task UnsubscribeAsync(HostedServer server, MimeMessage mail)
    {
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[HeaderId.ListUnsubscribePost]);
        Uri address = new(mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>'));
        Assert.Equal("https://photos.example.org", address.GetLeftPart(UriPartial.Authority));
        string page = await server.Api.Client.GetStringAsync(address.PathAndQuery);
        Assert.Contains("<form", page, StringComparison.Ordinal);
        using FormUrlEncodedContent oneClick = new([new("List-Unsubscribe", "One-Click")]);
        using HttpResponseMessage answer = await server.Api.Client.PostAsync(address.PathAndQuery, oneClick);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
