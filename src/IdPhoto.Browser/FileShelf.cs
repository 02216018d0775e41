namespace IdPhoto.Browser;

/// <summary>Files that were made and wait to be fetched, by number.</summary>
internal sealed class FileShelf
{
    private readonly Dictionary<int, byte[]> _files = [];
    private readonly List<byte[]> _photos = [];
    private int _last;

    /// <summary>The photos that were made last, in their order.</summary>
    public IReadOnlyList<byte[]> Photos => _photos;

    /// <summary>Keeps a file until it is taken.</summary>
    public int Put(byte[] file)
    {
        _files[++_last] = file;
        return _last;
    }

    /// <summary>Keeps a photo, which sheets are made of even when it has been taken.</summary>
    public int PutPhoto(byte[] file)
    {
        _photos.Add(file);
        return Put(file);
    }

    /// <summary>Hands a file over.</summary>
    public byte[] Take(int number) => _files.Remove(number, out byte[]? file) ? file : throw new ArgumentOutOfRangeException(nameof(number));

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _files.Clear();
        _photos.Clear();
    }
}
