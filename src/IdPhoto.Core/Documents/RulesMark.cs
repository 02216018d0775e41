using System.Security.Cryptography;
using System.Text;

namespace IdPhoto.Documents;

/// <summary>A checksum of a document's rules: the version that the record has in the catalogue. Another mark means that the rules have changed.</summary>
public static class RulesMark
{
    /// <summary>16 hexadecimal digits of a SHA-256. What is said about the rules, where they were read and whose document it is does not count.</summary>
    /// <param name="spec">The document.</param>
    public static string Of(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string rules = PhotoSpecs.ToJson(spec with { Title = "", OnlyBelowYears = null, Notes = [], Contradictions = [], Sources = [] });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rules)))[..16];
    }
}
