using IdPhoto.Documents;
using IdPhoto.Edits;

namespace IdPhoto.Exporting;

/// <summary>How a finished photo is written.</summary>
/// <param name="Format">The format.</param>
/// <param name="Dpi">Dots per inch, 1..65535.</param>
/// <param name="Size">How many bytes it may have.</param>
public sealed record FileTarget(FileFormat Format, int Dpi, FileSizeRange Size);

/// <summary>A written file.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Format">Its format.</param>
/// <param name="Quality">The JPEG's quality, 30..100; 100 for PNG, which loses nothing.</param>
/// <param name="Padding">Bytes of it that only fill it up to its floor.</param>
public sealed record EncodedFile(byte[] Bytes, FileFormat Format, int Quality, int Padding)
{
    /// <summary>What writing did.</summary>
    public IReadOnlyList<Edit> Edits => EditLedger.OfEncoding(Format, Quality, Padding);
}
