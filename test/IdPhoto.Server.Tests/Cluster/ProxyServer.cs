using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>Debian's nginx with the configuration of deploy/, in front of servers of this machine.</summary>
internal sealed class ProxyServer : IDisposable
{
    private const string Program = "/usr/sbin/nginx";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private ProxyServer(Process process, DirectoryInfo folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    /// <summary>Why there is none; null where it can be started.</summary>
    public static string? Missing => File.Exists(Program) ? null : "nginx is not installed (Debian: apt-get install nginx-light).";

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Every file that it has written.</summary>
    public string[] Files() => Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories);

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="servers">What it is in front of: the three that the configuration names, in its order.</param>
    public static async Task<ProxyServer> StartAsync(IReadOnlyList<Uri> servers)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("idphoto-proxy-");
        // Workers give up root's rights.
        if (!OperatingSystem.IsWindows())
            folder.UnixFileMode |= UnixFileMode.OtherExecute;
        int port = FreePort();
        string configuration = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(port, servers));
        ProcessStartInfo start = new(Program, ["-p", folder.FullName, "-c", configuration, "-g", "daemon off; pid nginx.pid;"]) { RedirectStandardError = true };
        Process process = Process.Start(start)!;
        Task<string> said = process.StandardError.ReadToEndAsync();
        ProxyServer proxy = new(process, folder, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        await proxy.WaitAsync(said);
        return proxy;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string Configuration(int port, IReadOnlyList<Uri> servers)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root(), "deploy", "cluster", "nginx.conf"));
        text = text.Replace("127.0.0.1:5080", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"), StringComparison.Ordinal);
        for (int i = 0; i < servers.Count; i++)
            text = text.Replace(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{5081 + i}"), servers[i].Authority, StringComparison.Ordinal);
        return text;
    }

    private async Task WaitAsync(Task<string> said)
    {
        for (Stopwatch waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60);)
        {
            if (_process.HasExited)
                throw new InvalidOperationException("nginx ended: " + await said);
            using TcpClient client = new();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, Address.Port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
        throw new TimeoutException("nginx does not listen.");
    }

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
