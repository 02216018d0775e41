using NetVips;

namespace IdPhoto.Codecs;

/// <summary>Settles libvips once per process, before its first use.</summary>
internal static class VipsSetup
{
    private static readonly Lazy<bool> Once = new(Settle);

    /// <summary>Returns when libvips is ready and bound to <see cref="NativeThreads.Most"/>.</summary>
    public static void Ensure()
    {
        _ = Once.Value;
        if (NetVips.NetVips.Concurrency != NativeThreads.Most)
            NetVips.NetVips.Concurrency = NativeThreads.Most;
    }

    private static bool Settle()
    {
        NetVips.NetVips.BlockUntrusted = true;
        // The operation cache would keep photos in memory after their request.
        Cache.Max = 0;
        // Warnings quote the file; they would reach standard error.
        foreach (string domain in (string[])["VIPS", "GLib", "GLib-GObject"])
            Log.SetLogHandler(domain, Enums.LogLevelFlags.Warning | Enums.LogLevelFlags.Message | Enums.LogLevelFlags.Info, static (_, _, _) => { });
        return true;
    }
}
