namespace IdPhoto.Drawing;

/// <summary>Divides a text into lines: at spaces, and in Chinese and Japanese between any two letters.</summary>
internal static class LineBreaks
{
    private const string NeverFirst = "，。、；：！？）》〉」』】〕〗’”…—·％℃%,.;:!?)";
    private const string NeverLast = "（《〈「『【〔〖‘“([";

    /// <summary>The lines of a text. A word that is wider than a line has one of its own.</summary>
    /// <param name="text">Words with spaces between them, of which those at a line's end are left out.</param>
    /// <param name="width">What a line may reach.</param>
    /// <param name="measure">How far a text reaches.</param>
    public static IEnumerable<string> Lines(string text, float width, Func<string, float> measure)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            string space = line.Length == 0 ? "" : " ";
            foreach (string piece in Pieces(word))
            {
                string longer = line + space + piece;
                if (line.Length > 0 && measure(longer) > width)
                {
                    yield return line;
                    longer = piece;
                }
                (line, space) = (longer, "");
            }
        }
        yield return line;
    }

    private static IEnumerable<string> Pieces(string word)
    {
        int start = 0;
        for (int i = 1; i < word.Length; i++)
        {
            if (!MayBreak(word[i - 1], word[i]))
                continue;
            yield return word[start..i];
            start = i;
        }
        yield return word[start..];
    }

    private static bool MayBreak(char before, char after)
        => (IsWide(before) || IsWide(after)) && !char.IsLowSurrogate(after) && !NeverFirst.Contains(after) && !NeverLast.Contains(before);

    // From radicals to full-width forms, without Hangul, which has spaces; rare letters are pairs.
    private static bool IsWide(char letter) => letter is (>= '\u2e80' and < '\uac00') or (>= '\uf900' and < '\ufb00') or (>= '\uff00' and < '\ufff0') || char.IsSurrogate(letter);
}
