using IdPhoto.Words;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>The font that is drawn with: one of our own, so that text is the same on every machine. Thread-safe.</summary>
public static class DrawingFont
{
    private const string Resource = "IdPhoto.Drawing.Regular";

    private static readonly Lazy<SKTypeface> Shared = new(Load);

    /// <summary>Source Sans 3 Regular: Latin with accents, Greek and Cyrillic. Shared by all; not to be disposed of.</summary>
    public static SKTypeface Typeface => Shared.Value;

    /// <summary>The font at a size, unhinted and smoothed in grey, so that letters keep their shape at every scale and turn.</summary>
    /// <param name="size">Height of the em square in the canvas's units, above 0.</param>
    /// <returns>A font that the caller disposes of.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is not above 0.</exception>
    public static SKFont Create(float size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return new SKFont(Typeface, size)
        {
            Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.None,
            Subpixel = true,
        };
    }

    /// <summary>The same sentences, or English ones where the language's script is not in the font.</summary>
    internal static Sentences Writes(Sentences words)
    {
        ArgumentNullException.ThrowIfNull(words);
        using SKFont font = Create(1);
        return words.Language.Name.All(letter => font.ContainsGlyph(letter)) ? words : Sentences.In(Languages.English, words.Place);
    }

    private static SKTypeface Load()
    {
        using Stream stream = typeof(DrawingFont).Assembly.GetManifestResourceStream(Resource)!;
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
