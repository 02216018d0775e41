using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using IdPhoto.Messages;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Guards;

/// <summary>Bounds the requests of one caller: of a key, or else of an address. Addresses are held in memory, for some minutes.</summary>
internal sealed class RateLimits : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _requests;
    private readonly PartitionedRateLimiter<HttpContext> _files;

    public RateLimits(ServerSettings settings, ApiKeys keys)
    {
        _requests = Limiter(settings.PerNode(settings.RequestsPerMinute), keys);
        // A page takes more than a hundred at once, and each costs as much as reading it from disk.
        _files = Limiter(settings.PerNode(settings.FilesPerMinute), keys);
    }

    /// <summary>Refills at exactly this rate, to a tick of 100 ns, in periods of a second or a little longer.</summary>
    public static TokenBucketRateLimiterOptions Bucket(int perMinute)
    {
        int tokens = (perMinute + 59) / 60;
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = tokens * TimeSpan.FromMinutes(1) / perMinute,
            AutoReplenishment = true,
        };
    }

    public async Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        // What watches the server must always get through, and costs nothing.
        if (!context.IsMonitoring())
        {
            using RateLimitLease lease = (context.IsFile() ? _files : _requests).AttemptAcquire(context);
            if (!lease.IsAcquired)
                throw new RequestRefused(
                    StatusCodes.Status429TooManyRequests, ServerCodes.TooManyRequests, Message.Of("requests.too-many"),
                    lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1);
        }
        await next(context);
    }

    public void Dispose()
    {
        _requests.Dispose();
        _files.Dispose();
    }

    public static string Caller(HttpContext context, ApiKeys keys)
        => keys.Of(context) is int key ? "key " + key.ToString(CultureInfo.InvariantCulture) : Network(context.Connection.RemoteIpAddress);

    private static PartitionedRateLimiter<HttpContext> Limiter(int perMinute, ApiKeys keys)
    {
        TokenBucketRateLimiterOptions options = Bucket(perMinute);
        return PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(Caller(context, keys), _ => options));
    }

    /// <summary>One caller has a whole /64 of IPv6 addresses.</summary>
    public static string Network(IPAddress? address)
    {
        if (address is null)
            return "socket";
        if (address.IsIPv4MappedToIPv6 || address.AddressFamily == AddressFamily.InterNetwork)
            return address.MapToIPv4().ToString();
        return Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8));
    }
}
