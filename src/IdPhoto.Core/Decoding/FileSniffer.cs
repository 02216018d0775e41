using System.Text;
using IdPhoto.Messages;

namespace IdPhoto.Decoding;

/// <summary>Tells a file's format from its first bytes; its name is never looked at.</summary>
internal static class FileSniffer
{
    /// <summary>Formats that are known by fixed bytes but not read: where the bytes stand, the bytes, the phrase for what it is.</summary>
    private static readonly (int Offset, byte[] Magic, string What)[] Unread =
    [
        (0, "GIF8"u8.ToArray(), "decoding.format-gif"),
        (0, "%PDF"u8.ToArray(), "decoding.format-pdf"),
        (0, "%!PS"u8.ToArray(), "decoding.format-postscript"),
        (0, "8BPS"u8.ToArray(), "decoding.format-photoshop"),
        (0, [0, 0, 0, 12, (byte)'J', (byte)'X', (byte)'L', (byte)' '], "decoding.format-jpeg-xl"),
        (0, [0xFF, 0x0A], "decoding.format-jpeg-xl"),
        (0, [0, 0, 0, 12, (byte)'j', (byte)'P', (byte)' ', (byte)' '], "decoding.format-jpeg-2000"),
        (0, [0xFF, 0x4F, 0xFF, 0x51], "decoding.format-jpeg-2000"),
        (0, [0x76, 0x2F, 0x31, 0x01], "decoding.format-openexr"),
        (0, "#?RADIANCE"u8.ToArray(), "decoding.format-radiance"),
        (0, [0, 0, 1, 0], "decoding.format-icon"),
        (0, "FUJIFILMCCD-RAW"u8.ToArray(), CameraRaw),
        (0, "IIRO"u8.ToArray(), CameraRaw),
        (0, "IIRS"u8.ToArray(), CameraRaw),
        (0, "MMOR"u8.ToArray(), CameraRaw),
        (0, [(byte)'I', (byte)'I', (byte)'U', 0], CameraRaw),
        (0, [(byte)'I', (byte)'I', 43, 0], "decoding.format-bigtiff"),
        (0, [(byte)'M', (byte)'M', 0, 43], "decoding.format-bigtiff"),
        (0, [0x1A, 0x45, 0xDF, 0xA3], Video),
        (8, "AVI "u8.ToArray(), Video),
        (4, "moov"u8.ToArray(), Video),
        (4, "wide"u8.ToArray(), Video),
        (4, "mdat"u8.ToArray(), Video),
    ];

    internal const string CameraRaw = "decoding.format-camera-raw";
    private const string Video = "decoding.format-video";

    /// <summary>The format of a file that is read here.</summary>
    /// <param name="file">The whole file, or at least its first kilobyte.</param>
    /// <exception cref="PhotoException">
    /// <see cref="Refusals.EmptyFile"/>, <see cref="Refusals.UnsupportedFormat"/> or <see cref="Refusals.NotAPicture"/>.
    /// </exception>
    public static FileKind Sniff(ReadOnlySpan<byte> file)
    {
        if (file.IsEmpty)
            throw DecodeRefusal.Empty();
        if (Read(file) is { } kind)
            return kind;
        throw NotRead(file);
    }

    private static FileKind? Read(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith<byte>([0xFF, 0xD8, 0xFF]))
            return FileKind.Jpeg;
        if (file.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
            return FileKind.Png;
        if (file.StartsWith<byte>([(byte)'I', (byte)'I', 42, 0]) || file.StartsWith<byte>([(byte)'M', (byte)'M', 0, 42]))
            return FileKind.Tiff;
        if (At(file, 0, "RIFF"u8) && At(file, 8, "WEBP"u8))
            return FileKind.WebP;
        return At(file, 4, "ftyp"u8) ? IsoBrands.Kind(file) : null;
    }

    private static PhotoException NotRead(ReadOnlySpan<byte> file)
    {
        foreach ((int offset, byte[] magic, string what) in Unread)
            if (At(file, offset, magic))
                return DecodeRefusal.Unsupported(Message.Of(what));
        if (IsBitmap(file))
            return DecodeRefusal.Unsupported(Message.Of("decoding.format-bmp"));
        return IsSvg(file) ? DecodeRefusal.Unsupported(Message.Of("decoding.format-svg")) : DecodeRefusal.NotAPicture();
    }

    /// <summary>'BM' alone also starts words; the reserved zeros and the header's length after it do not.</summary>
    public static bool IsBitmap(ReadOnlySpan<byte> file) =>
        At(file, 0, "BM"u8) && At(file, 6, [0, 0, 0, 0]) && file.Length > 18
        && file[14] is 12 or 40 or 52 or 56 or 64 or 108 or 124 && At(file, 15, [0, 0, 0]);

    private static bool IsSvg(ReadOnlySpan<byte> file)
    {
        string start = Encoding.Latin1.GetString(file[..Math.Min(file.Length, 1024)]);
        return start.Contains("<svg", StringComparison.OrdinalIgnoreCase)
            && !start.Contains("<html", StringComparison.OrdinalIgnoreCase);
    }

    private static bool At(ReadOnlySpan<byte> file, int offset, ReadOnlySpan<byte> magic) =>
        file.Length >= offset + magic.Length && file.Slice(offset, magic.Length).SequenceEqual(magic);
}
