using System.Text;

namespace IdPhoto.Server.Compatibility;

/// <summary>Reads an urlencoded form within the array that it came in: the framework's reader makes texts of it, which nothing overwrites.</summary>
internal static class UrlEncodedForm
{
    /// <summary>Where each field's value lies in the array once it is decoded.</summary>
    /// <param name="body">The form; its values are decoded in place.</param>
    /// <param name="most">Most fields.</param>
    /// <returns>Names and places; null for a form with more fields.</returns>
    public static IReadOnlyList<(string Name, Range Value)>? Read(byte[] body, int most)
    {
        List<(string, Range)> fields = [];
        for (int at = 0; at < body.Length;)
        {
            int length = body.AsSpan(at).IndexOf((byte)'&') is >= 0 and int found ? found : body.Length - at;
            int equals = body.AsSpan(at, length).IndexOf((byte)'=') is >= 0 and int sign ? sign : length;
            int value = at + Math.Min(equals + 1, length);
            string name = Encoding.UTF8.GetString(body, at, Decode(body.AsSpan(at, equals), plusIsSpace: true));
            if (fields.Count == most)
                return null;
            // Base64 holds no spaces: a plus in it was left as it is by a client that should not have.
            fields.Add((name, value..(value + Decode(body.AsSpan(value, at + length - value), plusIsSpace: name != PhotoForm.Base64Name))));
            at += length + 1;
        }
        return fields;
    }

    private static int Decode(Span<byte> text, bool plusIsSpace)
    {
        int to = 0;
        for (int from = 0; from < text.Length; from++, to++)
        {
            if (text[from] == '%' && from + 2 < text.Length && Digit(text[from + 1]) is >= 0 and int high && Digit(text[from + 2]) is >= 0 and int low)
            {
                text[to] = (byte)((high << 4) | low);
                from += 2;
            }
            else
            {
                text[to] = text[from] == '+' && plusIsSpace ? (byte)' ' : text[from];
            }
        }
        return to;
    }

    private static int Digit(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        _ => -1,
    };
}
