using System.Globalization;

namespace IdPhoto.ServerBench;

/// <summary>A limit on the memory of a server, set by the kernel where this program may: a control group of version 2 or 1.</summary>
internal sealed class MemoryLimit : IDisposable
{
    private const string Root = "/sys/fs/cgroup";

    private readonly string? _group;

    public MemoryLimit(long bytes)
    {
        bool second = File.Exists(Path.Combine(Root, "cgroup.controllers"));
        string group = Path.Combine(Root, second ? "" : "memory", "idphoto-bench");
        try
        {
            Directory.CreateDirectory(group);
            File.WriteAllText(Path.Combine(group, second ? "memory.max" : "memory.limit_in_bytes"), bytes.ToString(CultureInfo.InvariantCulture));
            _group = group;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Console.WriteLine("No control group may be made here: the peak is measured without a limit.");
        }
    }

    public bool Holds => _group is not null;

    /// <summary>Comes before the program on its command line.</summary>
    public string[] Wrapper => _group is null ? [] : ["sh", "-c", $"echo $$ > {_group}/cgroup.procs; exec \"$@\"", "sh"];

    public void Dispose()
    {
        if (_group is null)
            return;
        // The kernel takes a moment to let go of a process that has ended.
        for (int i = 0; i < 50 && !TryRemove(); i++)
            Thread.Sleep(100);
    }

    private bool TryRemove()
    {
        try
        {
            Directory.Delete(_group!);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
