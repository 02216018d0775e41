using IdPhoto.Messages;

namespace IdPhoto.Cli.Tables;

/// <summary>What sources are worth, in a word.</summary>
internal static class TrustWord
{
    /// <param name="trust">As <see cref="Reports.SpecLine.Trust"/> has it.</param>
    public static Message Of(string trust) => trust switch
    {
        "official" => Message.Of("facts.official"),
        "mixed" => Message.Of("tables.trust-mixed"),
        "restated" => Message.Of("facts.restated"),
        "secondary" => Message.Of("facts.secondary"),
        _ => Message.Of("facts.unverified"),
    };
}
