using System.Security.Cryptography;
using System.Text;
using IdPhoto.Documents;

namespace IdPhoto.App.Journey;

/// <summary>A checksum of a document's rules, so that a photo that was made long ago can say that they have changed.</summary>
public static class RulesMark
{
    /// <summary>16 hexadecimal figures. What we say about the rules and where they were read does not count.</summary>
    public static string Of(PhotoSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        string rules = PhotoSpecs.ToJson(spec with { Title = "", Notes = [], Contradictions = [], Sources = [] });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(rules)))[..16];
    }
}
