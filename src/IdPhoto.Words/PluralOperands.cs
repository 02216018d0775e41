namespace IdPhoto.Words;

/// <summary>A number as plural rules see it: by what is written, not by what it is worth (Unicode TR 35, part 3).</summary>
/// <param name="Number">The absolute value as written.</param>
/// <param name="Whole">Its whole part.</param>
/// <param name="Decimals">How many decimals are written, with trailing zeros.</param>
internal readonly record struct PluralOperands(decimal Number, long Whole, int Decimals);

/// <summary>The plural rules of CLDR 48 for the languages here.</summary>
internal static class PluralRules
{
    public static string English(PluralOperands n) => n is { Whole: 1, Decimals: 0 } ? "one" : "other";

    public static string Spanish(PluralOperands n) => n.Number == 1 ? "one" : IsMillions(n) ? "many" : "other";

    public static string French(PluralOperands n) => n.Whole is 0 or 1 ? "one" : IsMillions(n) ? "many" : "other";

    public static string Chinese(PluralOperands n) => "other";

    public static string Arabic(PluralOperands n) => n.Number != n.Whole ? "other" : (n.Whole, n.Whole % 100) switch
    {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, >= 3 and <= 10) => "few",
        (_, >= 11) => "many",
        _ => "other",
    };

    private static bool IsMillions(PluralOperands n) => n is { Decimals: 0, Whole: not 0 } && n.Whole % 1_000_000 == 0;
}
