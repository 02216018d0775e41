using System.Globalization;
using System.Text.Json;

namespace IdPhoto.Server.Audit;

/// <summary>
/// One fact of an act: a number, yes or no, a moment, or a short word of this program. Free text, addresses, identifiers and
/// tokens do not fit in, so that nothing personal gets into the log by mistake.
/// </summary>
internal readonly record struct AuditFact
{
    /// <summary>Shorter than an identifier of an install or a photo, or a token.</summary>
    public const int LongestWord = 24;

    private readonly object _value;

    private AuditFact(object value) => _value = value;

    public static implicit operator AuditFact(int value) => new((long)value);

    public static implicit operator AuditFact(long value) => new(value);

    public static implicit operator AuditFact(bool value) => new(value);

    /// <summary>To the second, in UTC.</summary>
    public static implicit operator AuditFact(DateTimeOffset value) => new(Moment(value));

    /// <summary>A word that stands in the program, such as a purpose, a version or a policy's tag.</summary>
    /// <exception cref="ArgumentException">It has other characters than lower-case letters, digits, '.' and '-', or more than 24.</exception>
    public static implicit operator AuditFact(string word)
        => IsWord(word) ? new(word) : throw new ArgumentException("The audit log takes words of the program, not text.", nameof(word));

    /// <summary>What a receipt is found again by, from <see cref="AuditKey.Mark"/>; without the key it leads to no receipt.</summary>
    public static AuditFact Receipt(string mark) => new(mark);

    /// <summary>Whether this may be the name of an act, of a fact, or a word.</summary>
    public static bool IsWord(string text)
        => text.Length is > 0 and <= LongestWord && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '-' or '.');

    /// <summary>As the log writes a moment.</summary>
    public static string Moment(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public void Write(Utf8JsonWriter writer)
    {
        switch (_value)
        {
            case long number:
                writer.WriteNumberValue(number);
                break;
            case bool yes:
                writer.WriteBooleanValue(yes);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            default:
                throw new InvalidOperationException("A fact needs a value.");
        }
    }
}
