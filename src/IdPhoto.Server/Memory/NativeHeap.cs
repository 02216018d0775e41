using System.Runtime.InteropServices;

namespace IdPhoto.Server.Memory;

/// <summary>The heap of the native libraries, where it is glibc's; elsewhere nothing happens.</summary>
internal static partial class NativeHeap
{
    private const int Perturb = -6;
    private const int Pattern = 0x5a;

    /// <summary>Lets every block be overwritten when it is freed, for the whole process. To be called first.</summary>
    public static void OverwriteFreed() => Try(() => Set(Perturb, Pattern));

    /// <summary>Gives free pages back to the system.</summary>
    public static void Trim() => Try(() => Trim(0));

    private static void Try(Func<int> call)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = call();
        }
        catch (EntryPointNotFoundException)
        {
            // Another library than glibc.
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int Set(int parameter, int value);

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint pad);
}
