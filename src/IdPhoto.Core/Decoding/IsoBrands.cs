using System.Text;
using IdPhoto.Messages;

namespace IdPhoto.Decoding;

/// <summary>What an ISO media file (HEIC, AVIF, video, Canon RAW) says it is: ISO/IEC 14496-12, 'ftyp'.</summary>
internal static class IsoBrands
{
    private static readonly string[] Avif = ["avif", "avis"];
    private static readonly string[] Heic = ["heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs"];
    private static readonly string[] Pictures = ["mif1", "mif2", "msf1", "miaf"];

    /// <summary>AVIF or HEIC.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.UnsupportedFormat"/>: a video or a RAW file.</exception>
    public static FileKind Kind(ReadOnlySpan<byte> file)
    {
        List<string> brands = Brands(file);
        string major = brands.Count > 0 ? brands[0] : string.Empty;
        if (major == "crx ")
            throw DecodeRefusal.Unsupported(Message.Of(FileSniffer.CameraRaw));
        // The major brand decides where it can; 'mif1' and its like leave it to the compatible brands.
        if (!Pictures.Contains(major))
            brands = [major];
        if (brands.Exists(Avif.Contains))
            return FileKind.Avif;
        if (brands.Exists(Heic.Contains) || Pictures.Contains(major))
            return FileKind.Heic;
        throw DecodeRefusal.Unsupported(Message.Of("decoding.format-video"));
    }

    private static List<string> Brands(ReadOnlySpan<byte> file)
    {
        ByteView view = new(file, bigEndian: true);
        long end = Math.Min(Math.Min(view.U32(0), file.Length), 8 + (4 * 64));
        List<string> brands = [];
        for (int at = 8; at + 4 <= end; at += 4)
            if (at != 12) // the minor version stands between the major brand and the compatible ones
                brands.Add(Encoding.Latin1.GetString(file.Slice(at, 4)));
        return brands;
    }
}
