using System.Net;
using System.Text;
using System.Text.Json;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Admin;

/// <summary>What the operator does, and what is written down of it.</summary>
public sealed class AdminActTests
{
    [Fact]
    public async Task Status_shows_what_is_kept_and_a_purge_erases_all_of_it()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        Kept one = await server.Api.KeepAsync(SecretPhoto.Camera), two = await server.Api.KeepAsync(SecretPhoto.Camera);
        JsonElement photos = (await admin.GetAsync("status")).GetProperty("photos");
        Assert.Equal((2, 0), (photos.GetProperty("kept").GetInt32(), photos.GetProperty("overdue").GetInt32()));
        Assert.InRange(photos.GetProperty("nextGoneSeconds").GetInt32(), 86_000, 86_400);

        Assert.Equal(0, (await admin.PostAsync("purge", new { expiredOnly = true })).GetProperty("photos").GetInt32());
        JsonElement purged = await admin.PostAsync("purge", new { expiredOnly = false });

        Assert.Equal((2, 0), (purged.GetProperty("photos").GetInt32(), purged.GetProperty("left").GetInt32()));
        Assert.Equal(photos.GetProperty("bytes").GetInt64(), purged.GetProperty("bytes").GetInt64());
        foreach (Kept photo in new[] { one, two })
            await server.Api.SendAsync(HttpMethod.Get, $"v1/photos/{photo.Id}", photo.Token).IsAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Empty(server.Sandbox.PhotoFiles());
        Assert.Equal(["status-read", "photos-purged", "photos-purged"], (await ActsAsync(admin)).Skip(1).SkipLast(1));
    }

    [Fact]
    public async Task A_photo_that_no_sweep_has_removed_in_time_is_overdue()
    {
        using StoreBench bench = new();
        await bench.StartAsync();
        await bench.Store.KeepAsync(SecretPhoto.Camera, null, CancellationToken.None);
        bench.Pass(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(10));

        Assert.Equal(0, (await bench.Store.StandAsync(TimeSpan.FromSeconds(20))).Late);
        bench.Pass(TimeSpan.FromSeconds(20));
        Assert.Equal(1, (await bench.Store.StandAsync(TimeSpan.FromSeconds(20))).Late);
        await bench.Store.SweepAsync(CancellationToken.None);
        Assert.Equal(new PhotoStanding(default, null, 0), await bench.Store.StandAsync(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task A_receipt_is_found_again_and_a_forged_one_is_not()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        string photo = await ReceiptAsync(server.Api.EraseAsync(await server.Api.KeepAsync(SecretPhoto.Camera)));
        Install install = new(server.Api);
        await install.AgreeAsync("notices", "2.0").BodyAsync();
        string device = await ReceiptAsync(install.SendAsync(HttpMethod.Delete, "v1/device"));

        foreach ((string receipt, string kind, int line) in new[] { (photo, "photo", 2), (device, "device", 3) })
        {
            JsonElement found = await admin.PostAsync("find", new { receipt = $" {receipt}\n" });
            Assert.Equal((true, kind, line), (found.GetProperty("genuine").GetBoolean(), found.GetProperty("kind").GetString(), found.GetProperty("line").GetInt32()));
            Assert.True(found.GetProperty("nothingLeft").GetBoolean());
        }
        string[] one = photo.Split('.'), other = device.Split('.');
        foreach (string forged in new[] { $"{one[0]}.{other[1]}.{one[2]}", photo[..^4] + "AAAA", "a.b.c", "", one[0] })
            Assert.False((await admin.PostAsync("find", new { receipt = forged })).GetProperty("genuine").GetBoolean());
    }

    [Fact]
    public async Task Nothing_of_a_person_is_in_the_audit_log_after_a_whole_stay()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        Install install = new(server.Api);
        await install.AgreeAsync("server-photos", "2.0").BodyAsync();
        await install.SendAsync(HttpMethod.Put, "v1/device", new { language = "de", platform = "android", appVersion = "1.2.3-eileen" }).BodyAsync();
        Kept kept = JsonSerializer.Deserialize<Kept>(await install.UploadAsync().BodyAsync(), JsonSerializerOptions.Web)!;
        string photo = await ReceiptAsync(install.SendAsync(HttpMethod.Delete, $"v1/photos/{kept.Id}", token: kept.Token));
        string device = await ReceiptAsync(install.SendAsync(HttpMethod.Delete, "v1/device"));
        foreach (string receipt in new[] { photo, device })
            await admin.PostAsync("find", new { receipt });
        string log = await admin.Client.GetStringAsync("audit");

        Assert.Equal(["photo-erased", "device-erased", "receipt-sought", "receipt-sought", "log-exported"], (await ActsAsync(admin)).Skip(1).SkipLast(1));
        string[] personal =
        [
            install.Id.ToString("D"), install.Id.ToString("N"), kept.Id, kept.Token, "eileen", "android", "127.0.0.1",
            .. new[] { photo, device }.SelectMany(receipt => receipt.Split('.')), Subject(photo), Subject(device),
            .. new[] { photo, device }.Select(receipt => Convert.ToHexString(System.Buffers.Text.Base64Url.DecodeFromChars(Subject(receipt)))),
        ];
        Assert.All(personal, text => Assert.DoesNotContain(text, log, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Lines_of_the_copy_that_is_exported_are_a_chain_that_anybody_can_check()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        for (int i = 0; i < 3; i++)
            await admin.GetAsync("status");
        string before = new('0', 64);
        foreach (string line in (await admin.Client.GetStringAsync("audit")).TrimEnd('\n').Split('\n'))
        {
            Assert.Equal(before, JsonDocument.Parse(line).RootElement.GetProperty("prev").GetString());
            before = AuditLine.HashOf(Encoding.UTF8.GetBytes(line));
        }
        Assert.Equal(before, Verify(server.Sandbox).Head);
    }

    private static AuditVerdict Verify(Sandbox sandbox)
    {
        AuditKey key = new(MasterKeys.Open(sandbox.KeyFile, null).Records);
        return AuditCheck.Run(sandbox.Audit, () => AuditNotes.InFile(sandbox.Records, key), key);
    }

    [Fact]
    public async Task A_server_that_is_killed_again_and_again_loses_no_act_that_it_reported()
    {
        using Sandbox sandbox = new();
        int reported = 0;
        Random random = new(5);
        for (int life = 0; life < 2; life++)
        {
            using ServerProcess server = await ServerProcess.StartAsync(sandbox, sandbox.NoNetworks);
            using AdminCaller admin = new(sandbox.AdminSocket);
            Task[] work = [.. Enumerable.Range(0, 3).Select(_ => AskAsync(admin))];
            for (int enough = reported + random.Next(5, 30); reported < enough;)
                await Task.Delay(1);
            server.Kill();
            await Task.WhenAll(work);
            AuditVerdict verdict = Verify(sandbox);

            Assert.True(verdict.IsSound, verdict.ToString());
            Assert.True(verdict.Lines >= reported, $"{verdict.Lines} lines of {reported} acts");
        }

        async Task AskAsync(AdminCaller admin)
        {
            try
            {
                for (; ; Interlocked.Increment(ref reported))
                    await admin.GetAsync("status");
            }
            catch (HttpRequestException)
            {
                // Killed.
            }
        }
    }

    private static async Task<IEnumerable<string>> ActsAsync(AdminCaller admin) => (await admin.Client.GetStringAsync("audit")).TrimEnd('\n').Split('\n')
        .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("act").GetString()!);

    private static async Task<string> ReceiptAsync(Task<HttpResponseMessage> erasure)
        => JsonDocument.Parse(await erasure.BodyAsync()).RootElement.GetProperty("receipt").GetString()!;

    private static string Subject(string receipt)
        => JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(receipt.Split('.')[1])).RootElement.GetProperty("sub").GetString()!;
}
