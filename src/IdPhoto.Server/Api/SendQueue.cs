using System.Net.Sockets;
using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Api;

/// <summary>What the system still holds of an answer: it has left the program, and not this machine.</summary>
internal static partial class SendQueue
{
    /// <summary>TIOCOUTQ of ioctl(2): bytes that the other side has not acknowledged, or at a Unix socket not read.</summary>
    private const nuint Unsent = 0x5411;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits until nothing is left there. Elsewhere than on Linux there is no telling, and it does not wait.</summary>
    /// <exception cref="OperationCanceledException">The time is over.</exception>
    public static async Task DrainAsync(HttpContext context, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux() || context.Features.Get<IConnectionSocketFeature>()?.Socket is not { } socket)
            return;
        while (Length(socket) > 0)
            await Task.Delay(Pause, cancel);
    }

    private static int Length(Socket socket)
    {
        try
        {
            return Ioctl(socket.SafeHandle, Unsent, out int bytes) == 0 ? bytes : 0;
        }
        catch (ObjectDisposedException)
        {
            // The connection has ended, and its buffer with it.
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Ioctl(SafeHandle socket, nuint request, out int bytes);
}
