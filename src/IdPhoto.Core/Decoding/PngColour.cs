using IdPhoto.Messages;

namespace IdPhoto.Decoding;

/// <summary>Collects the chunks of a PNG that say what its colours are, of which the first of 'cICP', 'iCCP', 'sRGB' and 'gAMA' with 'cHRM' counts (W3C PNG, third edition, 4.3).</summary>
internal sealed class PngColour
{
    private const double Parts = 100_000;

    /// <summary>1/2.2: what writers put beside or instead of 'sRGB' for decoders that know no such chunk, and near enough to its curve.</summary>
    private static readonly (double Least, double Most) SrgbGamma = (0.45, 0.46);

    private CodedColour? _coded;
    private bool _narrow;
    private bool _srgb;
    private double? _gamma;
    private Chromaticities? _primaries;

    /// <summary>The code points of 'cICP'; null without it.</summary>
    public CodedColour? Coded => _coded;

    /// <summary>Takes a chunk of any kind.</summary>
    /// <exception cref="PhotoException"><see cref="Refusals.UnsupportedFormat"/>: a high-dynamic-range picture.</exception>
    public void Take(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        ByteView view = new(content, bigEndian: true);
        if (type.SequenceEqual("cICP"u8) && content.Length == 4)
            (_coded, _narrow) = (Known(new CodedColour(content[0], content[1])), content[3] == 0);
        else if (type.SequenceEqual("sRGB"u8))
            _srgb = true;
        else if (type.SequenceEqual("gAMA"u8) && content.Length == 4 && view.U32(0) > 0)
            _gamma = view.U32(0) / Parts;
        else if (type.SequenceEqual("cHRM"u8) && content.Length == 32)
            _primaries = new Chromaticities(Red: At(view, 8), Green: At(view, 16), Blue: At(view, 24), White: At(view, 0));
    }

    /// <summary>What counts of it; null for sRGB.</summary>
    /// <param name="exif">What EXIF says, for where no chunk says anything.</param>
    public StatedColour? Stated(StatedColour? exif) => _coded is { } coded && StatedColour.Of(coded) is { } stated
        ? stated with { OutranksProfile = true, NarrowRange = _narrow }
        : _srgb ? null : Measured() ?? exif;

    private StatedColour? Measured()
    {
        if (_gamma is null && _primaries is null)
            return null;
        Chromaticities primaries = _primaries?.ToD50() is null ? Chromaticities.Srgb : _primaries;
        bool nearSrgb = _gamma is null || (_gamma >= SrgbGamma.Least && _gamma <= SrgbGamma.Most);
        // Adobe RGB's power is 2.2 too, so that only beside the primaries of sRGB the number stands for the curve of sRGB.
        if (nearSrgb && new StatedColour(ColourSpaceName.Srgb, primaries, Gamma: null).Curves() is null)
            return null;
        return new StatedColour(ColourSpaceName.OfPrimaries(primaries), primaries, Gamma: 1 / _gamma);
    }

    private static CodedColour Known(CodedColour coded) => coded.IsHighDynamicRange
        ? throw DecodeRefusal.Unsupported(Message.Of("decoding.format-high-dynamic-range"))
        : coded;

    private static (double X, double Y) At(ByteView view, int offset) => (view.U32(offset) / Parts, view.U32(offset + 4) / Parts);
}
