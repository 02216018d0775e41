namespace IdPhoto.Decoding;

/// <summary>The picture formats that are read.</summary>
public enum FileKind
{
    /// <summary>JPEG, also with several pictures in one file: the first is read.</summary>
    Jpeg,

    /// <summary>PNG; of an animation the still picture.</summary>
    Png,

    /// <summary>WebP, lossy or lossless; of an animation the first frame.</summary>
    WebP,

    /// <summary>AVIF: AV1 in an ISO media file.</summary>
    Avif,

    /// <summary>HEIC: HEVC in an ISO media file, what iPhones save.</summary>
    Heic,

    /// <summary>TIFF; the first page.</summary>
    Tiff,

    /// <summary>Windows bitmap; its headers alone, by preflight, for a document that takes one.</summary>
    Bmp,
}
