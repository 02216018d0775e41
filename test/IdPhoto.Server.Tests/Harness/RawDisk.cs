using System.Diagnostics;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>A disk of its own with ext4 on it, mounted from a file that a test can read as a thief reads a disk.</summary>
internal sealed class RawDisk : IDisposable
{
    private const int Megabytes = 16;

    private readonly string _folder;

    private RawDisk(string image, string folder) => (Image, _folder) = (image, folder);

    /// <summary>The disk, byte for byte.</summary>
    public string Image { get; }

    /// <summary>Makes and mounts one; null where this user or machine cannot.</summary>
    public static RawDisk? TryMount(string image, string folder)
    {
        using (FileStream file = File.Create(image))
            file.SetLength(Megabytes * 1024L * 1024);
        Directory.CreateDirectory(folder);
        return Runs("mkfs.ext4", "-q", image) && Runs("mount", "-o", "loop", image, folder) ? new RawDisk(image, folder) : null;
    }

    public void Dispose() => Runs("umount", _folder);

    private static bool Runs(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
