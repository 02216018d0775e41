using System.Security.Cryptography;

namespace IdPhoto.Server.Letters;

/// <summary>The name of a letter, short enough to be read out on the telephone: two groups of four, such as 7KQ2-M9XD.</summary>
internal static class LetterReference
{
    /// <summary>Crockford's Base32: no I, L, O and U, which are taken for other signs.</summary>
    private const string Signs = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private const int Length = 8;

    /// <summary>A random one, of 40 bits.</summary>
    public static string Random() => Grouped(RandomNumberGenerator.GetString(Signs, Length));

    /// <summary>Reads what a person typed, in any case, with or without the hyphen; null where it is none.</summary>
    public static string? Parse(string? text)
    {
        string signs = (text ?? "").Trim().Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        return signs.Length == Length && signs.All(Signs.Contains) ? Grouped(signs) : null;
    }

    private static string Grouped(string signs) => $"{signs[..4]}-{signs[4..]}";
}
