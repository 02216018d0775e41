using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace IdPhoto.Server.Site;

/// <summary>Hashes of files, each taken when it is first needed and again once the file has changed.</summary>
internal sealed class FileHashes
{
    private readonly ConcurrentDictionary<string, Taken> _taken = [];

    /// <summary>SHA-256 of a file in hexadecimal.</summary>
    public async Task<string> OfAsync(FileInfo file, CancellationToken cancel)
    {
        if (_taken.TryGetValue(file.FullName, out Taken? known) && known.Length == file.Length && known.Written == file.LastWriteTimeUtc)
            return known.Hash;
        Taken taken = new(file.Length, file.LastWriteTimeUtc, await HashAsync(file, cancel));
        _taken[file.FullName] = taken;
        return taken.Hash;
    }

    private static async Task<string> HashAsync(FileInfo file, CancellationToken cancel)
    {
        await using FileStream stream = file.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancel));
    }

    private sealed record Taken(long Length, DateTime Written, string Hash);
}
