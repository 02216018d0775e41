namespace IdPhoto.Printing;

/// <summary>A straight line on a sheet, in millimetres.</summary>
/// <param name="Line">From where to where.</param>
/// <param name="WidthMm">How wide; its ends are cut square.</param>
/// <param name="Grey">0 black .. 255 white.</param>
internal readonly record struct InkLine(MmLine Line, double WidthMm, byte Grey);

/// <summary>Words on a sheet, in millimetres.</summary>
/// <param name="X">Where they begin.</param>
/// <param name="Y">Their base line.</param>
/// <param name="EmMm">Height of the letters' em square.</param>
/// <param name="Turned">Whether they read from top to bottom.</param>
/// <param name="Text">The words.</param>
internal sealed record InkText(double X, double Y, double EmMm, bool Turned, string Text);

/// <summary>All that is drawn on a sheet besides the photos, ready for any pen: cut marks, the scale bar and its words.</summary>
/// <param name="Lines">The lines.</param>
/// <param name="Text">The words; null where there is no scale bar.</param>
internal sealed record SheetInk(IReadOnlyList<InkLine> Lines, InkText? Text)
{
    /// <summary>What stands at the scale bar; it fits into the room that <see cref="PlacedNote"/> has for it.</summary>
    public const string Words = "50 mm: print at 100 %, not fitted to the page";

    /// <summary>Height of the letters' em square: 6 points, the smallest that is read without trouble.</summary>
    public const double EmMm = 2.15;

    private const byte MarkGrey = 0x80;
    private const double Tick = 2;
    private const double SmallTick = 1;
    private const int TickEveryMm = 10;
    private const double BarLine = 0.2;
    private const double WordsBesideBar = 52;

    /// <summary>The ink of a sheet.</summary>
    /// <param name="layout">The sheet.</param>
    public static SheetInk Of(SheetLayout layout)
    {
        IEnumerable<InkLine> cuts = layout.Cuts.Select(cut => new InkLine(cut, CutMarks.LineMm, MarkGrey));
        if (layout.Note is not { } note)
            return new SheetInk([.. cuts], null);
        (double x, double y) = note.OneLine ? (WordsBesideBar, 1.6) : (0, 4.0);
        MmLine at = Placed(note, new MmLine(x, y, x, y));
        return new SheetInk([.. cuts, .. Bar().Select(line => new InkLine(Placed(note, line), BarLine, 0))], new InkText(at.X1, at.Y1, EmMm, note.Turned, Words));
    }

    private static IEnumerable<MmLine> Bar()
    {
        yield return new MmLine(0, Tick / 2, PlacedNote.BarMm, Tick / 2);
        for (int mm = 0; mm <= PlacedNote.BarMm; mm += TickEveryMm)
        {
            double half = (mm is 0 or (int)PlacedNote.BarMm ? Tick : SmallTick) / 2;
            yield return new MmLine(mm, (Tick / 2) - half, mm, (Tick / 2) + half);
        }
    }

    // A turned note reads downwards from its upper right corner.
    private static MmLine Placed(PlacedNote note, MmLine line) => note.Turned
        ? new MmLine(note.Place.Right - line.Y1, note.Place.Y + line.X1, note.Place.Right - line.Y2, note.Place.Y + line.X2)
        : new MmLine(note.Place.X + line.X1, note.Place.Y + line.Y1, note.Place.X + line.X2, note.Place.Y + line.Y2);
}
