using Amazon.S3;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>What is asked of a bucket's service, and what is made of its trouble.</summary>
public sealed class S3BucketTests
{
    /// <summary>A write that was not answered may be carried out at any time; if a second one hid that, an erased photo's key could come back.</summary>
    [Fact]
    public async Task A_write_that_fails_is_not_sent_once_more_and_reading_and_deleting_are()
    {
        await using HttpStandIn service = await HttpStandIn.StartAsync(_ => new HttpReply(500));
        using S3Bucket bucket = new(new SharedStore("", "photos", "", service.Address, "test", "secret"));

        await Assert.ThrowsAsync<StoreException>(() => bucket.PutAsync("keys/1", new byte[] { 1 }, default));
        await Assert.ThrowsAsync<StoreException>(() => bucket.GetAsync("keys/1", default));
        await Assert.ThrowsAsync<StoreException>(() => bucket.DeleteAsync(["keys/1"], default));
        Assert.Equal(["PUT", "GET", "GET", "POST", "POST"], service.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task Trouble_of_the_service_is_the_stores_own_even_where_the_caller_has_gone_meanwhile()
    {
        using S3Bucket bucket = new(new SharedStore("", "photos", "", new Uri("http://127.0.0.1:1/"), "test", "secret"));
        CancellationToken gone = new(canceled: true);
        static Task<int> Refused(CancellationToken stop) => throw new AmazonS3Exception("Refused.");
        static Task<int> Late(CancellationToken stop) => throw new OperationCanceledException();

        await Assert.ThrowsAsync<StoreException>(() => bucket.CallAsync(Refused, gone));
        await Assert.ThrowsAsync<StoreException>(() => bucket.CallAsync(Late, default));
        await Assert.ThrowsAsync<OperationCanceledException>(() => bucket.CallAsync(Late, gone));
    }
}
