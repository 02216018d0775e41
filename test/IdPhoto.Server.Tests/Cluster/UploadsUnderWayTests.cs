using System.Net;
using IdPhoto.Server.Consents;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Rights;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>An upload of which one server has written photo and key, while another hears that nobody may keep it.</summary>
public sealed class UploadsUnderWayTests
{
    [Theory]
    [InlineData("withdrawal")]
    [InlineData("deletion")]
    [InlineData("change of the controller")]
    public async Task What_is_no_longer_wanted_is_not_kept_by_an_upload_that_was_under_way_elsewhere(string why)
    {
        using Sandbox keys = new();
        await using ClusterBench bench = await ClusterBench.NewAsync(hasManualClock: false);
        ClusterBench.Node other = await bench.StartAsync();
        using RecordsNode one = new(bench.Database.Connection, other.Store, keys.KeyFile);
        byte[] person = one.Person(RecordsNode.NewInstall());
        one.Agree(person, Purposes.ServerPhotos);
        int objects = 0;
        ClusterBench.Node uploading = await bench.StartAsync(ledger => HookedLedger.Before(ledger, "ConfirmAsync", async () =>
        {
            objects = (await bench.ObjectsAsync()).Count;
            await EndAsync(one, person, why);
        }));

        await Assert.ThrowsAsync<StoreException>(() => uploading.Store.KeepAsync(SecretPhoto.Camera, person, default));
        Assert.Equal(2, objects);
        Assert.Empty(await bench.ObjectsAsync());
        await other.Store.SweepAsync(default);
        Assert.Equal(0, bench.Database.Number("SELECT count(*) FROM photos"));
        Assert.Equal(default, await other.Store.TotalsAsync());
    }

    [Fact]
    public async Task An_upload_after_which_nobody_knows_whether_it_is_still_wanted_leaves_nothing()
    {
        using Sandbox sandbox = new();
        await using ClusterBench bench = await ClusterBench.NewAsync(hasManualClock: false);
        await using HostedServer server = await HostedServer.StartInAsync(sandbox, Settings(bench.Shared, sandbox));
        Install install = new(server.Api);
        await install.AgreeAsync(Purposes.ServerPhotos, "2.0").BodyAsync();
        await install.UploadAsync().BodyAsync();
        Assert.Equal((1, 2), (bench.Database.Number("SELECT count(*) FROM photos"), (await bench.ObjectsAsync()).Count));
        // In the same moment in which the photo is there.
        bench.Database.Execute("""
            CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ALTER TABLE consents RENAME TO consents_away; RETURN NULL; END $$;
            CREATE TRIGGER away AFTER UPDATE ON photos FOR EACH ROW WHEN (OLD.coming AND NOT NEW.coming) EXECUTE FUNCTION away();
            """);

        await install.UploadAsync().IsAsync(HttpStatusCode.ServiceUnavailable, ServerCodes.StoreUnavailable);
        Assert.Equal((1, 2), (bench.Database.Number("SELECT count(*) FROM photos"), (await bench.ObjectsAsync()).Count));
        Assert.Equal(1, bench.Database.Number("SELECT count(*) FROM pg_class WHERE relname = 'consents_away'"));
    }

    private static async Task EndAsync(RecordsNode one, byte[] person, string why)
    {
        switch (why)
        {
            case "withdrawal":
                await one.Get<PersonalData>().WithdrawAsync(person, Purposes.ServerPhotos);
                break;
            case "deletion":
                await one.Get<PersonalData>().DeleteAsync(person);
                break;
            default:
                one.Publish(controller: new Controller("Another company", "privacy@example.com"));
                Assert.Equal(1, await one.TakeOvers.TakeOverAsync(default));
                break;
        }
    }

    private static string[] Settings(SharedStore shared, Sandbox sandbox)
    {
        // A server that shares its store makes no key.
        MasterKeys.Open(sandbox.KeyFile, credentials: null);
        return
        [
            $"Ledger={shared.Database}", $"Photos=s3://{shared.Bucket}/{shared.Prefix.TrimEnd('/')}", $"S3Endpoint={shared.Endpoint.GetLeftPart(UriPartial.Authority)}",
            $"S3AccessKey={shared.AccessKey}", $"S3SecretKey={shared.SecretKey}",
        ];
    }
}
