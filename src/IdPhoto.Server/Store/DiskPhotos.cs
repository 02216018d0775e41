using IdPhoto.Messages;
using IdPhoto.Server.Settings;

namespace IdPhoto.Server.Store;

/// <summary>Ciphertexts in files, in up to 256 folders.</summary>
internal sealed class DiskPhotos : IPhotoFiles
{
    private const string Draft = ".part";

    private readonly string _folder;

    private DiskPhotos(string folder) => _folder = folder;

    /// <summary>Opens the folder, or makes it, and shuts everybody else out.</summary>
    /// <exception cref="SettingException">There is something else in it; then nothing is changed.</exception>
    public static DiskPhotos Open(string folder)
    {
        DiskPhotos photos = new(folder);
        OwnerOnly.MakeFolder(folder);
        IReadOnlyList<StoredFile> files = photos.Survey();
        foreach (DirectoryInfo place in new DirectoryInfo(folder).EnumerateDirectories().Prepend(new DirectoryInfo(folder)))
            OwnerOnly.Restrict(place);
        foreach (StoredFile file in files)
            OwnerOnly.Restrict(file.File);
        return photos;
    }

    public bool WritesMayFollow => false;

    public async Task WriteAsync(PhotoId id, ReadOnlyMemory<byte> ciphertext, CancellationToken cancel)
    {
        string file = FileOf(id), draft = file + Draft;
        try
        {
            await WriteAsync(draft, ciphertext, cancel);
            File.Move(draft, file);
        }
        catch (Exception error)
        {
            // If it stays, the next start removes it.
            TryDelete(draft);
            if (IsTrouble(error))
                throw StoreException.Of(error);
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
        catch (Exception error) when (IsTrouble(error))
        {
            throw StoreException.Of(error);
        }
    }

    public Task<IReadOnlySet<PhotoId>> DeleteAsync(IReadOnlyList<PhotoId> photos) => Task.FromResult(Delete(photos));

    /// <inheritdoc cref="IPhotoFiles.DeleteAsync"/>
    public IReadOnlySet<PhotoId> Delete(IReadOnlyList<PhotoId> photos) => photos.Where(photo => TryDelete(FileOf(photo))).ToHashSet();

    public Task PingAsync(CancellationToken cancel) => Directory.Exists(_folder) ? Task.CompletedTask : throw new StoreException(isFull: false);

    /// <summary>Removes everything but these; only at the start of the one server that uses the folder.</summary>
    /// <returns>Those of them that are there.</returns>
    /// <exception cref="StoreException">Something cannot be removed.</exception>
    public IReadOnlySet<PhotoId> KeepOnly(IReadOnlySet<PhotoId> known)
    {
        try
        {
            HashSet<PhotoId> there = [];
            foreach (StoredFile stored in Survey())
            {
                if (stored.Photo is { } id && known.Contains(id))
                    there.Add(id);
                else
                    stored.File.Delete();
            }
            return there;
        }
        catch (Exception error) when (IsTrouble(error))
        {
            throw StoreException.Of(error);
        }
    }

    private static bool TryDelete(string file)
    {
        try
        {
            // Deleting is an error only where the folder is missing, not where the file is.
            if (File.Exists(file))
                File.Delete(file);
            return true;
        }
        catch (Exception error) when (IsTrouble(error))
        {
            return false;
        }
    }

    private static async Task WriteAsync(string draft, ReadOnlyMemory<byte> ciphertext, CancellationToken cancel)
    {
        OwnerOnly.MakeFolder(Path.GetDirectoryName(draft)!);
        await using FileStream stream = new(draft, OwnerOnly.Options(FileMode.CreateNew));
        await stream.WriteAsync(ciphertext, cancel);
        stream.Flush(flushToDisk: true);
    }

    private static bool IsTrouble(Exception error) => error is IOException or UnauthorizedAccessException;

    /// <summary>Every file, once it is known that there is nothing but what the store writes: all of it is looked at before any is deleted.</summary>
    private List<StoredFile> Survey()
    {
        DirectoryInfo folder = new(_folder);
        if (folder.LinkTarget is not null)
            throw NotOurs();
        return [.. folder.EnumerateFileSystemInfos().SelectMany(place => Place(place).EnumerateFileSystemInfos()).Select(Stored)];
    }

    // Neither a link nor what it leads to is ours.
    private static DirectoryInfo Place(FileSystemInfo entry)
        => entry is DirectoryInfo { LinkTarget: null, Name: { Length: 2 } name } place && name.All(char.IsAsciiHexDigitLower) ? place : throw NotOurs();

    private static StoredFile Stored(FileSystemInfo entry)
    {
        bool draft = entry.Name.EndsWith(Draft, StringComparison.Ordinal);
        PhotoId? id = PhotoId.Parse(draft ? entry.Name[..^Draft.Length] : entry.Name);
        return entry is FileInfo { LinkTarget: null } file && id is { } known && known.Hex[..2] == file.Directory!.Name
            ? new StoredFile(file, draft ? null : known)
            : throw NotOurs();
    }

    private static SettingException NotOurs() => new(Message.Of("guarding.photos-not-ours"));

    private string FileOf(PhotoId id) => Path.Combine(_folder, id.Hex[..2], id.Hex);

    /// <param name="File">A file of the store's form.</param>
    /// <param name="Photo">Whose; null for a draft.</param>
    private sealed record StoredFile(FileInfo File, PhotoId? Photo);
}
