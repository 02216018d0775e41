using System.Text;
using Amazon.Runtime;
using Amazon.S3.Model;
using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>What a start makes sure of in the shared bucket: that what is deleted is gone, and that a day later nothing is left in any case.</summary>
internal static class BucketStart
{
    private const string Enabled = "Enabled";

    /// <summary>Says whose the objects are: a server of another database would take them for strays.</summary>
    private const string Marker = "store";

    /// <summary>Looks and tries.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="mark">The database's.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="SettingException">The bucket cannot be used, or not for this.</exception>
    public static async Task CheckAsync(S3Bucket bucket, string mark, CancellationToken cancel)
    {
        try
        {
            if (await bucket.KeepsVersionsAsync(cancel))
                throw new SettingException(Message.Of("storing.bucket-versions"));
            await TryRightsAsync(bucket, cancel);
            await MarkAsync(bucket, Encoding.ASCII.GetBytes(mark), cancel);
            await LimitToADayAsync(bucket, cancel);
        }
        catch (StoreException trouble)
        {
            throw Refusal(trouble.InnerException);
        }
    }

    // A key without one of the rights would be noticed when the first photo is to be erased.
    private static async Task TryRightsAsync(S3Bucket bucket, CancellationToken cancel)
    {
        string name = S3Photos.Place + PhotoId.New().Hex;
        await bucket.PutAsync(name, new byte[1], cancel);
        bool isRead = await bucket.GetAsync(name, cancel) is [0];
        bool isGone = (await bucket.DeleteAsync([name], cancel)).Count == 1 && await bucket.GetAsync(name, cancel) is null;
        await bucket.PingAsync(cancel);
        if (!isRead || !isGone)
            throw new SettingException(Message.Of("storing.bucket-deletes-nothing"));
    }

    private static async Task MarkAsync(S3Bucket bucket, byte[] mark, CancellationToken cancel)
    {
        byte[]? there = await bucket.GetAsync(Marker, cancel);
        if (there is null)
            await bucket.PutAsync(Marker, mark, cancel);
        else if (!there.AsSpan().SequenceEqual(mark))
            throw new SettingException(Message.Of("storing.bucket-of-other"));
    }

    private static async Task LimitToADayAsync(S3Bucket bucket, CancellationToken cancel)
    {
        string[] places = [bucket.InBucket(S3Photos.Place), bucket.InBucket(BucketKeys.Place)];
        if (!await HasADayAsync(bucket, places, cancel))
            throw new SettingException(Message.Of("storing.bucket-rule", ("prefixes", Argument.All(places.Select(place => (Argument)place)))));
    }

    private static async Task<bool> HasADayAsync(S3Bucket bucket, string[] places, CancellationToken cancel)
    {
        try
        {
            List<LifecycleRule> rules = await bucket.RulesAsync(cancel);
            string[] missing = [.. places.Where(place => !rules.Any(rule => IsADay(rule, place)))];
            if (missing.Length == 0)
                return true;
            await bucket.SetRulesAsync([.. rules.Where(rule => !missing.Any(place => rule.Id == IdOf(place))), .. missing.Select(ADay)], cancel);
            rules = await bucket.RulesAsync(cancel);
            return places.All(place => rules.Any(rule => IsADay(rule, place)));
        }
        catch (StoreException refused) when (refused.InnerException is AmazonServiceException { StatusCode: System.Net.HttpStatusCode.Forbidden })
        {
            // Without the right to see or set them: somebody else has to do something.
            return false;
        }
    }

    private static LifecycleRule ADay(string place) => new()
    {
        Id = IdOf(place),
        Status = Enabled,
        Filter = new LifecycleFilter { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = place } },
        Expiration = new LifecycleRuleExpiration { Days = 1 },
    };

    private static string IdOf(string place) => $"idphoto-{place.Replace('/', '-')}day";

    private static bool IsADay(LifecycleRule rule, string place)
        => rule.Status == Enabled && rule.Expiration?.Days == 1 && (rule.Filter?.LifecycleFilterPredicate as LifecyclePrefixPredicate)?.Prefix == place;

    private static SettingException Refusal(Exception? cause) => new(cause switch
    {
        AmazonServiceException { ErrorCode: "NoSuchBucket" } => Message.Of("storing.bucket-missing"),
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => Message.Of("storing.bucket-refused", ("code", code)),
        _ => Message.Of("storing.bucket-unreachable", ("type", cause?.GetType().Name ?? nameof(StoreException))),
    });
}
