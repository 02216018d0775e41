using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Admin;

/// <summary>Letters, as the operator works on them.</summary>
public sealed class LetterTests
{
    private const string Address = "eileen.example@mail.example.org";

    [Fact]
    public async Task A_letter_is_read_answered_by_mail_and_closed()
    {
        Assert.SkipUnless(SmtpStandIn.IsThere, "npm is not installed.");
        using SmtpStandIn smtp = await SmtpStandIn.StartAsync();
        await using HostedServer server = await HostedServer.StartAsync(
            "PublicAddress=https://photos.example.org", $"SmtpServer=127.0.0.1:{smtp.Port.ToString(CultureInfo.InvariantCulture)}", "SmtpSecurity=none",
            "MailFrom=ID photos <photos@example.org>", "OperatorMail=privacy@example.org");
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        string reference = await WriteAsync(server, new { kind = "child", text = "My niece is on a photo.", answerTo = Address });
        Assert.Equal(1, (await admin.GetAsync("status")).GetProperty("openLetters").GetInt32());
        Assert.DoesNotContain("niece", await admin.Client.GetStringAsync("letters"), StringComparison.Ordinal);
        JsonElement letter = (await admin.PostAsync("letters/show", new { reference = reference.ToLowerInvariant() })).GetProperty("letter");
        Assert.Equal(("My niece is on a photo.", Address), (letter.GetProperty("text").GetString(), letter.GetProperty("answerTo").GetString()));

        await admin.PostAsync("letters/answer", new { reference, text = "Everything was erased." });

        MimeKit.MimeMessage mail = (await smtp.WaitAsync(Address)).Single().Message;
        Assert.Equal(("Antwort auf Ihren Brief " + reference, "privacy@example.org"), (mail.Subject, mail.ReplyTo.ToString()));
        Assert.Contains("Everything was erased.", mail.TextBody, StringComparison.Ordinal);
        Assert.Equal(0, (await admin.GetAsync("status")).GetProperty("openLetters").GetInt32());
        await admin.SendAsync("letters/close", new { reference }).IsAsync(HttpStatusCode.BadRequest, "invalid-request");
        string log = await admin.Client.GetStringAsync("audit");
        Assert.Contains("\"act\":\"letter-answered\",\"facts\":{\"kind\":\"child\"}", log, StringComparison.Ordinal);
        Assert.All([reference, "niece", "eileen", "erased."], text => Assert.DoesNotContain(text, log, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_letter_that_cannot_be_answered_is_closed_or_erased()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        string one = await WriteAsync(server, new { kind = "question", text = "Why?", answerTo = Address }), two = await WriteAsync(server, new { kind = "erase", text = "Please." });
        await RefusedAsync(one, "'SmtpServer'");
        await RefusedAsync(two, "no address");
        await RefusedAsync("AAAA-AAAA", "no such letter");
        await RefusedAsync("../records", "no such letter");

        await admin.PostAsync("letters/close", new { reference = one });
        await admin.PostAsync("letters/erase", new { reference = two });

        JsonElement left = Assert.Single((await admin.GetAsync("letters")).EnumerateArray());
        Assert.Equal(one, left.GetProperty("reference").GetString());
        Assert.NotEqual(JsonValueKind.Null, left.GetProperty("closedAt").ValueKind);

        async Task RefusedAsync(string reference, string says)
            => Assert.Contains(says, (await admin.SendAsync("letters/answer", new { reference, text = "Because." }).IsAsync(HttpStatusCode.BadRequest, "invalid-request")).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(HostedServer server, object letter)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "v1/letters") { Content = JsonContent.Create(letter) };
        request.Headers.AcceptLanguage.ParseAdd("de");
        return JsonDocument.Parse(await server.Api.Client.SendAsync(request).BodyAsync()).RootElement.GetProperty("reference").GetString()!;
    }
}
