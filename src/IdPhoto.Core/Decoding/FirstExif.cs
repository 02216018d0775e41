namespace IdPhoto.Decoding;

/// <summary>What the first EXIF block of a file says. Further ones are not looked at: each broken one would cost exceptions, and a file can hold a million.</summary>
internal sealed class FirstExif
{
    private bool _taken;

    /// <summary>1..8; 1 where nothing is said.</summary>
    public int Orientation { get; private set; } = 1;

    /// <summary>The colours that it declares; null for none.</summary>
    public StatedColour? Colour { get; private set; }

    /// <summary>Takes a block, whatever it holds.</summary>
    /// <param name="tiff">Its content without 'Exif' before it.</param>
    public void Take(ReadOnlySpan<byte> tiff)
    {
        if (_taken)
            return;
        _taken = true;
        Orientation = TiffDirectory.Orientation(tiff);
        Colour = ExifColour.Of(tiff);
    }
}
