using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>A line of text in one or two fonts, ready to be drawn.</summary>
/// <param name="Runs">The parts, each with its distance from the line's start.</param>
/// <param name="Width">How far the line reaches.</param>
/// <param name="Ink">What its letters cover, seen from the start of the base line.</param>
internal sealed record TextLine(IReadOnlyList<(SKTextBlob Run, float Left)> Runs, float Width, SKRect Ink) : IDisposable
{
    /// <summary>Draws it from a point on the base line.</summary>
    public void Draw(SKCanvas canvas, float x, float y, SKPaint paint)
    {
        foreach ((SKTextBlob run, float left) in Runs)
            canvas.DrawText(run, x + left, y, paint);
    }

    public void Dispose()
    {
        foreach ((SKTextBlob run, _) in Runs)
            run.Dispose();
    }
}
