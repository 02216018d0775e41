using System.Net;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace IdPhoto.Server.Guards;

/// <summary>Bounds the connections that are open at once, and those of each address; others are closed before a byte is read.</summary>
internal sealed class ConnectionShares(ServerSettings settings)
{
    /// <summary>Of the listener for health, and of the one for administration: nobody else can fill them.</summary>
    private const int OwnConnections = 32;

    /// <summary>What the system holds of an answer that is not read.</summary>
    private const int SendBuffer = 32 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _open = [];
    private int _all;

    public void AddTo(ListenOptions listener)
    {
        if (new[] { settings.HealthListen, settings.AdminListen }.OfType<ListenAddress>().FirstOrDefault(address => IsAt(listener, address)) is { } own)
            AddOwn(listener, own);
        else
            listener.Use(next => connection => ServeAsync(connection, next));
    }

    private static void AddOwn(ListenOptions listener, ListenAddress address)
    {
        int open = 0;
        listener.Use(next => async connection =>
        {
            // By this, and not by anything in a request, it is known where the request has come in.
            connection.Features.Set(address);
            try
            {
                if (Interlocked.Increment(ref open) <= OwnConnections)
                    await next(connection);
            }
            finally
            {
                Interlocked.Decrement(ref open);
            }
        });
    }

    private async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        if (connection.Features.Get<IConnectionSocketFeature>()?.Socket is { } socket)
            socket.SendBufferSize = SendBuffer;
        string? caller = Address(connection);
        if (!Enter(caller))
            return;
        try
        {
            await next(connection);
        }
        finally
        {
            Leave(caller);
        }
    }

    private bool Enter(string? caller)
    {
        lock (_lock)
        {
            int mine = caller is null ? 0 : _open.GetValueOrDefault(caller);
            if (_all >= settings.Connections || mine >= Math.Max(1, settings.ShareOf(settings.Connections)))
                return false;
            _all++;
            if (caller is not null)
                _open[caller] = mine + 1;
            return true;
        }
    }

    private void Leave(string? caller)
    {
        lock (_lock)
        {
            _all--;
            if (caller is not null && --_open[caller] == 0)
                _open.Remove(caller);
        }
    }

    /// <summary>Null where all callers come by one way: a socket, or a proxy that is trusted to bound its own callers.</summary>
    private string? Address(ConnectionContext connection)
    {
        if (connection.RemoteEndPoint is not IPEndPoint { Address: IPAddress address })
            return null;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return settings.TrustedProxies.Any(proxy => proxy.Contains(address)) ? null : RateLimits.Network(address);
    }

    private static bool IsAt(ListenOptions listener, ListenAddress address)
        => address.SocketPath is not null ? listener.SocketPath == address.SocketPath : listener.IPEndPoint is { } point && point.Port == address.Port && point.Address.Equals(address.Address);
}
