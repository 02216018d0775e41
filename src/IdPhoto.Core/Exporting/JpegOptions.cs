using IdPhoto.Documents;

namespace IdPhoto.Exporting;

/// <summary>How a photo is written as JPEG.</summary>
public sealed record JpegOptions
{
    /// <summary>Below this quality a face shows blocks; no size is worth that.</summary>
    public const int LowestQuality = 30;

    private readonly int _dpi = 300;
    private readonly int _quality = 95;
    private readonly int? _maxBytes;
    private readonly int _minBytes;
    private readonly int _minPictureBytes;

    /// <summary>Dots per inch, written to the file. Default 300; 1..65535.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int Dpi
    {
        get => _dpi;
        init => _dpi = value is >= 1 and <= ushort.MaxValue ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>Quality where size does not matter, and the highest that is tried to keep below <see cref="MaxBytes"/>. Default 95; 30..100.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int Quality
    {
        get => _quality;
        init => _quality = value is >= LowestQuality and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>Largest file, in bytes; null for any size. From 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 1.</exception>
    public int? MaxBytes
    {
        get => _maxBytes;
        init => _maxBytes = value is null or >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>Smallest file, in bytes: quality is raised to reach it, then a comment is added. Default 0; at most <see cref="MaxBytes"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public int MinBytes
    {
        get => _minBytes;
        init => _minBytes = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>Smallest file without filler, in bytes: quality is raised to reach it, as far as that goes. Default 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0.</exception>
    public int MinPictureBytes
    {
        get => _minPictureBytes;
        init => _minPictureBytes = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    /// <summary>The bytes that 'at most N KB' allows on every portal.</summary>
    /// <param name="kilobytes">1..<see cref="FileRule.HighestMaxKb"/>.</param>
    /// <returns>N times 1000: portals count a kilobyte as 1000 or as 1024 bytes, and the smaller satisfies both.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public static int BytesOf(int kilobytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(kilobytes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(kilobytes, FileRule.HighestMaxKb);
        return kilobytes * 1000;
    }
}
