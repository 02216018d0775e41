using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Studio;

/// <summary>What is asked of a photo file.</summary>
public sealed record IdPhotoOptions
{
    /// <summary>Background, resolution, force.</summary>
    public MakeOptions Make { get; init; } = new();

    /// <summary>Most kilobytes (1000 bytes); null takes the document's limit.</summary>
    public int? MaxKb { get; init; }

    /// <summary>The file's format; null takes the document's.</summary>
    public FileFormat? Format { get; init; }
}

/// <summary>A finished photo as a file.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Format">Its format.</param>
/// <param name="Photo">The page and its measures.</param>
/// <param name="SourceSize">Size of the upright source.</param>
/// <param name="FaceCount">Faces found in the source.</param>
public sealed record IdPhotoFile(byte[] Bytes, FileFormat Format, MadePhoto Photo, PixelSize SourceSize, int FaceCount);
