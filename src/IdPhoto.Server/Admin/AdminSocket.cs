using System.Net.Sockets;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace IdPhoto.Server.Admin;

/// <summary>The socket of <c>idphoto admin</c>: for the user who runs the server, and for the administrator of the machine.</summary>
internal static class AdminSocket
{
    /// <summary>Takes everybody else's right to it before anybody can connect.</summary>
    public static void Restrict(IServiceCollection services, ServerSettings settings)
        => services.AddSingleton<LetterAnswers>().Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = point =>
        {
            Socket socket = SocketTransportOptions.CreateDefaultBoundListenSocket(point);
            // Bound, and not listening yet. On Windows the rights of its folder hold.
            if (!OperatingSystem.IsWindows() && point is UnixDomainSocketEndPoint && point.ToString() == settings.AdminListen?.SocketPath)
                File.SetUnixFileMode(point.ToString()!, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return socket;
        });
}
