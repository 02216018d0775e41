using IdPhoto.Printing;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>Draws what is on a sheet besides the photos, on a canvas whose unit is the millimetre.</summary>
internal static class SheetPainter
{
    /// <summary>What stands at the scale bar; it fits into the room that <see cref="PlacedNote"/> has for it.</summary>
    public const string Words = "50 mm: print at 100 %, not fitted to the page";

    /// <summary>Height of the letters' em square: 6 points, the smallest that is read without trouble.</summary>
    public const float EmMm = 2.15f;

    private const float Tick = 2;
    private const float SmallTick = 1;
    private const int TickEveryMm = 10;
    private const float BarLine = 0.2f;
    private const float WordsBesideBar = 52;

    private static readonly SKColor MarkColour = new(0x80, 0x80, 0x80);

    public static void Draw(SKCanvas canvas, SheetLayout layout)
    {
        using SKPaint mark = Pen(MarkColour, (float)CutMarks.LineMm);
        foreach (MmLine cut in layout.Cuts)
            canvas.DrawLine((float)cut.X1, (float)cut.Y1, (float)cut.X2, (float)cut.Y2, mark);
        if (layout.Note is { } note)
            DrawNote(canvas, note);
    }

    private static void DrawNote(SKCanvas canvas, PlacedNote note)
    {
        canvas.Save();
        canvas.Translate((float)(note.Turned ? note.Place.Right : note.Place.X), (float)note.Place.Y);
        if (note.Turned)
            canvas.RotateDegrees(90);
        DrawBar(canvas);
        using SKFont font = DrawingFont.Create(EmMm);
        using SKPaint ink = new() { Color = SKColors.Black, IsAntialias = true };
        SKPoint at = note.OneLine ? new SKPoint(WordsBesideBar, 1.6f) : new SKPoint(0, 4);
        canvas.DrawText(Words, at.X, at.Y, SKTextAlign.Left, font, ink);
        canvas.Restore();
    }

    private static void DrawBar(SKCanvas canvas)
    {
        using SKPaint pen = Pen(SKColors.Black, BarLine);
        canvas.DrawLine(0, Tick / 2, (float)PlacedNote.BarMm, Tick / 2, pen);
        for (int mm = 0; mm <= PlacedNote.BarMm; mm += TickEveryMm)
        {
            float half = (mm is 0 or (int)PlacedNote.BarMm ? Tick : SmallTick) / 2;
            canvas.DrawLine(mm, (Tick / 2) - half, mm, (Tick / 2) + half, pen);
        }
    }

    private static SKPaint Pen(SKColor colour, float width)
        => new() { Color = colour, StrokeWidth = width, Style = SKPaintStyle.Stroke, IsAntialias = true };
}
