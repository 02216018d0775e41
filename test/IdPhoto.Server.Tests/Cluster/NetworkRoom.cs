using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>
/// A network of its own for one server (a network namespace of Linux) with two cables: one to the database, which can be cut, and one for
/// everything else. It ends with this process, however that ends.
/// </summary>
internal sealed class NetworkRoom : IDisposable
{
    /// <summary>Of 198.18.0.0/15, which is for tests of networks, in parts of four addresses.</summary>
    private const int FirstPart = (198 << 24) | (18 << 16), Parts = 1 << 15;

    private static readonly Lazy<string?> Trouble = new(WhyNone);
    private static int _rooms;

    private readonly Process _holder;
    private readonly (string Name, int Part) _database, _others;

    private NetworkRoom(Process holder)
    {
        int room = 2 * Interlocked.Increment(ref _rooms);
        _holder = holder;
        _database = Cable(room);
        _others = Cable(room + 1);
    }

    /// <summary>Why there is none; null where one may be made.</summary>
    public static string? Missing => Trouble.Value;

    /// <summary>This end of the cable to the database.</summary>
    public IPAddress Database => Address(_database.Part, 1);

    /// <summary>This end of the other one.</summary>
    public IPAddress Here => Address(_others.Part, 1);

    /// <summary>Its other end, where the server listens.</summary>
    public IPAddress There => Address(_others.Part, 2);

    /// <summary>Starts a program in it.</summary>
    public string[] Wrapper => ["nsenter", string.Create(CultureInfo.InvariantCulture, $"--net=/proc/{_holder.Id}/ns/net")];

    /// <summary>Makes one.</summary>
    /// <exception cref="InvalidOperationException">It may not be made.</exception>
    public static NetworkRoom Start()
    {
        // It is there as long as somebody is in it.
        Process holder = Process.Start(new ProcessStartInfo("unshare", ["--net", "sh", "-c", "ip link set lo up && echo READY && exec cat"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        NetworkRoom room = new(holder);
        try
        {
            if (holder.StandardOutput.ReadLine() != "READY")
                throw new InvalidOperationException(holder.StandardError.ReadToEnd().Trim());
            room.Lay(room._database);
            room.Lay(room._others);
            return room;
        }
        catch
        {
            room.Dispose();
            throw;
        }
    }

    /// <summary>From now on nothing comes through to the database, and neither side is told: each end drops what it is to send.</summary>
    public void Cut() => AtBothEnds("replace", "root", "pfifo", "limit", "0");

    /// <summary>It comes through again.</summary>
    public void Mend() => AtBothEnds("del", "root");

    public void Dispose()
    {
        _holder.StandardInput.Close();
        _holder.WaitForExit();
        _holder.Dispose();
    }

    private static string? WhyNone()
    {
        if (!OperatingSystem.IsLinux())
            return "There are network namespaces on Linux alone.";
        try
        {
            using NetworkRoom room = Start();
            room.Cut();
            return null;
        }
        catch (Exception refused) when (refused is InvalidOperationException or Win32Exception)
        {
            return "No network namespace may be made here, which takes root, util-linux and iproute2: " + refused.Message;
        }
    }

    private static (string Name, int Part) Cable(int number)
        => (string.Create(CultureInfo.InvariantCulture, $"idp{Environment.ProcessId}-{number}"), ((Environment.ProcessId * 8) + number) % Parts);

    private static IPAddress Address(int part, int end) => new(BitConverter.GetBytes(IPAddress.HostToNetworkOrder(FirstPart + (part * 4) + end)));

    private void Lay((string Name, int Part) cable)
    {
        Run("ip", "link", "add", cable.Name, "type", "veth", "peer", "name", cable.Name, "netns", _holder.Id.ToString(CultureInfo.InvariantCulture));
        Run("ip", "addr", "add", $"{Address(cable.Part, 1)}/30", "dev", cable.Name);
        Run("ip", "link", "set", cable.Name, "up");
        Run([.. Wrapper, "ip", "addr", "add", $"{Address(cable.Part, 2)}/30", "dev", cable.Name]);
        Run([.. Wrapper, "ip", "link", "set", cable.Name, "up"]);
    }

    private void AtBothEnds(string change, params string[] how)
    {
        string[] line = ["tc", "qdisc", change, "dev", _database.Name, .. how];
        Run(line);
        Run([.. Wrapper, .. line]);
    }

    private static void Run(params string[] line)
    {
        using Process process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardError = true })!;
        string said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', line)}: {said.Trim()}");
    }
}
