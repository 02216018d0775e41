namespace IdPhoto.Decoding;

/// <summary>What the first EXIF block of a file says that can be read. Of broken ones few are looked at: each costs exceptions, and a file can hold a million.</summary>
internal sealed class FirstExif
{
    private const int MostBroken = 4;
    private int _broken;
    private bool _isRead;

    /// <summary>1..8; 1 where nothing is said.</summary>
    public int Orientation { get; private set; } = 1;

    /// <summary>The colours that it declares; null for none.</summary>
    public StatedColour? Colour { get; private set; }

    /// <summary>Takes a block, whatever it holds.</summary>
    /// <param name="tiff">Its content without 'Exif' before it.</param>
    public void Take(ReadOnlySpan<byte> tiff)
    {
        if (_isRead || _broken == MostBroken)
            return;
        Colour ??= ExifColour.Of(tiff);
        try
        {
            Orientation = TiffDirectory.Open(tiff).Orientation();
            _isRead = true;
        }
        catch (PhotoException)
        {
            _broken++;
        }
    }
}
