namespace IdPhoto.Printing;

/// <summary>Puts packed photos into the middle of the paper, and the scale bar where it takes nothing from them.</summary>
internal static class NotePlacer
{
    /// <summary>Bar and words in one line, and one below the other, in millimetres.</summary>
    public static readonly MmSize OneLine = new(99, 2);

    /// <inheritdoc cref="OneLine"/>
    public static readonly MmSize TwoLines = new(50, 4.5);

    /// <summary>Room between the bar and the photos.</summary>
    private const double Distance = 1;

    /// <summary>Wider margins than this may hold the bar: printers leave no more than that blank.</summary>
    private const double PrinterMargin = 3;

    public static SheetLayout Place(Packing packing, MmSize paper, SheetMargins margins, double gap, bool scaleBar)
    {
        PlacedSheet sheet = (scaleBar ? WithNote(packing, paper, margins) : null) ?? Centred(packing, Inside(paper, margins), null);
        return new SheetLayout { Paper = paper, GapMm = gap, Photos = sheet.Photos, Note = sheet.Note };
    }

    private static PlacedSheet? WithNote(Packing packing, MmSize paper, SheetMargins margins)
        => Strip(packing, paper, margins, OneLine, oneLine: true)
            ?? Strip(packing, paper, margins, TwoLines, oneLine: false)
            ?? Hole(packing, paper, margins, OneLine, oneLine: true)
            ?? Hole(packing, paper, margins, TwoLines, oneLine: false);

    /// <summary>Below all photos, or turned to their right; inside the margin if possible, otherwise in it.</summary>
    private static PlacedSheet? Strip(Packing packing, MmSize paper, SheetMargins margins, MmSize note, bool oneLine)
        => Below(packing, paper, margins, margins, note, oneLine)
            ?? Beside(packing, paper, margins, margins, note, oneLine)
            ?? Below(packing, paper, margins, Printable(margins), note, oneLine)
            ?? Beside(packing, paper, margins, Printable(margins), note, oneLine);

    private static SheetMargins Printable(SheetMargins margins) => new(Math.Min(margins.Sides, PrinterMargin), Math.Min(margins.Ends, PrinterMargin));

    private static PlacedSheet? Below(Packing packing, MmSize paper, SheetMargins margins, SheetMargins noteMargins, MmSize note, bool oneLine)
    {
        double top = paper.Height - noteMargins.Ends - note.Height;
        MmBox room = Inside(paper, margins);
        room = room with { Height = Math.Min(room.Bottom, top - Distance) - room.Y };
        bool fits = packing.Height <= room.Height + MmBox.Tolerance && note.Width <= paper.Width - (2 * noteMargins.Sides) + MmBox.Tolerance;
        return fits ? Centred(packing, room, new PlacedNote(new MmBox((paper.Width - note.Width) / 2, top, note.Width, note.Height), false, oneLine)) : null;
    }

    private static PlacedSheet? Beside(Packing packing, MmSize paper, SheetMargins margins, SheetMargins noteMargins, MmSize note, bool oneLine)
    {
        double left = paper.Width - noteMargins.Sides - note.Height;
        MmBox room = Inside(paper, margins);
        room = room with { Width = Math.Min(room.Right, left - Distance) - room.X };
        bool fits = packing.Width <= room.Width + MmBox.Tolerance && note.Width <= paper.Height - (2 * noteMargins.Ends) + MmBox.Tolerance;
        return fits ? Centred(packing, room, new PlacedNote(new MmBox(left, (paper.Height - note.Width) / 2, note.Height, note.Width), true, oneLine)) : null;
    }

    /// <summary>In what the rows leave free; right of a photo and below another are the corners where a hole can begin.</summary>
    private static PlacedSheet? Hole(Packing packing, MmSize paper, SheetMargins margins, MmSize note, bool oneLine)
    {
        MmBox inside = Inside(paper, margins);
        double[] rights = [0, .. packing.Photos.Select(photo => photo.Place.Right + Distance).Distinct().Order()];
        double[] bottoms = [0, .. packing.Photos.Select(photo => photo.Place.Bottom + Distance).Distinct().Order()];
        foreach (double y in bottoms)
            foreach (double x in rights)
                foreach (bool turned in (bool[])[false, true])
                {
                    MmBox place = turned ? new MmBox(x, y, note.Height, note.Width) : new MmBox(x, y, note.Width, note.Height);
                    bool inArea = place.Right <= inside.Width + MmBox.Tolerance && place.Bottom <= inside.Height + MmBox.Tolerance;
                    if (inArea && !packing.Photos.Any(photo => photo.Place.Grown(Distance).Overlaps(place)))
                        return Centred(packing, inside, new PlacedNote(place, turned, oneLine), moveNote: true);
                }
        return null;
    }

    private static MmBox Inside(MmSize paper, SheetMargins margins)
        => new(margins.Sides, margins.Ends, paper.Width - (2 * margins.Sides), paper.Height - (2 * margins.Ends));

    private static PlacedSheet Centred(Packing packing, MmBox room, PlacedNote? note, bool moveNote = false)
    {
        double width = moveNote ? Math.Max(packing.Width, note!.Place.Right) : packing.Width;
        double height = moveNote ? Math.Max(packing.Height, note!.Place.Bottom) : packing.Height;
        (double x, double y) = (room.X + ((room.Width - width) / 2), room.Y + ((room.Height - height) / 2));
        PlacedPhoto[] photos = [.. packing.Photos.Select(photo => photo with { Place = photo.Place.Moved(x, y) })];
        return new PlacedSheet(photos, moveNote ? note! with { Place = note.Place.Moved(x, y) } : note);
    }

    private sealed record PlacedSheet(IReadOnlyList<PlacedPhoto> Photos, PlacedNote? Note);
}
