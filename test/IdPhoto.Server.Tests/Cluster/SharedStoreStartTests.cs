using Amazon.S3;
using Amazon.S3.Model;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Store;
using Xunit;
using S3Bucket = IdPhoto.Server.Store.S3Bucket;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>What a server that shares its store makes sure of before it starts.</summary>
public sealed class SharedStoreStartTests
{
    [Theory]
    [InlineData("Enabled")]
    [InlineData("Suspended")]
    public async Task A_bucket_that_keeps_versions_is_refused(string status)
    {
        SharedStore shared = await S3Server.NewBucketAsync("");
        using AmazonS3Client client = S3Server.ClientOf(shared);
        foreach (string step in new[] { "Enabled", status })
            await client.PutBucketVersioningAsync(new PutBucketVersioningRequest { BucketName = shared.Bucket, VersioningConfig = new S3BucketVersioningConfig { Status = step } });

        await AssertRefusedAsync("storing.bucket-versions", shared);
    }

    /// <summary>Noticed when the first photo is to be erased, or never, were it not tried at the start.</summary>
    [Theory]
    [InlineData("s3:GetBucketVersioning", "storing.bucket-refused")]
    [InlineData("s3:GetLifecycleConfiguration", "storing.bucket-rule")]
    [InlineData("s3:PutLifecycleConfiguration", "storing.bucket-rule")]
    [InlineData("s3:DeleteObject", "storing.bucket-refused")]
    public async Task A_bucket_at_which_a_right_is_missing_is_refused(string right, string id)
    {
        SharedStore shared = await S3Server.NewBucketAsync("");
        await DenyAsync(right, shared);
        await AssertRefusedAsync(id, shared);
    }

    [Fact]
    public async Task A_bucket_of_which_somebody_else_has_set_the_rules_needs_no_right_to_set_them()
    {
        SharedStore shared = await S3Server.NewBucketAsync("");
        using S3Bucket bucket = new(shared);
        await BucketStart.CheckAsync(bucket, "mark", default);
        await DenyAsync("s3:PutLifecycleConfiguration", shared);
        await BucketStart.CheckAsync(bucket, "mark", default);
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_a_wrong_secret_and_a_service_that_does_not_answer_are_refused_each_with_its_sentence()
    {
        SharedStore shared = await S3Server.NewBucketAsync("");
        await AssertRefusedAsync("storing.bucket-missing", shared with { Bucket = shared.Bucket + "-not" });
        await AssertRefusedAsync("storing.bucket-refused", shared with { SecretKey = "another" });
        await AssertRefusedAsync("storing.bucket-unreachable", shared with { Endpoint = new Uri("http://127.0.0.1:1/") });
    }

    [Fact]
    public async Task The_bucket_gets_a_rule_of_one_day_for_what_is_ours_beside_the_rules_of_others()
    {
        SharedStore shared = await S3Server.NewBucketAsync("");
        using AmazonS3Client client = S3Server.ClientOf(shared);
        LifecycleRule theirs = new()
        {
            Id = "theirs",
            Status = "Enabled",
            Filter = new LifecycleFilter { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = "logs/" } },
            Expiration = new LifecycleRuleExpiration { Days = 90 },
        };
        await client.PutLifecycleConfigurationAsync(new PutLifecycleConfigurationRequest { BucketName = shared.Bucket, Configuration = new LifecycleConfiguration { Rules = [theirs] } });
        using S3Bucket bucket = new(shared);
        await BucketStart.CheckAsync(bucket, "mark", default);
        // The second server finds everything as it should be.
        await BucketStart.CheckAsync(bucket, "mark", default);

        Assert.Equal(
            [("logs/", 90), ("some/place/keys/", 1), ("some/place/photos/", 1)],
            (await bucket.RulesAsync(default)).Select(rule => (((LifecyclePrefixPredicate)rule.Filter.LifecycleFilterPredicate).Prefix, rule.Expiration.Days ?? 0)).Order());
    }

    [Fact]
    public async Task Servers_of_one_database_have_one_key_file_and_one_bucket()
    {
        await using PostgresBench bench = PostgresBench.New();
        MasterKey master = MasterKey.Random();
        SharedStore shared = new(bench.Connection, "photos", "here/", new Uri("http://127.0.0.1:1/"), "", "");
        SameStoreCheck.Check(bench.Database(), shared, master);
        SameStoreCheck.Check(bench.Database(), shared, master);

        AssertSays("storing.key-other", Assert.Throws<SettingException>(() => SameStoreCheck.Check(bench.Database(), shared, MasterKey.Random())));
        AssertSays("storing.bucket-other", Assert.Throws<SettingException>(() => SameStoreCheck.Check(bench.Database(), shared with { Prefix = "there/" }, master)));
    }

    [Fact]
    public async Task A_folder_of_a_bucket_belongs_to_one_database()
    {
        await using PostgresBench bench = PostgresBench.New();
        using S3Bucket bucket = new(await S3Server.NewBucketAsync(bench.Connection));
        await BucketStart.CheckAsync(bucket, "mark", default);

        AssertSays("storing.bucket-of-other", await Assert.ThrowsAsync<SettingException>(() => BucketStart.CheckAsync(bucket, "another", default)));
        await BucketStart.CheckAsync(bucket, "mark", default);
    }

    [Fact]
    public async Task A_server_without_a_key_under_which_others_keep_photos_does_not_start()
    {
        await using PostgresBench bench = PostgresBench.New();
        (MasterKey old, MasterKey next) = (MasterKey.Random(), MasterKey.Random());
        new KeysInUse(bench.Database(), MasterKeys.Of(old)).Check();
        // The new one is known before it is used, and then used.
        new KeysInUse(bench.Database(), MasterKeys.Of(old, next)).Check();
        new KeysInUse(bench.Database(), MasterKeys.Of(next, old)).Check();

        AssertSays("storing.key-incomplete", Assert.Throws<SettingException>(() => new KeysInUse(bench.Database(), MasterKeys.Of(old)).Check()));
        AssertSays("storing.key-incomplete", Assert.Throws<SettingException>(() => new KeysInUse(bench.Database(), MasterKeys.Of(next)).Check()));
        // Once all photos under the old one are gone.
        bench.Pass(TimeSpan.FromHours(25));
        new KeysInUse(bench.Database(), MasterKeys.Of(next)).Check();
    }

    private static async Task DenyAsync(string right, SharedStore shared)
    {
        using AmazonS3Client client = S3Server.ClientOf(shared);
        string places = $"""["arn:aws:s3:::{shared.Bucket}", "arn:aws:s3:::{shared.Bucket}/*"]""";
        await client.PutBucketPolicyAsync(new PutBucketPolicyRequest
        {
            BucketName = shared.Bucket,
            Policy = $$"""{ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "{{right}}", "Resource": {{places}} }] }""",
        });
    }

    private static async Task AssertRefusedAsync(string id, SharedStore shared)
    {
        using S3Bucket bucket = new(shared);
        AssertSays(id, await Assert.ThrowsAsync<SettingException>(() => BucketStart.CheckAsync(bucket, "mark", default)));
    }

    private static void AssertSays(string id, SettingException refused)
    {
        Assert.Equal(id, refused.Said.Id);
        Assert.DoesNotContain("{", ServerWords.English.Say(refused.Said), StringComparison.Ordinal);
    }
}
