using System.Threading.RateLimiting;
using IdPhoto.Messages;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Letters;

/// <summary>Bounds how many letters come: of one caller, and of all, so that nobody fills the box for everybody else.</summary>
internal sealed class LetterLimits(Callers callers) : IDisposable
{
    /// <summary>Letters of one caller at a time, and in an hour from then on.</summary>
    public const int PerCaller = 5;

    private const int OfAll = 120;

    private readonly PartitionedRateLimiter<HttpContext> _caller = PartitionedRateLimiter.Create<HttpContext, string>(
        context => RateLimitPartition.GetTokenBucketLimiter(callers.Of(context), _ => Hourly(PerCaller)));

    private readonly TokenBucketRateLimiter _all = new(Hourly(OfAll));

    /// <summary>Takes a place for a letter.</summary>
    /// <exception cref="RequestRefused">The caller, or all together, have sent too many.</exception>
    public void Take(HttpContext context)
    {
        using RateLimitLease own = _caller.AttemptAcquire(context);
        if (!own.IsAcquired)
            throw Refused(own, Message.Of("rights.letters-too-many", ("most", PerCaller)));
        using RateLimitLease all = _all.AttemptAcquire();
        if (!all.IsAcquired)
            throw Refused(all, Message.Of("rights.letters-too-many-of-all"));
    }

    public void Dispose()
    {
        _caller.Dispose();
        _all.Dispose();
    }

    private static TokenBucketRateLimiterOptions Hourly(int letters) => new()
    {
        TokenLimit = letters,
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromHours(1) / letters,
        AutoReplenishment = true,
    };

    private static RequestRefused Refused(RateLimitLease lease, Message said) => new(
        StatusCodes.Status429TooManyRequests, ServerCodes.TooManyRequests, said,
        lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 60);
}
