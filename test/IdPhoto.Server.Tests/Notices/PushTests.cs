using System.Buffers.Binary;
using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdPhoto.Server.Notices.Mail;
using IdPhoto.Server.Notices.Outbox;
using IdPhoto.Server.Notices.Push;
using IdPhoto.Server.Notices.Settings;
using IdPhoto.Server.Notices.Tables;
using IdPhoto.Server.Notices.Topics;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Notices;

/// <summary>Notices by push, against stand-ins that speak as the real services do.</summary>
public abstract class PushTests(RecordsIn place)
{
    /// <summary>Of a service account; making one takes a while.</summary>
    private static readonly Lazy<string> AccountKey = new(() =>
    {
        using RSA key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    });

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_browser_can_read_its_notice_and_its_push_service_can_see_who_sent_it()
    {
        await using HttpStandIn service = await HttpStandIn.StartAsync();
        using NoticeRig rig = new(_clock, database: place.Database());
        using BrowserKeys browser = new();
        VapidKey key = Key(rig);
        using PushChannel channel = Channel(rig, key);
        Subscribe(rig, browser.Target(service.Address + "send/one"), "de", "us-passport");
        rig.Publish(TimeSpan.FromDays(30));
        Announce(rig, "us-passport");
        Announce(rig, "de-passport");
        await rig.SendAsync(channel);

        Assert.Equal("2 sent", rig.States());
        HttpCall[] calls = [.. service.Calls];
        Assert.Equal(["policy", "rules"], calls.Select(call => browser.Read(call.Body).GetProperty("kind").GetString()).Order());
        foreach (HttpCall call in calls)
        {
            Assert.Equal(("POST", "/send/one", "aes128gcm"), (call.Method, call.Path, call.Headers["Content-Encoding"]));
            Assert.Equal("1209600", call.Headers["TTL"]);
            // Without a port: endpoints in the world have none but the usual one.
            Vapid.Check(call.Headers["Authorization"], key.Public, "http://127.0.0.1", "mailto:operator@example.org");
            JsonElement payload = browser.Read(call.Body);
            Assert.Equal(["dir", "kind", "lang", "tag", "text", "title"], payload.EnumerateObject().Select(entry => entry.Name).Order());
            Assert.Equal(("de", "ltr", call.Headers["Topic"]), (payload.GetProperty("lang").GetString(), payload.GetProperty("dir").GetString(), payload.GetProperty("tag").GetString()));
        }
    }

    [Theory]
    [InlineData(201, "1 sent", true)]
    [InlineData(404, "1 withheld", false)]
    [InlineData(410, "1 withheld", false)]
    [InlineData(400, "1 failed", true)]
    [InlineData(429, "1 waiting", true)]
    [InlineData(503, "1 waiting", true)]
    [InlineData(302, "1 failed", true)]
    public async Task An_answer_of_a_push_service_says_what_becomes_of_notice_and_subscription(int status, string state, bool subscribed)
    {
        await using HttpStandIn service = await HttpStandIn.StartAsync(_ => new HttpReply(status, Headers: new() { ["Retry-After"] = "120", ["Location"] = "/elsewhere" }));
        using NoticeRig rig = new(_clock, database: place.Database());
        using BrowserKeys browser = new();
        using PushChannel channel = Channel(rig, Key(rig));
        byte[] person = Subscribe(rig, browser.Target(service.Address + "send/one"), "en");
        rig.Publish(TimeSpan.FromDays(30));
        await rig.SendAsync(channel);
        Assert.Equal((state, subscribed), (rig.States(), rig.Get<PushTable>().Find(person) is not null));

        _clock.Pass(TimeSpan.FromSeconds(119));
        await rig.SendAsync(channel);
        Assert.Single(service.Calls);
        _clock.Pass(TimeSpan.FromSeconds(2));
        await rig.SendAsync(channel);
        Assert.Equal(state == "1 waiting" ? 2 : 1, service.Calls.Count);
    }

    [Theory]
    [InlineData("https://updates.push.example.com/a", true)]
    [InlineData("https://push.example.com/a", true)]
    [InlineData("http://push.example.com/a", false)]
    [InlineData("https://evilpush.example.com/a", false)]
    [InlineData("https://push.example.com.evil.org/a", false)]
    [InlineData("https://push.example.com@evil.org/a", false)]
    [InlineData("https://push.example.com:8443/a", false)]
    [InlineData("https://169.254.169.254/latest", false)]
    [InlineData("https://127.0.0.1/a", false)]
    [InlineData("http://localhost:5080/a", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("push.example.com", false)]
    public void An_endpoint_leads_to_no_other_host_than_those_of_the_operator(string endpoint, bool allowed)
        => Assert.Equal(allowed, new PushHosts(["push.example.com"]).Allow(endpoint));

    [Fact]
    public async Task Firebase_is_asked_as_its_contract_says_and_is_not_told_which_document_it_is_about()
    {
        await using HttpStandIn google = await HttpStandIn.StartAsync(call => call.Path == "/token"
            ? new HttpReply(200, """{"access_token":"the-access-token","expires_in":3600,"token_type":"Bearer"}""")
            : new HttpReply(200, """{"name":"projects/demo-project/messages/1"}"""));
        using NoticeRig rig = new(_clock, database: place.Database());
        using PushChannel channel = Channel(rig, Fcm(rig, google));
        Subscribe(rig, new FcmTarget("registration-of-a-phone"), "fr", "us-passport");
        Announce(rig, "us-passport");
        await rig.SendAsync(channel);

        HttpCall call = google.Calls.Single(call => call.Path != "/token");
        Assert.Equal(("POST", "/v1/projects/demo-project/messages:send", "Bearer the-access-token"), (call.Method, call.Path, call.Headers["Authorization"]));
        JsonElement message = JsonDocument.Parse(call.Body).RootElement.GetProperty("message");
        Assert.Equal("registration-of-a-phone", message.GetProperty("token").GetString());
        Assert.Equal(["body", "title"], message.GetProperty("notification").EnumerateObject().Select(entry => entry.Name).Order());
        Assert.Equal("Les règles photo ont changé", message.GetProperty("notification").GetProperty("title").GetString());
        Assert.Equal(["dir", "kind", "lang", "tag"], message.GetProperty("data").EnumerateObject().Select(entry => entry.Name).Order());
        Assert.DoesNotContain("passport", Encoding.UTF8.GetString(call.Body), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("1 sent", rig.States());
    }

    [Theory]
    [InlineData(404, "UNREGISTERED", "1 withheld", false)]
    [InlineData(404, "NOT_FOUND", "1 waiting", true)]
    [InlineData(401, "UNAUTHENTICATED", "1 waiting", true)]
    [InlineData(429, "QUOTA_EXCEEDED", "1 waiting", true)]
    [InlineData(400, "INVALID_ARGUMENT", "1 failed", true)]
    public async Task An_answer_of_Firebase_says_what_becomes_of_notice_and_subscription(int status, string code, string state, bool subscribed)
    {
        await using HttpStandIn google = await HttpStandIn.StartAsync(call => call.Path == "/token"
            ? new HttpReply(200, """{"access_token":"the-access-token","expires_in":3600,"token_type":"Bearer"}""")
            : new HttpReply(status, $$$"""{"error":{"code":{{{status}}},"details":[{"@type":"type.googleapis.com/google.firebase.fcm.v1.FcmError","errorCode":"{{{code}}}"}]}}""", new() { ["Retry-After"] = "600" }));
        using NoticeRig rig = new(_clock, database: place.Database());
        using PushChannel channel = Channel(rig, Fcm(rig, google));
        byte[] person = Subscribe(rig, new FcmTarget("registration-of-a-phone"), "en");
        rig.Publish(TimeSpan.FromDays(30));
        await rig.SendAsync(channel);
        Assert.Equal((state, subscribed), (rig.States(), rig.Get<PushTable>().Find(person) is not null));

        _clock.Pass(TimeSpan.FromMinutes(9));
        await rig.SendAsync(channel);
        Assert.Equal(status == 429 ? 1 : state == "1 waiting" ? 2 : 1, google.Calls.Count(call => call.Path != "/token"));
    }

    [Fact]
    public async Task A_subscription_is_taken_for_allowed_hosts_only_and_deleted_with_the_consent()
    {
        using Sandbox sandbox = new();
        string keyFile = Path.Combine(sandbox.Root, "vapid", "vapid.pem");
        await using HostedServer server = await HostedServer.StartInAsync(sandbox, $"VapidKeyFile={keyFile}", "VapidContact=mailto:operator@example.org", "PushHosts=push.example.com");
        Install install = new(server.Api);
        using BrowserKeys browser = new();
        object Wanted(string endpoint) => new { kind = "web", endpoint, p256dh = browser.Public, auth = browser.Secret, language = "en", policy = true };

        await install.SendAsync(HttpMethod.Put, "v1/device/push", Wanted("https://push.example.com/one")).IsAsync(HttpStatusCode.Forbidden, "consent-needed");
        await install.AgreeAsync("push", "2.0").BodyAsync();
        await install.SendAsync(HttpMethod.Put, "v1/device/push", Wanted("https://elsewhere.example.com/one")).IsAsync(HttpStatusCode.BadRequest, "invalid-request");
        await install.SendAsync(HttpMethod.Put, "v1/device/push", Wanted("https://push.example.com/one")).BodyAsync();
        Assert.Contains("\"push\":{\"kind\":\"web\",\"endpoint\":\"https://push.example.com/one\"", Encoding.UTF8.GetString(await install.SendAsync(HttpMethod.Get, "v1/device").BodyAsync()), StringComparison.Ordinal);
        JsonElement offer = JsonDocument.Parse(await server.Api.Client.GetStringAsync("v1/notices")).RootElement;
        Assert.False(offer.GetProperty("email").GetBoolean());
        Assert.Equal(87, offer.GetProperty("push").GetProperty("web").GetString()!.Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(keyFile));

        LeakSearch search = new();
        search.Add("push.example.com/one"u8.ToArray());
        Assert.Empty(search.Find(sandbox.Files()));
        await install.SendAsync(HttpMethod.Delete, "v1/device/consents/push").BodyAsync();
        Assert.DoesNotContain("\"web\"", Encoding.UTF8.GetString(await install.SendAsync(HttpMethod.Get, "v1/device").BodyAsync()), StringComparison.Ordinal);
    }

    private static VapidKey Key(NoticeRig rig) => VapidKey.Open(Path.Combine(rig.Folder.Root, "vapid", "key.pem"));

    private PushChannel Channel(NoticeRig rig, VapidKey key)
        => Channel(rig, new WebPushSender(new WebPushSettings("", "mailto:operator@example.org", ["127.0.0.1"]), key, _clock), null);

    private static PushChannel Channel(NoticeRig rig, FcmSender fcm) => Channel(rig, null, fcm);

    private static PushChannel Channel(NoticeRig rig, WebPushSender? web, FcmSender? fcm)
        => new(web, fcm, rig.Get<PushTable>(), rig.Get<TopicTable>(), rig.Get<NoticeIds>());

    private FcmSender Fcm(NoticeRig rig, HttpStandIn google)
    {
        string file = Path.Combine(rig.Folder.Root, "account.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new
        {
            type = "service_account",
            project_id = "demo-project",
            private_key_id = "1",
            private_key = AccountKey.Value,
            client_email = "server@demo-project.iam.gserviceaccount.com",
            client_id = "1",
            token_uri = google.Address + "token",
        }));
        return new FcmSender(new FcmSettings(file, google.Address), _clock);
    }

    private static byte[] Subscribe(NoticeRig rig, PushTarget target, string language, params string[] documents)
    {
        byte[] person = rig.Agreed(Server.Consents.Purposes.Push);
        rig.Get<PushTable>().Put(person, target, language, new NoticeWish(Policy: true, documents));
        return person;
    }

    private void Announce(NoticeRig rig, string document)
        => rig.Get<Server.Records.RecordStore>().InTransaction(() => rig.Get<TopicTable>().Announce(RulesTopic.At(document, _clock.GetUtcNow())));

    /// <summary>A browser's keys, with which it reads a notice (RFC 8291 and 8188).</summary>
    private sealed class BrowserKeys : IDisposable
    {
        private readonly ECDiffieHellman _key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        private readonly byte[] _auth = RandomNumberGenerator.GetBytes(16);

        public string Public => Base64Url.EncodeToString(Point(_key.ExportParameters(false).Q));

        public string Secret => Base64Url.EncodeToString(_auth);

        public WebPushTarget Target(string endpoint) => new(endpoint, Public, Secret);

        public JsonElement Read(byte[] body)
        {
            byte[] salt = body[..16], sender = body[21..(21 + body[20])];
            Assert.True(BinaryPrimitives.ReadInt32BigEndian(body.AsSpan(16)) >= body.Length - 21 - sender.Length);
            using ECDiffieHellman other = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = sender[1..33], Y = sender[33..] } });
            byte[] shared = _key.DeriveRawSecretAgreement(other.PublicKey);
            byte[] info = [.. "WebPush: info\0"u8, .. Point(_key.ExportParameters(false).Q), .. sender];
            byte[] input = HKDF.DeriveKey(HashAlgorithmName.SHA256, shared, 32, _auth, info);
            byte[] key = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 16, salt, "Content-Encoding: aes128gcm\0"u8.ToArray());
            byte[] nonce = HKDF.DeriveKey(HashAlgorithmName.SHA256, input, 12, salt, "Content-Encoding: nonce\0"u8.ToArray());
            byte[] sealedPart = body[(21 + sender.Length)..], clear = new byte[sealedPart.Length - 16];
            using AesGcm cipher = new(key, 16);
            cipher.Decrypt(nonce, sealedPart.AsSpan(0, clear.Length), sealedPart.AsSpan(clear.Length), clear);
            int end = Array.FindLastIndex(clear, value => value != 0);
            Assert.Equal(2, clear[end]);
            return JsonDocument.Parse(clear.AsMemory(0, end)).RootElement;
        }

        public void Dispose() => _key.Dispose();

        private static byte[] Point(ECPoint point) => [4, .. point.X!, .. point.Y!];
    }
}

/// <summary>Checks what a server says of itself to a push service (RFC 8292).</summary>
internal static class Vapid
{
    public static void Check(string header, string key, string audience, string subject)
    {
        Dictionary<string, string> parts = header["vapid ".Length..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        Assert.Equal(key, parts["k"]);
        string[] token = parts["t"].Split('.');
        byte[] point = Base64Url.DecodeFromChars(key);
        using ECDsa signer = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        Assert.True(signer.VerifyData(Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256));
        JsonElement claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1])).RootElement;
        Assert.Equal((audience, subject), (claims.GetProperty("aud").GetString(), claims.GetProperty("sub").GetString()));
        Assert.InRange(DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64()) - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
    }
}

/// <summary>On a file of one server.</summary>
public sealed class PushInSqliteTests() : PushTests(RecordsIn.Sqlite);

/// <summary>On a database that several servers share.</summary>
public sealed class PushInPostgresTests() : PushTests(RecordsIn.Postgres);
