using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IdPhoto.Server.Audit;

/// <summary>A line of the log that bears the right MAC.</summary>
/// <param name="Number">From 1 on.</param>
/// <param name="At">When it happened, by the time of day, to the second.</param>
/// <param name="Act">One of <see cref="AuditActs"/>.</param>
/// <param name="Facts">A JSON object.</param>
/// <param name="Previous">SHA-256 of the line before it, in hexadecimal; zeros in the first one.</param>
/// <param name="Hash">SHA-256 of this line without its end of line, in hexadecimal.</param>
internal sealed record AuditLine(long Number, DateTimeOffset At, string Act, JsonElement Facts, string Previous, string Hash)
{
    /// <summary>No line is longer, so that the last one is found from the end.</summary>
    public const int MostBytes = 4096;

    private const int MacDigits = 2 * HMACSHA256.HashSizeInBytes;

    private static readonly byte[] BeforeMac = Encoding.ASCII.GetBytes(",\"mac\":\"");
    private static readonly byte[] AfterMac = Encoding.ASCII.GetBytes("\"}");

    /// <summary>Writes a line, without its end of line.</summary>
    public static byte[] Write(AuditAct act, AuditHead after, AuditKey key)
    {
        ArrayBufferWriter<byte> body = new();
        using (Utf8JsonWriter writer = new(body))
        {
            writer.WriteStartObject();
            writer.WriteNumber("n", after.Lines + 1);
            writer.WriteString("at", AuditFact.Moment(act.At));
            writer.WriteString("act", act.Act);
            writer.WriteStartObject("facts");
            foreach ((string name, AuditFact value) in act.Facts)
            {
                writer.WritePropertyName(name);
                value.Write(writer);
            }
            writer.WriteEndObject();
            writer.WriteString("prev", after.Hash);
            writer.WriteEndObject();
        }
        ReadOnlySpan<byte> open = body.WrittenSpan[..^1];
        byte[] line = [.. open, .. BeforeMac, .. Encoding.ASCII.GetBytes(key.OfLine(open)), .. AfterMac];
        return line.Length < MostBytes ? line : throw new ArgumentException("An act has few and short facts.", nameof(act));
    }

    /// <summary>How the line of a number begins: what is left of one whose writing was interrupted.</summary>
    public static byte[] Beginning(long number) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"n\":{number},\"at\":\""));

    /// <summary>Reads a line; null where this server has not written it so.</summary>
    public static AuditLine? Read(ReadOnlySpan<byte> line, AuditKey key)
    {
        int open = line.Length - BeforeMac.Length - MacDigits - AfterMac.Length;
        if (open <= 0 || !line[^AfterMac.Length..].SequenceEqual(AfterMac) || !line.Slice(open, BeforeMac.Length).SequenceEqual(BeforeMac))
            return null;
        byte[] mac = Encoding.ASCII.GetBytes(key.OfLine(line[..open]));
        if (!CryptographicOperations.FixedTimeEquals(mac, line.Slice(open + BeforeMac.Length, MacDigits)))
            return null;
        using JsonDocument read = JsonDocument.Parse(line.ToArray());
        JsonElement root = read.RootElement;
        return new AuditLine(
            root.GetProperty("n").GetInt64(), root.GetProperty("at").GetDateTimeOffset(), root.GetProperty("act").GetString()!, root.GetProperty("facts").Clone(),
            root.GetProperty("prev").GetString()!, HashOf(line));
    }

    /// <summary>Whether this line comes right after that end of the log.</summary>
    public bool Follows(AuditHead head) => head == new AuditHead(Number - 1, Previous);

    /// <summary>The end of the log if this is its last line.</summary>
    public AuditHead AsHead() => new(Number, Hash);

    /// <summary>The hash of a line.</summary>
    public static string HashOf(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));
}

/// <summary>Something that happened, before it has a number.</summary>
internal sealed record AuditAct(DateTimeOffset At, string Act, (string Name, AuditFact Value)[] Facts);
