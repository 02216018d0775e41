using System.Threading.RateLimiting;
using IdPhoto.Messages;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Records;

/// <summary>Bounds the installs that one caller can make known in a day: each is kept for a year and more, and an identifier costs nothing.</summary>
internal sealed class NewInstalls(ServerSettings settings, People people, Callers callers) : IDisposable
{
    // By name: a bucket takes up to a day to fill, and an address must not be held as long.
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(
        context => RateLimitPartition.GetTokenBucketLimiter(callers.Of(context), _ => Bucket(settings.PerNode(settings.InstallsPerDay))));

    /// <summary>To be called before something is written down of an install.</summary>
    /// <exception cref="RequestRefused"><see cref="ServerCodes.TooManyRequests"/>: it is a new one, and there were too many.</exception>
    public void Admit(HttpContext context, byte[] person)
    {
        if (people.Find(person) is not null)
            return;
        using RateLimitLease lease = _limiter.AttemptAcquire(context);
        if (!lease.IsAcquired)
            throw new RequestRefused(
                StatusCodes.Status429TooManyRequests, ServerCodes.TooManyRequests, Message.Of("requests.too-many"),
                lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1);
    }

    public void Dispose() => _limiter.Dispose();

    private static TokenBucketRateLimiterOptions Bucket(int perDay) => new()
    {
        TokenLimit = perDay,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromDays(1) / perDay,
        AutoReplenishment = true,
    };
}
