using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Guards;

/// <summary>Names callers so that each gets its share: by key, else by address. A name means nothing outside this run of the server.</summary>
internal sealed class Callers(ApiKeys keys)
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    // Shares of the store are held as long as photos are: an address must not be.
    public string Of(HttpContext context) => Convert.ToHexString(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(RateLimits.Caller(context, keys))).AsSpan(0, 16));
}
