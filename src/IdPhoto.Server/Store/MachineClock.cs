using System.Globalization;

namespace IdPhoto.Server.Store;

/// <summary>The two clocks of a machine at one moment.</summary>
/// <param name="Wall">The time of day, which people and programs may set to anything.</param>
/// <param name="Uptime">Time since the machine started, asleep or not; nobody can set it.</param>
/// <param name="Boot">Names this run of the machine: <see cref="Uptime"/> means nothing in another.</param>
internal readonly record struct ClockReading(DateTimeOffset Wall, TimeSpan Uptime, string Boot)
{
    /// <summary>Milliseconds since 1970, as the ledger keeps them.</summary>
    public long WallMs => Wall.ToUnixTimeMilliseconds();

    /// <summary>Whole milliseconds.</summary>
    public long UptimeMs => (long)Uptime.TotalMilliseconds;

    /// <summary>Whether uptimes that were written down at an earlier moment are of this run of the machine; without one, they are not.</summary>
    public bool IsOfRunOf(ClockReading? earlier) => earlier is { } seen && seen.Boot == Boot && Uptime >= seen.Uptime;
}

/// <summary>Reads the clocks of this machine.</summary>
internal static class MachineClock
{
    private const string UptimeFile = "/proc/uptime";
    private const string BootFile = "/proc/sys/kernel/random/boot_id";

    // Where the system tells neither, each run of the program counts as a run of the machine.
    private static readonly bool HasUptime = File.Exists(UptimeFile) && File.Exists(BootFile);
    private static readonly string Boot = HasUptime ? File.ReadAllText(BootFile).Trim() : Guid.NewGuid().ToString();

#pragma warning disable RS0030 // The machine's clock is compared with its uptime here, to find out whether it was set back.
    public static ClockReading Read() => new(DateTimeOffset.UtcNow, Uptime(), Boot);
#pragma warning restore RS0030

    private static TimeSpan Uptime()
    {
        if (!HasUptime)
            return TimeSpan.FromMilliseconds(Environment.TickCount64);
        string first = File.ReadAllText(UptimeFile).Split(' ')[0];
        return TimeSpan.FromSeconds(double.Parse(first, CultureInfo.InvariantCulture));
    }
}
