using System.Net;
using System.Net.Sockets;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>A way on this machine that can be cut as a network is: nothing comes through, and neither side is told.</summary>
internal sealed class TcpLink : IDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly IPEndPoint _to;
    private volatile TaskCompletionSource? _mended;

    /// <summary>Leads to a port of this machine, from another.</summary>
    public TcpLink(int to)
        : this(new IPEndPoint(IPAddress.Loopback, to), IPAddress.Loopback)
    {
    }

    /// <summary>Leads to one address of this machine from another.</summary>
    public TcpLink(IPEndPoint to, IPAddress at)
    {
        _to = to;
        _listener = new TcpListener(at, 0);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>Where it begins.</summary>
    public IPEndPoint At => (IPEndPoint)_listener.LocalEndpoint;

    /// <summary>The port of that.</summary>
    public int Port => At.Port;

    /// <summary>From now on nothing comes through.</summary>
    public void Cut() => _mended ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What was held up comes through now.</summary>
    public void Mend()
    {
        _mended?.TrySetResult();
        _mended = null;
    }

    public void Dispose()
    {
        _end.Cancel();
        _mended?.TrySetCanceled();
        _listener.Stop();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using TcpClient far = new();
        using (near)
        {
            try
            {
                await far.ConnectAsync(_to, _end.Token);
                await Task.WhenAny(CarryAsync(near.GetStream(), far.GetStream()), CarryAsync(far.GetStream(), near.GetStream()));
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException)
            {
                // One of the two has gone.
            }
        }
    }

    private async Task CarryAsync(NetworkStream from, NetworkStream to)
    {
        byte[] buffer = new byte[65_536];
        try
        {
            for (int read; (read = await from.ReadAsync(buffer, _end.Token)) > 0;)
            {
                if (_mended is { } cut)
                    await cut.Task;
                await to.WriteAsync(buffer.AsMemory(0, read), _end.Token);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two has gone.
        }
    }
}
