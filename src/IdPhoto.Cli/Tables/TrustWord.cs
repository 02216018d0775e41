using IdPhoto.Documents;
using IdPhoto.Messages;

namespace IdPhoto.Cli.Tables;

/// <summary>What sources are worth, in a word.</summary>
internal static class TrustWord
{
    public static Message Of(SourceConfidence confidence) => confidence switch
    {
        SourceConfidence.Official => Message.Of("tables.trust-official"),
        SourceConfidence.Secondary => Message.Of("tables.trust-secondary"),
        _ => Message.Of("tables.trust-unverified"),
    };

    /// <param name="trust">As <see cref="Reports.SpecLine.Trust"/> has it.</param>
    public static Message Of(string trust) => trust switch
    {
        "official" => Message.Of("tables.trust-official"),
        "mixed" => Message.Of("tables.trust-mixed"),
        "secondary" => Message.Of("tables.trust-secondary"),
        _ => Message.Of("tables.trust-unverified"),
    };
}
