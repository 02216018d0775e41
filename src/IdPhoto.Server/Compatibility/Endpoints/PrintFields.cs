using IdPhoto.Documents;
using IdPhoto.Pictures;

namespace IdPhoto.Server.Compatibility.Endpoints;

/// <summary>Fields that several addresses take.</summary>
internal static class PrintFields
{
    /// <summary>Longest side of a photo, in pixels.</summary>
    public const int LongestSide = 3000;

    private const int UsualDpi = 300;

    /// <summary>Dots per inch, which is written to the file and changes no pixel.</summary>
    public static int Dpi(this FormFields fields) => fields.Integer("dpi", 1, ushort.MaxValue) ?? UsualDpi;

    /// <summary>Kilobytes of a JPEG; null for a PNG.</summary>
    public static int? Kilobytes(this FormFields fields) => fields.Integer("kb", 1, FileRule.HighestMinKb);

    /// <summary>Size of the photo in pixels.</summary>
    public static PixelSize PhotoSize(this FormFields fields) => new(fields.Integer("width", 1, LongestSide) ?? 295, fields.Integer("height", 1, LongestSide) ?? 413);
}
