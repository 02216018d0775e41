using System.Globalization;

namespace IdPhoto.Words;

/// <summary>The languages that every sentence is written in.</summary>
public static class Languages
{
    /// <summary>English, which all others are translated from.</summary>
    public static Language English { get; } = New("en", "English", ".", ",", PluralRules.English);

    /// <summary>All of them, English first.</summary>
    public static IReadOnlyList<Language> All { get; } =
    [
        English,
        New("zh-Hans", "简体中文", ".", ",", PluralRules.Chinese),
        New("es", "Español", ",", ".", PluralRules.Spanish, fewestGrouped: 5),
        New("fr", "Français", ",", "\u202f", PluralRules.French),
        New("de", "Deutsch", ",", ".", PluralRules.English),
        // Latin digits, as in the Gulf states and the Maghreb (CLDR's ar-AE): portals and rulers show the same ones.
        New("ar", "العربية", ".", ",", PluralRules.Arabic) with { RightToLeft = true },
    ];

    /// <summary>The language that fits best.</summary>
    /// <param name="wanted">Tags of BCP 47 or names of POSIX locales such as 'de_CH.UTF-8', the most wanted first.</param>
    /// <returns>English where none fits.</returns>
    public static Language Best(IEnumerable<string> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return wanted.Select(Find).FirstOrDefault(language => language is not null) ?? English;
    }

    /// <summary>The language of a tag or locale name; null where there is none. Regions do not matter, and all of Chinese is read as simplified.</summary>
    public static Language? Find(string tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        string first = tag.Split('-', '_', '.', '@')[0];
        return All.FirstOrDefault(language => language.Tag.Split('-')[0].Equals(first, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The language that an <c>Accept-Language</c> header asks for (RFC 9110, 12.5.4); English where it asks for none of them.</summary>
    public static Language OfAcceptLanguage(string? header) => Best(
        (header ?? "").Split(',').Select(Weighed).Where(range => range.Weight > 0).OrderByDescending(range => range.Weight).Select(range => range.Tag));

    private static (string Tag, double Weight) Weighed(string range)
    {
        string[] parts = range.Split(';', StringSplitOptions.TrimEntries);
        string? q = parts.Skip(1).FirstOrDefault(part => part.StartsWith("q=", StringComparison.OrdinalIgnoreCase))?[2..];
        double weight = q is null ? 1 : double.TryParse(q, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) ? value : 0;
        return (parts[0].Trim(), weight);
    }

    private static Language New(string tag, string name, string point, string group, Func<PluralOperands, string> plural, int fewestGrouped = 4)
        => new(tag, name, RightToLeft: false)
        {
            Numbers = NumberFormatInfo.ReadOnly(new NumberFormatInfo { NumberDecimalSeparator = point, NumberGroupSeparator = group }),
            FewestGrouped = fewestGrouped,
            Plural = plural,
        };
}
