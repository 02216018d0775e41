using System.Net;
using System.Text.Json;
using Amazon.S3;
using Amazon.S3.Model;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Npgsql;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>Whole servers on one database and one bucket, as callers meet them.</summary>
public sealed class WholeServersTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Words = new() { ["en"] = "Somebody else runs this service." };
    private static readonly string Old = new('a', 64), New = new('b', 64);

    private readonly Sandbox _keys = new();
    private SharedStore _shared = null!;
    private string[] _settings = [];

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(S3Server.Missing is not null, S3Server.Missing ?? "");
        SharedStore shared = _shared = await S3Server.NewBucketAsync(PostgresServer.NewDatabase());
        _settings =
        [
            $"KeyFile={_keys.KeyFile}", "Nodes=2", $"Ledger={shared.Database}", $"Photos=s3://{shared.Bucket}/{shared.Prefix}", $"S3Endpoint={shared.Endpoint}",
            $"S3AccessKey={shared.AccessKey}", $"S3SecretKey={shared.SecretKey}",
        ];
        Write(Old);
    }

    public ValueTask DisposeAsync()
    {
        _keys.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_person_may_go_to_any_server_with_each_request_and_a_change_of_the_controller_holds_at_all_of_them_at_once()
    {
        await using HostedServer one = await HostedServer.StartAsync(_settings), two = await HostedServer.StartAsync(_settings);
        Install here = new(one.Api), there = here.At(two.Api);
        await here.AgreeAsync("server-photos", "2.0").BodyAsync();
        Kept kept = await KeptAsync(there), erased = await KeptAsync(here);
        await one.Api.MakeAsync(kept, "two-inch").BodyAsync();
        Assert.Equal(2, (await here.SeeAsync()).GetProperty("photos").GetArrayLength());
        string receipt = JsonDocument.Parse(await two.Api.EraseAsync(erased).BodyAsync()).RootElement.GetProperty("receipt").GetString()!;
        Assert.NotNull(one.Service<DeletionReceipts>().Read(receipt));
        await one.Api.SendAsync(HttpMethod.Get, $"v1/photos/{erased.Id}", erased.Token).IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);

        one.Service<PolicyRegister>().Publish(new PolicyDraft(DateTimeOffset.UtcNow.AddSeconds(-1), Widens: false, new Controller("Another company", null), Words));
        await there.UploadAsync().IsAsync(HttpStatusCode.Forbidden, ServerCodes.ConsentNeeded);
        while (two.Service<PolicyRegister>().TakeOvers().Count > 0)
            await Task.Delay(10);
        await two.Api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token).IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);

        JsonElement gone = JsonDocument.Parse(await there.SendAsync(HttpMethod.Delete, "v1/device").BodyAsync()).RootElement;
        Assert.Equal(["consents", "device"], gone.GetProperty("erased").EnumerateArray().Select(name => name.GetString()!).Order());
        await here.SendAsync(HttpMethod.Get, "v1/device").IsAsync(HttpStatusCode.NotFound, ServerCodes.NotFound);
    }

    [Fact]
    public async Task The_key_is_changed_at_one_server_after_the_other_and_no_photo_is_lost()
    {
        using Sandbox first = new(), second = new();
        Kept before, between;
        await using (HostedServer one = await HostedServer.StartInAsync(first, _settings))
            before = await one.Api.KeepAsync(SecretPhoto.Camera);
        Write(Old, New, $"records {Old}");
        await using (HostedServer one = await HostedServer.StartInAsync(first, _settings))
        {
            Write(New, Old, $"records {Old}");
            await using HostedServer two = await HostedServer.StartInAsync(second, _settings);
            between = await two.Api.KeepAsync(SecretPhoto.Camera);
            Assert.True(await OpensAsync(one, between));
            Assert.True(await OpensAsync(two, before));
            Assert.True(await OpensAsync(two, await one.Api.KeepAsync(SecretPhoto.Camera)));
        }

        Write(New, $"records {Old}");
        await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartInAsync(first, _settings));
        // As a day later, when no photo can be under it any more.
        ForgetKeys();
        await using HostedServer last = await HostedServer.StartInAsync(first, _settings);
        await Assert.ThrowsAsync<StoreException>(() => OpensAsync(last, before));
        Assert.True(await OpensAsync(last, between));
    }

    [Fact]
    public async Task A_server_with_another_key_of_the_records_or_with_none_is_refused()
    {
        await using (await HostedServer.StartAsync(_settings))
        {
        }
        Write(New);
        await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartAsync(_settings));
        File.Delete(_keys.KeyFile);
        await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartAsync(_settings));
        Assert.False(File.Exists(_keys.KeyFile));
    }

    [Fact]
    public async Task A_server_whose_bucket_keeps_versions_does_not_start_and_says_why()
    {
        using AmazonS3Client client = S3Server.ClientOf(_shared);
        await client.PutBucketVersioningAsync(new PutBucketVersioningRequest { BucketName = _shared.Bucket, VersioningConfig = new S3BucketVersioningConfig { Status = "Enabled" } });
        SettingException refused = await Assert.ThrowsAsync<SettingException>(() => HostedServer.StartAsync(_settings));
        Assert.Equal("storing.bucket-versions", refused.Said.Id);
    }

    private void ForgetKeys()
    {
        using SharedDatabase database = SharedDatabase.Of(_settings.Single(setting => setting.StartsWith("Ledger=", StringComparison.Ordinal))["Ledger=".Length..]);
        database.Use(connection =>
        {
            using NpgsqlCommand command = new("DELETE FROM photo_keys", connection);
            return command.ExecuteNonQuery();
        });
    }

    private void Write(params string[] lines)
    {
        OwnerOnly.MakeFolder(Path.GetDirectoryName(_keys.KeyFile)!);
        OwnerOnly.MakeFile(_keys.KeyFile);
        File.WriteAllText(_keys.KeyFile, string.Join('\n', lines));
    }

    private static async Task<Kept> KeptAsync(Install install)
        => JsonSerializer.Deserialize<Kept>(await install.UploadAsync().BodyAsync(), JsonSerializerOptions.Web)!;

    private static async Task<bool> OpensAsync(HostedServer server, Kept kept)
    {
        PhotoStore store = server.Service<PhotoStore>();
        return await store.FindAsync(PhotoId.Parse(kept.Id), AccessToken.Parse(kept.Token)) is { } stay && await store.OpenAsync(stay, CancellationToken.None) is not null;
    }
}
