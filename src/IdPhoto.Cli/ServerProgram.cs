using System.Runtime.InteropServices;

namespace IdPhoto.Cli;

/// <summary>The server's own program, which lies beside this one and is compiled and collected as fits a server, not a short command.</summary>
internal static partial class ServerProgram
{
    private const string Name = "idphoto-server";

    /// <summary>Becomes that program: the process, its streams and whoever sends it signals stay the same. Returns only where that is impossible.</summary>
    /// <param name="settings">The server's command line.</param>
    public static void Become(IReadOnlyList<string> settings)
    {
        if (OperatingSystem.IsWindows() || Environment.ProcessPath is not { } started)
            return;
        string beside = Path.Combine(AppContext.BaseDirectory, Name);
        // Where 'dotnet' was told to run this program, another launcher might not find the runtime.
        string[] launch = Path.GetFileNameWithoutExtension(started) == "dotnet" ? [started, "exec", beside + ".dll"] : [beside];
        if (File.Exists(launch[^1]))
            _ = Execute(launch[0], [.. launch, .. settings, null]);
    }

    [LibraryImport("libc", EntryPoint = "execv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Execute(string path, string?[] arguments);
}
