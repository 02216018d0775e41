namespace IdPhoto.Server.Store;

/// <summary>Ciphertexts in files, in up to 256 folders.</summary>
internal sealed class DiskPhotos(string folder) : IPhotoFiles
{
    private const string Draft = ".part";

    public async Task WriteAsync(PhotoId id, ReadOnlyMemory<byte> ciphertext, CancellationToken cancel)
    {
        string file = FileOf(id), draft = file + Draft;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            // Without a buffer, so that a full disk shows in the write and not when the file is closed.
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0 };
            await using (FileStream stream = new(draft, options))
            {
                await stream.WriteAsync(ciphertext, cancel);
                stream.Flush(flushToDisk: true);
            }
            File.Move(draft, file);
        }
        catch
        {
            if (File.Exists(draft))
                File.Delete(draft);
            throw;
        }
    }

    public async Task<byte[]?> ReadAsync(PhotoId id, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllBytesAsync(FileOf(id), cancel);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    public Task DeleteAsync(PhotoId id)
    {
        string file = FileOf(id);
        // Deleting is an error only where the folder is missing, not where the file is.
        if (File.Exists(file))
            File.Delete(file);
        return Task.CompletedTask;
    }

    public Task<IReadOnlySet<PhotoId>> KeepOnlyAsync(IReadOnlySet<PhotoId> known)
    {
        HashSet<PhotoId> there = [];
        foreach (string file in Directory.EnumerateFiles(Directory.CreateDirectory(folder).FullName, "*", SearchOption.AllDirectories))
        {
            if (PhotoId.Parse(Path.GetFileName(file)) is { } id && known.Contains(id))
                there.Add(id);
            else
                File.Delete(file);
        }
        return Task.FromResult<IReadOnlySet<PhotoId>>(there);
    }

    private string FileOf(PhotoId id) => Path.Combine(folder, id.Hex[..2], id.Hex);
}
