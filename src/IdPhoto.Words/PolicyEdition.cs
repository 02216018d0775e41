namespace IdPhoto.Words;

/// <summary>The edition of the privacy policy that is in the sentences of area <c>policy</c>.</summary>
public static class PolicyEdition
{
    /// <summary>Raised with every change of what is done with data; a consent is to one edition.</summary>
    public const int Number = 2;

    /// <summary>The day from which this edition is in force.</summary>
    public static readonly DateOnly Since = new(2026, 11, 26);
}
