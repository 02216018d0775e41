namespace IdPhoto.Words;

/// <summary>Keeps text of one direction from disturbing a sentence of the other (Unicode TR 9, isolates).</summary>
internal static class Bidirectional
{
    private const char FirstStrongIsolate = '\u2068', PopIsolate = '\u2069';

    /// <summary>Text for a sentence: isolated where the directions may differ.</summary>
    public static string Isolate(string text, bool rightToLeft)
        => text.Length > 0 && (rightToLeft || text.Any(IsRightToLeft)) ? $"{FirstStrongIsolate}{text}{PopIsolate}" : text;

    // Hebrew to Arabic Extended-A, and the presentation forms.
    private static bool IsRightToLeft(char letter) => letter is (>= '\u0590' and <= '\u08ff') or (>= '\ufb1d' and <= '\ufdff') or (>= '\ufe70' and <= '\ufeff');
}
