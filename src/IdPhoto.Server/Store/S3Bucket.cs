using System.Net;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>The bucket that several servers share: objects by name below the prefix that is set, and nothing of the client above it.</summary>
internal sealed class S3Bucket : IDisposable
{
    private readonly SharedStore _shared;
    private readonly S3Times _times;
    private readonly AmazonS3Client _client;

    /// <summary>
    /// For what is written. A call that was not answered in time may still be carried out, however late; a second one that
    /// succeeds meanwhile would hide that, and what was then deleted for good would be there again.
    /// </summary>
    private readonly AmazonS3Client _writer;

    /// <summary>Connects to nothing yet.</summary>
    /// <param name="shared">Where it is.</param>
    /// <param name="times">How long its service may take; null for <see cref="S3Times.Standard"/>.</param>
    public S3Bucket(SharedStore shared, S3Times? times = null)
    {
        (_shared, _times) = (shared, times ?? S3Times.Standard);
        (_client, _writer) = (Client(retries: 1), Client(retries: 0));
    }

    /// <summary>The most names that one call deletes or lists.</summary>
    public const int Page = 1000;

    /// <summary>Writes an object.</summary>
    /// <exception cref="StoreException">It may be there all the same, at once or a little later.</exception>
    public Task PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancel) => CallAsync(async stop =>
    {
        using MemoryStream stream = Over(content);
        return await _writer.PutObjectAsync(
            new PutObjectRequest { BucketName = _shared.Bucket, Key = _shared.Prefix + name, InputStream = stream, ContentType = "application/octet-stream", UseChunkEncoding = false }, stop);
    }, cancel);

    /// <summary>Reads an object; null where it is not there.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public Task<byte[]?> GetAsync(string name, CancellationToken cancel) => CallAsync(async stop =>
    {
        try
        {
            using GetObjectResponse answer = await _client.GetObjectAsync(new GetObjectRequest { BucketName = _shared.Bucket, Key = _shared.Prefix + name }, stop);
            byte[] content = new byte[answer.ContentLength];
            await answer.ResponseStream.ReadExactlyAsync(content, stop);
            return content;
        }
        catch (AmazonS3Exception absent) when (absent is { StatusCode: HttpStatusCode.NotFound, ErrorCode: not "NoSuchBucket" })
        {
            return null;
        }
    }, cancel);

    /// <summary>Deletes objects; they need not be there.</summary>
    /// <returns>Those that are gone.</returns>
    /// <exception cref="StoreException">The service did not answer, or refused all of it.</exception>
    public async Task<IReadOnlySet<string>> DeleteAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        HashSet<string> gone = [];
        foreach (string[] page in names.Chunk(Page))
        {
            IReadOnlySet<string> stay = await CallAsync(stop => DeletePageAsync(page, stop), cancel);
            gone.UnionWith(page.Where(name => !stay.Contains(_shared.Prefix + name)));
        }
        return gone;
    }

    /// <summary>Lists objects whose names begin so, with when each was written.</summary>
    /// <exception cref="StoreException">They cannot be listed.</exception>
    public async IAsyncEnumerable<IReadOnlyList<(string Name, DateTimeOffset Written)>> ListAsync(string start, [EnumeratorCancellation] CancellationToken cancel)
    {
        ListObjectsV2Request wanted = new() { BucketName = _shared.Bucket, Prefix = _shared.Prefix + start, MaxKeys = Page };
        ListObjectsV2Response answer;
        do
        {
            answer = await CallAsync(stop => _client.ListObjectsV2Async(wanted, stop), cancel);
            wanted.ContinuationToken = answer.NextContinuationToken;
            yield return [.. (answer.S3Objects ?? []).Select(found => (found.Key[_shared.Prefix.Length..], Moment(found.LastModified)))];
        }
        while (answer.IsTruncated == true);
    }

    /// <summary>Looks whether the bucket answers.</summary>
    /// <exception cref="StoreException">It does not.</exception>
    public Task PingAsync(CancellationToken cancel) => CallAsync(
        stop => _client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _shared.Bucket, Prefix = _shared.Prefix, MaxKeys = 1 }, stop), cancel);

    /// <summary>Whether the bucket keeps, or once kept, versions of what is overwritten or deleted.</summary>
    public Task<bool> KeepsVersionsAsync(CancellationToken cancel) => CallAsync(async stop =>
    {
        VersionStatus? status = (await _client.GetBucketVersioningAsync(new GetBucketVersioningRequest { BucketName = _shared.Bucket }, stop)).VersioningConfig?.Status;
        return status == VersionStatus.Enabled || status == VersionStatus.Suspended;
    }, cancel);

    /// <summary>The bucket's rules on what is deleted when.</summary>
    public Task<List<LifecycleRule>> RulesAsync(CancellationToken cancel) => CallAsync(async stop =>
    {
        try
        {
            return (await _client.GetLifecycleConfigurationAsync(new GetLifecycleConfigurationRequest { BucketName = _shared.Bucket }, stop)).Configuration?.Rules ?? [];
        }
        catch (AmazonS3Exception none) when (none.ErrorCode == "NoSuchLifecycleConfiguration")
        {
            return [];
        }
    }, cancel);

    /// <summary>Replaces all of them.</summary>
    public Task SetRulesAsync(List<LifecycleRule> rules, CancellationToken cancel) => CallAsync(
        stop => _client.PutLifecycleConfigurationAsync(new PutLifecycleConfigurationRequest { BucketName = _shared.Bucket, Configuration = new LifecycleConfiguration { Rules = rules } }, stop), cancel);

    /// <summary>A prefix of objects as the bucket's rules know it.</summary>
    public string InBucket(string start) => _shared.Prefix + start;

    public void Dispose()
    {
        _client.Dispose();
        _writer.Dispose();
    }

    /// <returns>Those that are not deleted, with the prefix.</returns>
    private async Task<IReadOnlySet<string>> DeletePageAsync(string[] names, CancellationToken stop)
    {
        try
        {
            await _client.DeleteObjectsAsync(
                new DeleteObjectsRequest { BucketName = _shared.Bucket, Quiet = true, Objects = [.. names.Select(name => new KeyVersion { Key = _shared.Prefix + name })] }, stop);
            return new HashSet<string>();
        }
        catch (DeleteObjectsException some)
        {
            return (some.Response.DeleteErrors ?? []).Where(error => error.Code != "NoSuchKey").Select(error => error.Key).ToHashSet();
        }
    }

    /// <summary>Makes one call within its time.</summary>
    /// <exception cref="StoreException">The service is to blame, or too slow.</exception>
    /// <exception cref="OperationCanceledException">Whoever calls has cancelled it.</exception>
    internal async Task<T> CallAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancel)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_times.Longest);
        try
        {
            return await call(limit.Token);
        }
        catch (Exception error) when (IsTrouble(error) && !(error is OperationCanceledException && cancel.IsCancellationRequested))
        {
            throw new StoreException(error is AmazonServiceException { ErrorCode: "QuotaExceeded" or "EntityTooLarge" } or AmazonServiceException { StatusCode: HttpStatusCode.InsufficientStorage }, error);
        }
    }

    private AmazonS3Client Client(int retries)
        => new(new BasicAWSCredentials(_shared.AccessKey, _shared.SecretKey), new AmazonS3Config
        {
            ServiceURL = _shared.Endpoint.ToString(),
            AuthenticationRegion = _shared.Region,
            ForcePathStyle = true,
            // Other services than Amazon's refuse the checksums that its client adds otherwise.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            ConnectTimeout = _times.Connect,
            Timeout = _times.Call,
            MaxErrorRetry = retries,
            IgnoreConfiguredEndpointUrls = true,
        });

    // A photo is not copied for it.
    private static MemoryStream Over(ReadOnlyMemory<byte> content) => MemoryMarshal.TryGetArray(content, out ArraySegment<byte> array)
        ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);

    private static bool IsTrouble(Exception error)
        => error is AmazonServiceException or AmazonClientException or HttpRequestException or IOException or TimeoutException or OperationCanceledException;

    private static DateTimeOffset Moment(DateTime? written) => written is { } time ? new DateTimeOffset(time.ToUniversalTime(), TimeSpan.Zero) : DateTimeOffset.MaxValue;
}
