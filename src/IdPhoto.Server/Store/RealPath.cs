namespace IdPhoto.Server.Store;

/// <summary>Where a path leads once every link on the way is followed. What does not exist yet stays as it is written. The command line asks, too.</summary>
internal static class RealPath
{
    /// <summary>As many as Linux follows.</summary>
    private const int MostLinks = 40;

    /// <exception cref="IOException">The links lead round in a circle.</exception>
    public static string Of(string path)
    {
        string full = Path.GetFullPath(path);
        string real = Path.GetPathRoot(full)!;
        Stack<string> rest = new();
        Push(rest, full[real.Length..]);
        for (int links = 0; rest.TryPop(out string? part);)
        {
            string next = Path.Combine(real, part);
            if (part == "..")
                real = Path.GetDirectoryName(real) ?? real;
            else if (new FileInfo(next).LinkTarget is not { } target)
                real = next;
            else
                real = ++links > MostLinks ? throw new IOException("Links lead round in a circle.") : Follow(target, real, rest);
        }
        return real;
    }

    /// <summary>Whether a file lies in a folder or below it, or is that folder.</summary>
    public static bool IsWithin(string path, string folder)
    {
        string relative = Path.GetRelativePath(Of(folder), Of(path));
        // '..x' is the name of a folder.
        return relative.Split(Path.DirectorySeparatorChar)[0] != ".." && !Path.IsPathRooted(relative);
    }

    /// <summary>Whether two paths lead to one place.</summary>
    public static bool AreSame(string one, string other) => Path.GetRelativePath(Of(one), Of(other)) == ".";

    private static string Follow(string target, string from, Stack<string> rest)
    {
        string root = Path.IsPathRooted(target) ? Path.GetPathRoot(target)! : "";
        Push(rest, target[root.Length..]);
        return root.Length > 0 ? root : from;
    }

    private static void Push(Stack<string> rest, string path)
    {
        foreach (string part in path.Split(Path.DirectorySeparatorChar).Reverse().Where(part => part is not ("" or ".")))
            rest.Push(part);
    }
}
