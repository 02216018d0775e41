namespace IdPhoto.Printing;

/// <summary>Where to cut. Marks lie outside the photos: cutting along their inner side leaves each photo at its size to a tenth of a millimetre.</summary>
internal static class CutMarks
{
    /// <summary>Width of a mark, in millimetres.</summary>
    public const double LineMm = 0.1;

    /// <summary>How far marks at a corner reach outwards.</summary>
    private const double Reach = 3;

    /// <summary>Corner marks begin this far from a photo, so that a cut that is a little off does not leave them on it.</summary>
    private const double Clearance = 0.3;

    /// <summary>From a photo's edge to the middle of its line: a sliver of paper keeps the two apart, whatever a printer rounds.</summary>
    private const double Offset = 0.1;

    private const double Half = LineMm / 2;

    /// <summary>The marks of a sheet.</summary>
    /// <param name="layout">The sheet; its own marks are not looked at.</param>
    /// <param name="style">What is wanted.</param>
    public static IReadOnlyList<MmLine> Of(SheetLayout layout, CutMarkStyle style)
    {
        ArgumentNullException.ThrowIfNull(layout);
        if (style == CutMarkStyle.None)
            return [];
        IEnumerable<MmLine> corners = layout.Photos.SelectMany(photo => Corners(photo.Place)).SelectMany(line => Free(line, layout, Clearance));
        IEnumerable<MmLine> frames = style == CutMarkStyle.Corners ? [] : layout.Photos.SelectMany(photo => Frame(photo.Place)).SelectMany(line => Free(line, layout, Half));
        return [.. frames.Concat(corners).Distinct()];
    }

    private static IEnumerable<MmLine> Frame(MmBox photo)
    {
        MmBox line = photo.Grown(Offset);
        yield return new MmLine(line.X, line.Y, line.Right, line.Y);
        yield return new MmLine(line.X, line.Bottom, line.Right, line.Bottom);
        yield return new MmLine(line.X, line.Y, line.X, line.Bottom);
        yield return new MmLine(line.Right, line.Y, line.Right, line.Bottom);
    }

    private static IEnumerable<MmLine> Corners(MmBox photo)
    {
        MmBox line = photo.Grown(Offset);
        foreach (double y in (double[])[line.Y, line.Bottom])
        {
            yield return new MmLine(photo.X - Reach, y, photo.X - Clearance, y);
            yield return new MmLine(photo.Right + Clearance, y, photo.Right + Reach, y);
        }
        foreach (double x in (double[])[line.X, line.Right])
        {
            yield return new MmLine(x, photo.Y - Reach, x, photo.Y - Clearance);
            yield return new MmLine(x, photo.Bottom + Clearance, x, photo.Bottom + Reach);
        }
    }

    /// <summary>What is left of a line outside the photos, the scale bar and the paper's end.</summary>
    private static IEnumerable<MmLine> Free(MmLine line, SheetLayout layout, double clearance)
    {
        bool level = line.Y1 == line.Y2;
        double across = level ? line.Y1 : line.X1;
        (double end, double breadth) = level ? (layout.Paper.Width, layout.Paper.Height) : (layout.Paper.Height, layout.Paper.Width);
        if (across < 0 || across > breadth)
            return [];
        List<(double From, double To)> free = [(Math.Max(0, level ? line.X1 : line.Y1), Math.Min(end, level ? line.X2 : line.Y2))];
        foreach (MmBox box in layout.Photos.Select(photo => photo.Place.Grown(clearance)).Concat(NoteOf(layout)))
        {
            (double low, double high) = level ? (box.Y, box.Bottom) : (box.X, box.Right);
            if (across > low + MmBox.Tolerance && across < high - MmBox.Tolerance)
                free = [.. free.SelectMany(part => Without(part, level ? box.X : box.Y, level ? box.Right : box.Bottom))];
        }
        return free.Where(part => part.To - part.From > LineMm).Select(part => level ? new MmLine(part.From, across, part.To, across) : new MmLine(across, part.From, across, part.To));
    }

    private static IEnumerable<MmBox> NoteOf(SheetLayout layout) => layout.Note is { } note ? [note.Place.Grown(2 * Clearance)] : [];

    private static IEnumerable<(double From, double To)> Without((double From, double To) part, double from, double to)
    {
        if (part.From < from - MmBox.Tolerance)
            yield return (part.From, Math.Min(part.To, from));
        if (part.To > to + MmBox.Tolerance)
            yield return (Math.Max(part.From, to), part.To);
    }
}
