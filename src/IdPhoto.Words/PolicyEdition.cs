namespace IdPhoto.Words;

/// <summary>The text of the privacy policy that comes with this version of the product (area 'policy').</summary>
public static class PolicyEdition
{
    /// <summary>Raised with every change of what is done with data: who agreed to an earlier edition is asked again.</summary>
    public const int Number = 2;

    /// <summary>The day from which this edition holds.</summary>
    public static readonly DateOnly Since = new(2026, 11, 26);
}
