using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IdPhoto.Messages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IdPhoto.Server.Settings;

/// <summary>Where the server listens: an address and a port, or a socket in the file system.</summary>
/// <param name="Address">Null for a socket.</param>
/// <param name="Port">0 takes a free one.</param>
/// <param name="SocketPath">Null for an address.</param>
internal sealed record ListenAddress(IPAddress? Address, int Port, string? SocketPath)
{
    private const string Scheme = "http://";
    private const string SocketScheme = Scheme + "unix:";

    /// <summary>Whether only this machine reaches it.</summary>
    public bool IsLocal => Address is null || IPAddress.IsLoopback(Address);

    /// <exception cref="SettingException">It is none.</exception>
    public static ListenAddress Parse(string text)
    {
        if (text.StartsWith(SocketScheme, StringComparison.OrdinalIgnoreCase) && text.Length > SocketScheme.Length)
            return new ListenAddress(null, 0, Path.GetFullPath(text[SocketScheme.Length..]));
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && Endpoint(text[Scheme.Length..].TrimEnd('/')) is { } endpoint)
            return new ListenAddress(endpoint.Address, endpoint.Port, null);
        throw new SettingException(Message.Of("settings.listen", ("text", text)));
    }

    /// <summary>Whether the system takes such a path for a socket: Linux 107 bytes, others a few less.</summary>
    public static bool FitsSocket(string path)
    {
        try
        {
            _ = new UnixDomainSocketEndPoint(path);
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>Whether a request has come in here: its listener has marked the connection.</summary>
    public bool IsAt(HttpContext context) => context.Features.Get<ListenAddress>() == this;

    public void AddTo(KestrelServerOptions kestrel)
    {
        if (SocketPath is not null)
            kestrel.ListenUnixSocket(SocketPath);
        else
            kestrel.Listen(Address!, Port);
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => SocketPath is null ? $"{Scheme}{new IPEndPoint(Address!, Port)}" : $"{SocketScheme}{SocketPath}";

    private static IPEndPoint? Endpoint(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon < 0 || !ushort.TryParse(text[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
            return null;
        string host = text[..colon];
        if (host == "localhost")
            return new IPEndPoint(IPAddress.Loopback, port);
        return IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) ? new IPEndPoint(address, port) : null;
    }
}
