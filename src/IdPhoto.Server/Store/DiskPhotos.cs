namespace IdPhoto.Server.Store;

/// <summary>Ciphertexts in files, in 256 folders.</summary>
internal sealed class DiskPhotos : IPhotoFiles
{
    private const string Draft = ".part";

    private readonly string _folder;

    public DiskPhotos(string folder)
    {
        _folder = folder;
        for (int i = 0; i < 256; i++)
            Directory.CreateDirectory(Path.Combine(folder, i.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
    }

    public async Task WriteAsync(PhotoId id, ReadOnlyMemory<byte> ciphertext, CancellationToken cancel)
    {
        string file = FileOf(id), draft = file + Draft;
        try
        {
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
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    public Task DeleteAsync(PhotoId id)
    {
        File.Delete(FileOf(id));
        return Task.CompletedTask;
    }

    public Task<IReadOnlySet<PhotoId>> KeepOnlyAsync(IReadOnlySet<PhotoId> known)
    {
        HashSet<PhotoId> there = [];
        foreach (string file in Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories))
        {
            if (PhotoId.Parse(Path.GetFileName(file)) is { } id && known.Contains(id))
                there.Add(id);
            else
                File.Delete(file);
        }
        return Task.FromResult<IReadOnlySet<PhotoId>>(there);
    }

    private string FileOf(PhotoId id) => Path.Combine(_folder, id.Hex[..2], id.Hex);
}
