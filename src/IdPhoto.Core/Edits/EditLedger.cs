using IdPhoto.Borders;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Messages;
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
            edits.Add(new Edit(EditOperations.ConvertColours, Message.Of("edits.converted", ("from", ColourSpaceName.Phrase(decoded.ColourSpace)))));
        if (decoded.BitsPerChannel > 8)
            edits.Add(new Edit(EditOperations.ReduceDepth, Message.Of("edits.depth-reduced", ("from", decoded.BitsPerChannel))));
        if (decoded.WasGrey)
            edits.Add(new Edit(EditOperations.ExpandGrey, Message.Of("edits.grey-expanded")));
        if (decoded.HadTransparency)
            edits.Add(new Edit(EditOperations.Flatten, Message.Of("edits.flattened")));
        if (decoded.Header.ExifOrientation != 1)
            edits.Add(new Edit(EditOperations.Orient, Message.Of("edits.oriented", ("tag", decoded.Header.ExifOrientation))));
        return edits;
    }

    /// <summary>What leaving a border out did.</summary>
    /// <param name="border">The border.</param>
    public static IReadOnlyList<Edit> OfBorder(PictureBorder border)
    {
        ArgumentNullException.ThrowIfNull(border);
        return border.Any ? [new Edit(EditOperations.Crop, Message.Of("edits.border-left-out", ("sides", border.Sides)))] : [];
    }

    /// <summary>What making the page did.</summary>
    /// <param name="quarterTurns">Clockwise quarter turns, 0..3.</param>
    /// <param name="source">Size of the upright picture.</param>
    /// <param name="placement">Where the page lies in it.</param>
    /// <param name="background">The new background, or null.</param>
    /// <param name="strokes">How many strokes corrected the cut-out by hand; they change nothing where the background is kept.</param>
    /// <param name="ownMatte">Whether the person was cut out by the file's own transparency.</param>
    /// <param name="transparent">Whether the background was left out.</param>
    public static IReadOnlyList<Edit> OfPage(
        int quarterTurns, PixelSize source, Placement placement, Colour? background, int strokes = 0, bool ownMatte = false, bool transparent = false)
    {
        ArgumentNullException.ThrowIfNull(placement);
        List<Edit> edits = [];
        if (quarterTurns != 0)
            edits.Add(new Edit(EditOperations.Turn, Message.Of("edits.turned", ("angle", Argument.Quantity(90 * quarterTurns, Units.Degrees, 0)))));
        double width = placement.Size.Width * placement.Scale, height = placement.Size.Height * placement.Scale;
        edits.Add(new Edit(EditOperations.Crop, Message.Of("edits.cropped", ("part", Argument.Size(width, height, 0)), ("whole", Argument.Size(source.Width, source.Height)))));
        if (placement.RollDegrees != 0)
            edits.Add(new Edit(EditOperations.Level, Message.Of("edits.levelled", ("angle", Argument.Quantity(placement.RollDegrees, Units.Degrees, 1)))));
        if (placement.Scale != 1)
            edits.Add(new Edit(EditOperations.Scale, Message.Of("edits.scaled", ("factor", Argument.Quantity(1 / placement.Scale, Units.Times, 3)))));
        if (background is Colour colour)
            edits.Add(new Edit(EditOperations.ReplaceBackground, transparent ? Message.Of("edits.background-transparent") : Replaced(colour, ownMatte)));
        if (background is not null && strokes > 0)
            edits.Add(new Edit(EditOperations.RetouchCutout, Message.Of("edits.cutout-retouched", ("strokes", strokes))));
        return edits;
    }

    /// <summary>What mirroring the page did.</summary>
    internal static Edit OfMirroring() => new(EditOperations.Mirror, Message.Of("edits.mirrored"));

    private static Message Replaced(Colour colour, bool ownMatte) => ownMatte
        ? Message.Of("edits.background-replaced-by-transparency", ("colour", colour.Hex))
        : Message.Of("edits.background-replaced", ("colour", colour.Hex));

    /// <summary>What reducing a whole picture did.</summary>
    /// <param name="from">Its size.</param>
    /// <param name="to">The size that it has now.</param>
    public static IReadOnlyList<Edit> OfReduction(PixelSize from, PixelSize to) => from == to
        ? []
        : [new Edit(EditOperations.Scale, Message.Of("edits.scaled", ("factor", Argument.Quantity(Math.Max((double)to.Width / from.Width, (double)to.Height / from.Height), Units.Times, 3))))];

    /// <summary>What writing the file did.</summary>
    /// <param name="format">The file's format.</param>
    /// <param name="quality">The JPEG's quality, 30..100.</param>
    /// <param name="padding">Bytes of a comment that fill the file up to its floor.</param>
    public static IReadOnlyList<Edit> OfEncoding(FileFormat format, int quality, int padding)
    {
        Message detail = format == FileFormat.Png ? Message.Of("edits.encoded-png") : Message.Of("edits.encoded-jpeg", ("quality", quality));
        return [new Edit(EditOperations.Encode, detail), .. OfPadding(padding)];
    }

    /// <summary>What filling a file up did.</summary>
    /// <param name="padding">Bytes of a comment; 0 for none.</param>
    public static IReadOnlyList<Edit> OfPadding(int padding)
        => padding == 0 ? [] : [new Edit(EditOperations.Pad, Message.Of("edits.padded", ("bytes", padding)))];
}
