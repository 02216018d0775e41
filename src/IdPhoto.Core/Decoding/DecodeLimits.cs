namespace IdPhoto.Decoding;

/// <summary>How much a photo may ask for. Every limit is checked on the file's header, before a pixel is decoded.</summary>
public sealed record DecodeLimits
{
    private readonly int _maxBytes = 25 * 1024 * 1024;
    private readonly long _maxPixels = 100_000_000;
    private readonly int _minSide = 32;

    /// <summary>The limits used where none are given.</summary>
    public static DecodeLimits Default { get; } = new();

    /// <summary>Largest file, in bytes. Default 25 MiB (26,214,400); from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int MaxBytes
    {
        get => _maxBytes;
        init => _maxBytes = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>Largest width times height. Default 100 million; 1..700 million, what one array of RGB can hold.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public long MaxPixels
    {
        get => _maxPixels;
        init => _maxPixels = value is >= 1 and <= 700_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>Smallest width and smallest height, in pixels. Default 32, below which no face can be found; from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int MinSide
    {
        get => _minSide;
        init => _minSide = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }
}
