using System.Globalization;

namespace IdPhoto.Cli.Folders;

/// <summary>
/// Names that some file system takes for the same: 'Me.jpg' and 'me.jpg', or an accented letter as one character and as a letter with
/// a mark after it (Unicode's NFC and NFD). Without the system's Unicode tables nothing can be normalised, so that any one character
/// beyond ASCII and any letter with marks pass for each other: rather too many names are called alike than too few.
/// </summary>
internal sealed class AlikeNames : IEqualityComparer<string>
{
    public static AlikeNames Comparer { get; } = new();

    public bool Equals(string? x, string? y)
    {
        if (x is null || y is null)
            return x == y;
        int i = 0, j = 0;
        while (i < x.Length && j < y.Length)
        {
            ReadOnlySpan<char> a = Letter(x, i), b = Letter(y, j);
            if (!a.Equals(b, StringComparison.OrdinalIgnoreCase) && !MayBeAlike(a, b))
                return false;
            (i, j) = (i + a.Length, j + b.Length);
        }
        return i == x.Length && j == y.Length;
    }

    public int GetHashCode(string obj)
    {
        HashCode hash = default;
        for (int i = 0; i < obj.Length;)
        {
            ReadOnlySpan<char> letter = Letter(obj, i);
            hash.Add(letter.Length > 1 || MayBeComposed(letter) ? '\0' : char.ToUpperInvariant(letter[0]));
            i += letter.Length;
        }
        return hash.ToHashCode();
    }

    private static ReadOnlySpan<char> Letter(string name, int at)
    {
        int end = at + 1;
        while (end < name.Length && IsMark(name[end]))
            end++;
        return name.AsSpan(at, end - at);
    }

    // Of two letters with one mark each it is seen whether they are the same; several marks have several orders.
    private static bool MayBeAlike(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
        => (a.Length > 1 || MayBeComposed(a)) && (b.Length > 1 || MayBeComposed(b)) && Math.Max(a.Length, b.Length) > 1 && (a.Length != 2 || b.Length != 2);

    // Marks, and the vowels and ends of Korean syllables that are written in parts.
    private static bool IsMark(char c) => c is >= '\u1160' and <= '\u11ff' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    // Chinese characters have no parts.
    private static bool MayBeComposed(ReadOnlySpan<char> letter) => letter is [> '\x7f' and not (>= '\u4e00' and <= '\u9fff')];
}
