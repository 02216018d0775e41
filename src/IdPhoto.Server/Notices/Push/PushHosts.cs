using System.Net;

namespace IdPhoto.Server.Notices.Push;

/// <summary>The hosts that push goes to: an endpoint comes from a stranger, and must not lead this server anywhere else.</summary>
internal sealed class PushHosts(IReadOnlyList<string> hosts)
{
    /// <summary>Whether an endpoint is one of a push service that the operator allows.</summary>
    public bool Allow(string? endpoint)
    {
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out Uri? address) || address.UserInfo.Length > 0 || !hosts.Any(host => IsBelow(address.IdnHost, host)))
            return false;
        // In clear only to this very machine, where the operator has named it.
        bool local = IPAddress.TryParse(address.Host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip);
        return address.Scheme == Uri.UriSchemeHttps ? local || address.IsDefaultPort : address.Scheme == Uri.UriSchemeHttp && local;
    }

    private static bool IsBelow(string name, string host)
        => name.Equals(host, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + host, StringComparison.OrdinalIgnoreCase);
}
