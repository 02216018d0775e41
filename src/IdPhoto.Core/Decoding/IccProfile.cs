using System.Buffers.Binary;
using System.Text;

namespace IdPhoto.Decoding;

/// <summary>The parts of an ICC colour profile (ICC.1:2022) that tell whether and how pixels need converting to sRGB.</summary>
internal sealed class IccProfile
{
    private const int HeaderBytes = 128;
    private readonly Dictionary<string, (int Offset, int Length)> _tags = [];
    private readonly byte[] _bytes;

    private IccProfile(byte[] bytes) => _bytes = bytes;

    /// <summary>'RGB', 'GRAY', 'CMYK' and so on.</summary>
    public string ColourSpace => Encoding.Latin1.GetString(_bytes, 16, 4).Trim();

    /// <summary>The profile's own description, such as 'Display P3'; empty where it has none. Text from the file: not for messages.</summary>
    public string Description { get; private set; } = string.Empty;

    /// <summary>Reads a profile.</summary>
    /// <param name="bytes">The whole profile; kept, not copied.</param>
    /// <returns>Null where the bytes are no profile: such a picture is read as if it had none.</returns>
    public static IccProfile? Parse(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.Length < HeaderBytes + 4 || !bytes.AsSpan(36, 4).SequenceEqual("acsp"u8))
            return null;
        IccProfile profile = new(bytes);
        profile.ReadTags();
        profile.Description = profile.ReadDescription();
        return profile;
    }

    /// <summary>The conversion to sRGB of a profile made of curves and a matrix (RGB) or of one curve (grey); null for any other.</summary>
    public ColourCurves? Curves()
    {
        if (_tags.ContainsKey("A2B0") || _tags.ContainsKey("A2B1"))
            return null;
        return ColourSpace switch
        {
            "RGB" => RgbCurves(),
            "GRAY" => ToneCurve.Parse(Tag("kTRC")) is { } grey ? ColourCurves.Grey(grey) : null,
            _ => null,
        };
    }

    /// <summary>Whether the pixels are sRGB already.</summary>
    public bool IsSrgb() =>
        ColourSpace == "RGB" && (Curves() is { } curves ? curves.IsIdentity() : Description.StartsWith("sRGB", StringComparison.OrdinalIgnoreCase));

    /// <summary>X and Y of the red primary and of the green one; null where the profile has none.</summary>
    internal double[]? Primaries() => Xyz("rXYZ") is { } red && Xyz("gXYZ") is { } green ? [red[0], red[1], green[0], green[1]] : null;

    private ColourCurves? RgbCurves()
    {
        ToneCurve? red = ToneCurve.Parse(Tag("rTRC"));
        ToneCurve? green = ToneCurve.Parse(Tag("gTRC"));
        ToneCurve? blue = ToneCurve.Parse(Tag("bTRC"));
        if (red is null || green is null || blue is null)
            return null;
        return Xyz("rXYZ") is { } r && Xyz("gXYZ") is { } g && Xyz("bXYZ") is { } b
            ? ColourCurves.Rgb([red, green, blue], [r, g, b])
            : null;
    }

    private double[]? Xyz(string name)
    {
        ReadOnlySpan<byte> tag = Tag(name);
        return tag.Length < 20 ? null : [Fixed(tag[8..]), Fixed(tag[12..]), Fixed(tag[16..])];
    }

    private static double Fixed(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadInt32BigEndian(at) / 65536.0;

    private ReadOnlySpan<byte> Tag(string name) =>
        _tags.TryGetValue(name, out (int Offset, int Length) at) ? _bytes.AsSpan(at.Offset, at.Length) : default;

    private void ReadTags()
    {
        ByteView view = new(_bytes, bigEndian: true);
        long count = Math.Min(Math.Min(view.U32(HeaderBytes), 100), (_bytes.Length - HeaderBytes - 4) / 12);
        for (int i = 0; i < count; i++)
        {
            int entry = HeaderBytes + 4 + (12 * i);
            long offset = view.U32(entry + 4);
            long length = view.U32(entry + 8);
            if (offset + length <= _bytes.Length)
                _tags[Encoding.Latin1.GetString(_bytes, entry, 4)] = ((int)offset, (int)length);
        }
    }

    private string ReadDescription()
    {
        ReadOnlySpan<byte> tag = Tag("desc");
        if (tag.Length < 13)
            return string.Empty;
        ByteView view = new(tag, bigEndian: true);
        if (view.Has(0, "mluc"u8) && tag.Length >= 28)
        {
            long length = view.U32(20);
            long offset = view.U32(24);
            return offset + length <= tag.Length ? Encoding.BigEndianUnicode.GetString(view.Slice(offset, length)).TrimEnd('\0') : string.Empty;
        }
        return view.Has(0, "desc"u8)
            ? Encoding.Latin1.GetString(tag.Slice(12, (int)Math.Min(view.U32(8), tag.Length - 12))).TrimEnd('\0')
            : string.Empty;
    }
}
