using System.Text;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>The fonts of one text at one size: whatever is drawn is measured and set here.</summary>
internal sealed class TextFonts : IDisposable
{
    private readonly SKFont _main;
    private readonly SKFont? _other;

    private TextFonts(SKFont main, SKFont? other) => (_main, _other) = (main, other);

    /// <summary>Source Sans alone where it has all letters or no font has the others. Chinese text is in Noto Sans SC with its digits and Latin
    /// letters, which are drawn to stand beside Chinese; letters that it lacks are taken from Source Sans, as high as its own.</summary>
    /// <param name="text">All of the text, of which lines may be set, so that they look alike.</param>
    /// <param name="size">Height of the em square, above 0.</param>
    public static TextFonts For(string text, float size)
    {
        SKFont latin = DrawingFont.Create(size);
        if (latin.ContainsGlyphs(text))
            return new TextFonts(latin, null);
        SKFont chinese = DrawingFont.Create(DrawingFont.Chinese, size);
        if (!text.EnumerateRunes().Any(rune => !latin.ContainsGlyph(rune.Value) && chinese.ContainsGlyph(rune.Value)))
        {
            chinese.Dispose();
            return new TextFonts(latin, null);
        }
        latin.Size *= chinese.Metrics.CapHeight / latin.Metrics.CapHeight;
        return new TextFonts(chinese, latin);
    }

    /// <summary>Whether the fonts have every letter of a text.</summary>
    public static bool CanWrite(string text)
    {
        using TextFonts fonts = For(text, 1);
        return text.EnumerateRunes().All(rune => fonts._main.ContainsGlyph(rune.Value) || fonts._other?.ContainsGlyph(rune.Value) == true);
    }

    /// <summary>How far a line reaches.</summary>
    public float Width(string line)
    {
        float width = 0;
        foreach ((string run, SKFont font) in Runs(line))
            width += font.MeasureText(run);
        return width;
    }

    /// <summary>A line that is ready to be drawn, once or often.</summary>
    public TextLine Set(string line)
    {
        List<(SKTextBlob Run, float Left)> runs = [];
        float width = 0;
        SKRect ink = SKRect.Empty;
        foreach ((string run, SKFont font) in Runs(line))
        {
            float advance = font.MeasureText(run, out SKRect bounds);
            // A blank has no ink, wherever it stands.
            if (!bounds.IsEmpty)
            {
                bounds.Offset(width, 0);
                ink = ink.IsEmpty ? bounds : SKRect.Union(ink, bounds);
            }
            runs.Add((SKTextBlob.Create(run, font)!, width));
            width += advance;
        }
        return new TextLine(runs, width, ink);
    }

    /// <summary>Draws a line once.</summary>
    public void Draw(SKCanvas canvas, string line, float x, float y, SKPaint paint)
    {
        using TextLine set = Set(line);
        set.Draw(canvas, x, y, paint);
    }

    public void Dispose()
    {
        _main.Dispose();
        _other?.Dispose();
    }

    private IEnumerable<(string Run, SKFont Font)> Runs(string line)
    {
        if (_other is null)
            return line.Length == 0 ? [] : [(line, _main)];
        return Mixed(line, _other);
    }

    private IEnumerable<(string Run, SKFont Font)> Mixed(string line, SKFont other)
    {
        StringBuilder run = new();
        SKFont font = _main;
        foreach (Rune rune in line.EnumerateRunes())
        {
            SKFont next = !_main.ContainsGlyph(rune.Value) && other.ContainsGlyph(rune.Value) ? other : _main;
            if (next != font && run.Length > 0)
            {
                yield return (run.ToString(), font);
                run.Clear();
            }
            font = next;
            run.Append(rune.ToString());
        }
        if (run.Length > 0)
            yield return (run.ToString(), font);
    }
}
