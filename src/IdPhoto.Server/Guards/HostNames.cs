using System.Net;
using IdPhoto.Messages;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace IdPhoto.Server.Guards;

/// <summary>Answers only requests under a name of this server: a page elsewhere may give its own name this machine's address (DNS rebinding).</summary>
internal sealed class HostNames(ServerSettings settings)
{
    private readonly StringSegment[] _names = ["localhost", "127.0.0.1", "[::1]", .. settings.AllowedHosts];

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        HostString host = context.Request.Host;
        // Without a name it comes from no browser.
        if (host.HasValue && !HostString.MatchesAny(host.Value, _names) && !IsAddress(host, context.Connection.LocalIpAddress))
            throw new RequestRefused(StatusCodes.Status421MisdirectedRequest, ServerCodes.UnknownHost, Message.Of("guarding.unknown-host"));
        return next(context);
    }

    /// <summary>Whether it is the address at which the request has come in.</summary>
    private static bool IsAddress(HostString host, IPAddress? here)
        => IPAddress.TryParse(host.Host, out IPAddress? address) && here is not null && address.MapToIPv6().Equals(here.MapToIPv6());
}
