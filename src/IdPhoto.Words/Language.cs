using System.Globalization;

namespace IdPhoto.Words;

/// <summary>A language that sentences are written in.</summary>
/// <param name="Tag">By BCP 47, such as 'zh-Hans'.</param>
/// <param name="Name">Its own name for itself.</param>
/// <param name="RightToLeft">Whether it is written from the right.</param>
public sealed record Language(string Tag, string Name, bool RightToLeft)
{
    /// <summary>How it writes numbers. From CLDR 48, and held here so that no machine needs ICU's data.</summary>
    internal NumberFormatInfo Numbers { get; init; } = NumberFormatInfo.InvariantInfo;

    /// <summary>Whole numbers of so many digits are grouped: Spanish writes 1000 and 10.000.</summary>
    internal int FewestGrouped { get; init; } = 4;

    /// <summary>Which plural form a number takes.</summary>
    internal Func<PluralOperands, string> Plural { get; init; } = PluralRules.English;
}
