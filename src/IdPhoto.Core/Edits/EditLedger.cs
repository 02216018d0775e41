using System.Globalization;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Pictures;

namespace IdPhoto.Edits;

/// <summary>Lists what was done to the pixels, so that every stage's report is worded in one place.</summary>
public static class EditLedger
{
    /// <summary>What decoding did beyond reading the stored values.</summary>
    /// <param name="decoded">The decoded photo.</param>
    public static IReadOnlyList<Edit> OfDecoding(Decoded decoded)
    {
        ArgumentNullException.ThrowIfNull(decoded);
        List<Edit> edits = [];
        if (decoded.WasConverted)
            edits.Add(new Edit(EditOperations.ConvertColours, $"from {decoded.ColourSpace} to sRGB"));
        if (decoded.BitsPerChannel > 8)
            edits.Add(new Edit(EditOperations.ReduceDepth, Text($"from {decoded.BitsPerChannel} to 8 bits a channel")));
        if (decoded.WasGrey)
            edits.Add(new Edit(EditOperations.ExpandGrey, "one channel repeated as three"));
        if (decoded.HadTransparency)
            edits.Add(new Edit(EditOperations.Flatten, "on white"));
        if (decoded.Header.ExifOrientation != 1)
            edits.Add(new Edit(EditOperations.Orient, Text($"by the file's tag {decoded.Header.ExifOrientation}, without loss")));
        return edits;
    }

    /// <summary>What making the page did.</summary>
    /// <param name="quarterTurns">Clockwise quarter turns, 0..3.</param>
    /// <param name="source">Size of the upright picture.</param>
    /// <param name="placement">Where the page lies in it.</param>
    /// <param name="background">The new background, or null.</param>
    public static IReadOnlyList<Edit> OfPage(int quarterTurns, PixelSize source, Placement placement, Colour? background)
    {
        ArgumentNullException.ThrowIfNull(placement);
        List<Edit> edits = [];
        if (quarterTurns != 0)
            edits.Add(new Edit(EditOperations.Turn, Text($"{90 * quarterTurns} degrees clockwise, without loss")));
        double width = placement.Size.Width * placement.Scale, height = placement.Size.Height * placement.Scale;
        edits.Add(new Edit(EditOperations.Crop, Text($"{width:0} x {height:0} of {source.Width} x {source.Height} px")));
        if (placement.RollDegrees != 0)
            edits.Add(new Edit(EditOperations.Level, Text($"{placement.RollDegrees:0.0} degrees")));
        if (placement.Scale != 1)
            edits.Add(new Edit(EditOperations.Scale, Text($"{1 / placement.Scale:0.000} x, Catmull-Rom, one resampling")));
        if (background is Colour colour)
            edits.Add(new Edit(EditOperations.ReplaceBackground, colour.Hex));
        return edits;
    }

    /// <summary>What reducing a whole picture did.</summary>
    /// <param name="from">Its size.</param>
    /// <param name="to">The size that it has now.</param>
    public static IReadOnlyList<Edit> OfReduction(PixelSize from, PixelSize to) => from == to
        ? []
        : [new Edit(EditOperations.Scale, Text($"{Math.Max((double)to.Width / from.Width, (double)to.Height / from.Height):0.000} x, Catmull-Rom, one resampling"))];

    /// <summary>What writing the file did.</summary>
    /// <param name="format">The file's format.</param>
    /// <param name="quality">The JPEG's quality, 30..100.</param>
    /// <param name="padding">Bytes of a comment that fill the file up to its floor.</param>
    public static IReadOnlyList<Edit> OfEncoding(FileFormat format, int quality, int padding)
    {
        string detail = format == FileFormat.Png ? "PNG, without loss" : Text($"JPEG, baseline, quality {quality}, 4:4:4");
        return [new Edit(EditOperations.Encode, detail), .. OfPadding(padding)];
    }

    /// <summary>What filling a file up did.</summary>
    /// <param name="padding">Bytes of a comment; 0 for none.</param>
    public static IReadOnlyList<Edit> OfPadding(int padding)
        => padding == 0 ? [] : [new Edit(EditOperations.Pad, Text($"a comment of {padding:N0} bytes, to reach the file's floor"))];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
