using IdPhoto.Words;
using SkiaSharp;

namespace IdPhoto.Drawing;

/// <summary>The fonts that are drawn with: some of our own, so that text is the same on every machine. Thread-safe.</summary>
public static class DrawingFont
{
    private static readonly Lazy<SKTypeface> Shared = new(() => Load("IdPhoto.Drawing.Regular"));

    // Megabytes that most processes never need: loaded by the first text that Source Sans cannot write.
    private static readonly Lazy<SKTypeface> SharedChinese = new(() => Load("IdPhoto.Drawing.Chinese"));

    /// <summary>Source Sans 3 Regular: Latin with accents, Greek and Cyrillic. Shared by all; not to be disposed of.</summary>
    public static SKTypeface Typeface => Shared.Value;

    /// <summary>Noto Sans SC Regular: Chinese, kana, and Latin letters that are drawn to stand beside them. Shared by all; not to be disposed of.</summary>
    internal static SKTypeface Chinese => SharedChinese.Value;

    /// <summary>Source Sans at a size, unhinted and smoothed in grey, so that letters keep their shape at every scale and turn.</summary>
    /// <param name="size">Height of the em square in the canvas's units, above 0.</param>
    /// <returns>A font that the caller disposes of.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The size is not above 0.</exception>
    public static SKFont Create(float size) => Create(Typeface, size);

    /// <summary>The same for another of the fonts.</summary>
    internal static SKFont Create(SKTypeface typeface, float size)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        return new SKFont(typeface, size)
        {
            Edging = SKFontEdging.Antialias,
            Hinting = SKFontHinting.None,
            Subpixel = true,
        };
    }

    /// <summary>The same sentences, or English ones where the language's script is in no font.</summary>
    internal static Sentences Writes(Sentences words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return TextFonts.CanWrite(words.Language.Name) ? words : Sentences.In(Languages.English, words.Place);
    }

    private static SKTypeface Load(string resource)
    {
        using Stream stream = typeof(DrawingFont).Assembly.GetManifestResourceStream(resource)!;
        using SKData data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    }
}
