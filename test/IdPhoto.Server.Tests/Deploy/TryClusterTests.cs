using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using IdPhoto.Server.Tests.Cluster;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Tests;
using Xunit;

namespace IdPhoto.Server.Tests.Deploy;

/// <summary>The trial of several servers that an operator can run.</summary>
public sealed class TryClusterTests
{
    /// <summary>The proxy, three servers, the bucket's service, the database and the monitor of the bucket's service.</summary>
    private const int Ports = 7;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task The_trial_plays_its_story_to_a_good_end()
    {
        LongTests.Require();
        Assert.SkipWhen(TestCluster.Missing is not null, TestCluster.Missing ?? "");
        using Sandbox sandbox = new();
        ProcessStartInfo start = new("bash", [Path.Combine(Repository.Root(), "deploy", "try-cluster.sh"), Path.Combine(sandbox.Root, "trial")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SERVER"] = Path.Combine(AppContext.BaseDirectory, "idphoto-server.dll");
        start.Environment["PORT"] = FreePorts().ToString(CultureInfo.InvariantCulture);
        // The user of the database has to come through.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(sandbox.Root, File.GetUnixFileMode(sandbox.Root) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        using Process trial = Process.Start(start)!;
        string[] printed = await Task.WhenAll(trial.StandardOutput.ReadToEndAsync(), trial.StandardError.ReadToEndAsync()).WaitAsync(Longest, TestContext.Current.CancellationToken);
        await trial.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(trial.ExitCode == 0, printed[0] + printed[1]);
        if (NetworkRoom.Missing is null)
            Assert.Contains("Server 1 is cut off from the database", printed[0], StringComparison.Ordinal);
    }

    // Where the trial may not make a network of its own.
    private static int FreePorts()
    {
        while (true)
        {
            int first = Random.Shared.Next(20_000, 30_000);
            if (Enumerable.Range(first, Ports).All(IsFree))
                return first;
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using TcpListener probe = new(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
