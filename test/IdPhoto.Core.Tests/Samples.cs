using System.Globalization;

namespace IdPhoto.Tests;

/// <summary>How many cases a property is tried on.</summary>
internal static class Samples
{
    private static readonly int? Most = int.TryParse(
        Environment.GetEnvironmentVariable("CsCheck_Iter"), NumberStyles.None, CultureInfo.InvariantCulture, out int most) ? most : null;

    /// <summary>So many, or as few as CsCheck_Iter says: a mutation test runs everything some thousand times.</summary>
    public static int Of(int usual) => Math.Min(usual, Most ?? usual);
}
