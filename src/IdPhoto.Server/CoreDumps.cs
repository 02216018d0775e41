using System.Runtime.InteropServices;

namespace IdPhoto.Server;

/// <summary>Keeps the memory of a crashed server, with photos in it, from being written to disk.</summary>
internal static partial class CoreDumps
{
    private const int CoreLimit = 4;

    /// <summary>Sets the largest core file of this process to nothing, for good. Only on Linux; elsewhere the system must be set up.</summary>
    public static void Forbid()
    {
        if (OperatingSystem.IsLinux())
            _ = SetLimit(CoreLimit, [0, 0]);
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, [In] ulong[] limits);
}
