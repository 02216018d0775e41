using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IdPhoto.Server.Store;
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

    [Fact]
    public async Task Everything_under_the_id_that_a_letter_names_is_deleted_and_that_is_recorded()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        Install install = await Install.WithPhotoAsync(server.Api), other = await Install.WithPhotoAsync(server.Api);
        string id = install.Id.ToString("D");
        string letter = await WriteAsync(server, new { kind = "child", text = $"The photo of my son is under {id.ToUpperInvariant()}, sent at 10." });
        string without = await WriteAsync(server, new { kind = "child", text = $"The photo of my son is under a{id} or 6fa459ea-ee8a-1ca4-894e-db77e160355e." });
        Assert.Contains("no id", (await admin.SendAsync("letters/delete-device", new { reference = without }).IsAsync(HttpStatusCode.BadRequest, "invalid-request")).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await server.Service<PhotoStore>().TotalsAsync()).Photos);

        JsonElement answer = await admin.PostAsync("letters/delete-device", new { reference = letter });

        Assert.Equal(["consents", "photos", "device"], answer.GetProperty("erased").EnumerateArray().Select(part => part.GetString()));
        await install.SendAsync(HttpMethod.Get, "v1/device").IsAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(1, (await other.SeeAsync()).GetProperty("photos").GetArrayLength());
        Assert.Empty((await admin.PostAsync("letters/delete-device", new { reference = letter })).GetProperty("erased").EnumerateArray());
        string log = await admin.Client.GetStringAsync("audit");
        Assert.Contains("\"act\":\"letter-device-erased\",\"facts\":{\"kind\":\"child\",\"parts\":3,\"traces\":true,\"whole\":true}", log, StringComparison.Ordinal);
        Assert.DoesNotContain(id, log, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_deletion_that_fails_half_way_is_recorded_and_so_is_the_one_that_ends_it()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        Install install = await Install.WithPhotoAsync(server.Api);
        string letter = await WriteAsync(server, new { kind = "erase", text = $"It is {install.Id:D}." });
        server.Sandbox.Execute("CREATE TRIGGER nothing_ends BEFORE UPDATE ON photos BEGIN SELECT RAISE(ABORT, 'no'); END");
        await admin.SendAsync("letters/delete-device", new { reference = letter }).IsAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        server.Sandbox.Execute("DROP TRIGGER nothing_ends");
        await admin.PostAsync("letters/delete-device", new { reference = letter });

        string log = await admin.Client.GetStringAsync("audit");
        Assert.Contains("\"act\":\"letter-device-erased\",\"facts\":{\"kind\":\"erase\",\"parts\":0,\"traces\":false,\"whole\":false}", log, StringComparison.Ordinal);
        Assert.Contains("\"act\":\"letter-device-erased\",\"facts\":{\"kind\":\"erase\",\"parts\":2,\"traces\":true,\"whole\":true}", log, StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(HostedServer server, object letter)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "v1/letters") { Content = JsonContent.Create(letter) };
        request.Headers.AcceptLanguage.ParseAdd("de");
        return JsonDocument.Parse(await server.Api.Client.SendAsync(request).BodyAsync()).RootElement.GetProperty("reference").GetString()!;
    }
}
