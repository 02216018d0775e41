using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdPhoto.Server.Audit;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Records;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Xunit;

namespace IdPhoto.Server.Tests.Rights;

/// <summary>See, correct, delete: what the server keeps of an install is the person's.</summary>
public sealed class RightsTests(SharedServer shared)
{
    [Fact]
    public async Task What_an_install_says_of_itself_is_seen_corrected_and_nothing_else_is_taken()
    {
        Install install = new(shared.Api);
        await install.SendAsync(HttpMethod.Get, "v1/device").IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
        await install.AgreeAsync("notices", "2.0").BodyAsync();
        await install.SendAsync(HttpMethod.Put, "v1/device", new { language = "de", platform = "android", appVersion = "1.2" }).BodyAsync();
        await install.SendAsync(HttpMethod.Put, "v1/device", new { language = "fr", platform = "ios", appVersion = "1.3" }).BodyAsync();

        JsonElement seen = await install.SeeAsync();
        Assert.Equal(("fr", "ios", "1.3"), (seen.GetProperty("language").GetString(), seen.GetProperty("platform").GetString(), seen.GetProperty("appVersion").GetString()));
        Assert.Equal(TimeSpan.Zero, seen.GetProperty("lastSeen").GetDateTimeOffset().TimeOfDay);
        Assert.Equal(TimeSpan.FromDays(400), seen.GetProperty("expires").GetDateTimeOffset() - seen.GetProperty("lastSeen").GetDateTimeOffset());
        foreach (object wrong in new object[] { new { platform = "Pixel 9 Pro" }, new { language = "Klingon" }, new { appVersion = "1.0 (Linux; Android 17)" }, new { model = "Pixel 9" } })
            await install.SendAsync(HttpMethod.Put, "v1/device", wrong).IsAsync(HttpStatusCode.BadRequest, ServerCodes.InvalidRequest);
    }

    [Theory]
    [InlineData("""{"language":"de","language":"fr"}""")]
    [InlineData("""{"language":"de","Language":"fr"}""")]
    [InlineData("""{"language":[[[[[[[[[[["de"]]]]]]]]]]]}""")]
    [InlineData("""{"language":"de","more":{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":1}}}}}}}}}""")]
    [InlineData("""["de"]""")]
    [InlineData("null")]
    [InlineData("")]
    [InlineData("""{"language":"de"}{"language":"fr"}""")]
    public async Task What_can_be_read_in_two_ways_or_holds_more_than_it_should_is_refused(string body)
    {
        Install install = new(shared.Api);
        using StringContent json = new(body, Encoding.UTF8, "application/json");
        using HttpRequestMessage request = new(HttpMethod.Put, "v1/device") { Content = json, Headers = { { "Install-Id", install.Id.ToString("D") } } };
        await shared.Api.Client.SendAsync(request).IsAsync(HttpStatusCode.BadRequest, ServerCodes.InvalidRequest);
        await install.SendAsync(HttpMethod.Get, "v1/device").IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
    }

    [Fact]
    public async Task A_body_of_more_than_16_kilobytes_is_refused_whether_its_length_is_announced_or_not()
    {
        byte[] body = Encoding.ASCII.GetBytes($"{{\"language\":\"de\"{new string(' ', 17_000)}}}");
        foreach (string framing in new[] { $"Content-Length: {body.Length}", "Transfer-Encoding: chunked" })
        {
            byte[] sent = framing.StartsWith('C') ? body : [.. Encoding.ASCII.GetBytes($"{body.Length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8];
            using System.Net.Sockets.TcpClient client = new(shared.Server.Address.Host, shared.Server.Address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"PUT /v1/device HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nInstall-Id: {Guid.NewGuid():D}\r\n{framing}\r\n\r\n"));
            await client.GetStream().WriteAsync(sent);
            Assert.StartsWith("HTTP/1.1 413 ", await new StreamReader(client.GetStream()).ReadToEndAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task One_caller_makes_only_so_many_installs_known_in_a_day()
    {
        await using HostedServer server = await HostedServer.StartAsync("InstallsPerDay=2");
        Install first = new(server.Api), second = new(server.Api), third = new(server.Api);
        await first.AgreeAsync("notices", "2.0").BodyAsync();
        await second.AgreeAsync("server-photos", "2.0").BodyAsync();
        await third.AgreeAsync("server-photos", "2.0").IsAsync(HttpStatusCode.TooManyRequests, ServerCodes.TooManyRequests);
        await first.SendAsync(HttpMethod.Put, "v1/device", new { language = "fr" }).BodyAsync();
        await second.AgreeAsync("server-photos", "2.0").BodyAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("me")]
    [InlineData("6FA459EA-EE8A-4CA4-894E-DB77E160355E")]
    [InlineData("6fa459ea-ee8a-1ca4-894e-db77e160355e")]
    [InlineData("6fa459eaee8a4ca4894edb77e160355e")]
    public async Task Only_a_random_uuid_is_an_identifier(string written)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "v1/device");
        request.Headers.TryAddWithoutValidation("Install-Id", written);
        await shared.Api.Client.SendAsync(request).IsAsync(HttpStatusCode.BadRequest, ServerCodes.InvalidRequest);
    }

    [Fact]
    public async Task Deleting_an_install_leaves_nothing_of_it_in_any_file_and_gives_a_receipt()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        Install install = new(server.Api);
        await install.AgreeAsync("server-photos", "2.0").BodyAsync();
        await install.SendAsync(HttpMethod.Put, "v1/device", new { language = "es", platform = "linux", appVersion = "9.87.6-unmistakable" }).BodyAsync();
        await install.UploadAsync().BodyAsync();
        LeakSearch search = SecretPhoto.Search();
        byte[] hash = server.Service<PersonHashes>().Of(InstallId.Parse(install.Id.ToString("D"))!.Value);
        foreach (byte[] secret in new[] { hash, install.Id.ToByteArray(bigEndian: true), install.Id.ToByteArray(), Encoding.ASCII.GetBytes(install.Id.ToString("D")), Encoding.ASCII.GetBytes("9.87.6-unmistakable") })
            search.Add(secret);
        // Before, the hash and the version are there: the search is able to find them.
        Assert.NotEmpty(search.Find(server.Sandbox.Files()));

        JsonElement deleted = JsonDocument.Parse(await install.SendAsync(HttpMethod.Delete, "v1/device").BodyAsync()).RootElement;

        Assert.Equal(["consents", "photos", "device", "traces"], deleted.GetProperty("erased").EnumerateArray().Select(name => name.GetString()!));
        await install.SendAsync(HttpMethod.Get, "v1/device").IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
        Assert.Empty(search.Find(server.Sandbox.Files()));
        string[] receipt = deleted.GetProperty("receipt").GetString()!.Split('.');
        JsonElement says = JsonDocument.Parse(Base64Url.DecodeFromChars(receipt[1])).RootElement;
        Assert.Equal(Base64Url.EncodeToString(SHA256.HashData(install.Id.ToByteArray(bigEndian: true))), says.GetProperty("sub").GetString());
    }

    [Fact]
    public async Task While_another_program_reads_the_photos_ledger_no_receipt_says_that_no_trace_is_left()
    {
        await using HostedServer server = await HostedServer.StartAsync();
        using AdminCaller admin = new(server.Sandbox.AdminSocket);
        Install install = await Install.WithPhotoAsync(server.Api);
        LeakSearch search = new();
        search.Add(server.Service<PersonHashes>().Of(InstallId.Parse(install.Id.ToString("D"))!.Value));
        JsonElement deleted;
        using (SqliteConnection reader = new($"Data Source={server.Sandbox.Database};Pooling=False"))
        {
            await reader.OpenAsync();
            await using SqliteTransaction reading = reader.BeginTransaction(deferred: true);
            using SqliteCommand look = new("SELECT count(*) FROM photos", reader, reading);
            Assert.Equal(1L, await look.ExecuteScalarAsync());

            deleted = JsonDocument.Parse(await install.SendAsync(HttpMethod.Delete, "v1/device").BodyAsync()).RootElement;

            Assert.Equal(["consents", "photos", "device"], deleted.GetProperty("erased").EnumerateArray().Select(name => name.GetString()!));
            Assert.NotEmpty(search.Find(server.Sandbox.Files()));
            Assert.False(await NothingLeftAsync());
        }
        Assert.True(await NothingLeftAsync());
        Assert.Empty(search.Find(server.Sandbox.Files()));

        async Task<bool> NothingLeftAsync() => (await admin.PostAsync("find", new { receipt = deleted.GetProperty("receipt").GetString() })).GetProperty("nothingLeft").GetBoolean();
    }

    [Fact]
    public async Task Nothing_is_written_down_of_a_device_unless_a_yes_of_its_person_holds_under_who_is_responsible_today()
    {
        await using HostedServer server = await HostedServer.StartAsync("OperatorName=First Ltd");
        Install install = new(server.Api), stranger = new(server.Api);
        await TellAsync(stranger, "de").IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
        await stranger.SendAsync(HttpMethod.Get, "v1/device").IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
        await install.AgreeAsync("notices", "2.0").BodyAsync();
        await TellAsync(install, "de").BodyAsync();

        server.Service<PolicyRegister>().Publish(new PolicyDraft(DateTimeOffset.UtcNow, false, new Controller("Second Ltd", null), new Dictionary<string, string> { ["en"] = "Sold." }));
        await TellAsync(install, "fr").IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
        Assert.Equal("de", (await install.SeeAsync()).GetProperty("language").GetString());

        await install.AgreeAsync("notices", "2.1").BodyAsync();
        await TellAsync(install, "fr").BodyAsync();
        await install.AgreeAsync("push", "2.1").BodyAsync();
        await install.WithdrawAsync("push").BodyAsync();
        Assert.Equal("fr", (await install.SeeAsync()).GetProperty("language").GetString());
        // With the last yes it goes: nobody could correct it any more.
        await install.WithdrawAsync("notices").BodyAsync();
        Assert.Equal(JsonValueKind.Null, (await install.SeeAsync()).GetProperty("language").ValueKind);
        await TellAsync(install, "es").IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);

        static Task<HttpResponseMessage> TellAsync(Install install, string language) => install.SendAsync(HttpMethod.Put, "v1/device", new { language });
    }

    [Fact]
    public async Task An_install_that_is_deleted_while_it_is_corrected_is_not_written_down_again()
    {
        using Sandbox sandbox = new();
        Directory.CreateDirectory(sandbox.Data);
        using SqliteRecords records = SqliteRecords.Open(sandbox.Records);
        ServerSettings settings = ServerSettings.Read(new ConfigurationBuilder().Build());
        PolicyRegister policies = new(records, settings, TimeProvider.System);
        SetClock clock = new() { Now = DateTimeOffset.UtcNow };
        People people = new(records, settings, clock);
        ConsentBook consents = new(records, new People(records, settings, TimeProvider.System), policies, TimeProvider.System);
        PersonalData data = new(records, people, consents, [consents]);
        byte[] person = RandomNumberGenerator.GetBytes(32);
        consents.Give(person, Purposes.Notices, policies.State.Tag, guardian: false);
        Task deletion = Task.CompletedTask;
        // When it asks for the day, it has seen that a yes holds, and has written nothing yet. The deletion is done now, or waits.
        clock.Asked = () =>
        {
            deletion = Task.Run(() => data.DeleteAsync(person));
            ((IAsyncResult)deletion).AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(1));
        };

        Assert.True(data.Correct(person, new DeviceFacts("de", null, null)));

        await deletion;
        Assert.Null(people.Find(person));
    }

    [Fact]
    public async Task An_install_that_was_not_here_for_its_time_is_forgotten_with_everything()
    {
        using Sandbox sandbox = new();
        SetClock clock = new() { Now = DateTimeOffset.UtcNow };
        Directory.CreateDirectory(sandbox.Data);
        using SqliteRecords records = SqliteRecords.Open(Path.Combine(sandbox.Data, "records.db"));
        ServerSettings settings = ServerSettings.Read(new ConfigurationBuilder().AddInMemoryCollection([new("DataFolder", sandbox.Data), new("KeyFile", sandbox.KeyFile)]).Build());
        using AuditLog audit = AuditLog.Open(Path.Combine(sandbox.Data, "audit.log"), records, new AuditKey(MasterKey.Random()), clock);
        People people = new(records, settings, clock);
        byte[] gone = RandomNumberGenerator.GetBytes(32), here = RandomNumberGenerator.GetBytes(32);
        people.Touch(gone);
        people.Touch(here);

        clock.Now += TimeSpan.FromDays(200);
        people.Seen(here);
        people.Seen(RandomNumberGenerator.GetBytes(32));
        Assert.Equal(2, people.Count());
        Assert.Empty(people.Expired());
        clock.Now += TimeSpan.FromDays(200);

        Assert.Equal(gone, Assert.Single(people.Expired()));
        Parts data = new(records, people, settings, audit, clock);
        Assert.Equal(1, await data.Sweeper.SweepAsync());
        Assert.Null(people.Find(gone));
        Assert.NotNull(people.Find(here));
        LeakSearch search = new();
        search.Add(gone);
        Assert.Empty(search.Find(sandbox.Files()));
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        /// <summary>Happens when it is asked next, once.</summary>
        public Action? Asked { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            Action? happens = Asked;
            Asked = null;
            happens?.Invoke();
            return Now;
        }
    }

    /// <summary>The parts without a server.</summary>
    private sealed class Parts(RecordStore records, People people, ServerSettings settings, AuditLog audit, TimeProvider clock)
    {
        public InstallSweeper Sweeper
        {
            get
            {
                ConsentBook consents = new(records, people, new PolicyRegister(records, settings, clock), clock);
                return new(records, people, new PersonalData(records, people, consents, [consents]), audit, clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<InstallSweeper>.Instance);
            }
        }
    }
}
