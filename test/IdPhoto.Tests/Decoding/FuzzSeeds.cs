using IdPhoto.Pictures;
using NetVips;

namespace IdPhoto.Tests.Decoding;

/// <summary>Small files of every format and most of their variants, to be cut and mutated.</summary>
internal static class FuzzSeeds
{
    public static readonly IReadOnlyDictionary<string, byte[]> All = Make();

    private static Dictionary<string, byte[]> Make()
    {
        using Image photo = SamplePhoto.Image().ExtractArea(0, 0, 56, 48);
        using Image grey = photo.Colourspace(Enums.Interpretation.Bw);
        using Image wide = (photo * 257).Cast(Enums.BandFormat.Ushort).Copy(interpretation: Enums.Interpretation.Rgb16);
        using Image clear = SamplePhoto.Transparent().ExtractArea(20, 0, 56, 48);
        using Image press = photo.IccTransform("cmyk", inputProfile: "srgb");
        using Image turned = photo.Mutate(image => image.Set(GValue.GIntType, "orientation", 6));
        using Image bits = grey > 128;
        using Image frames = photo.Join(photo.Invert(), Enums.Direction.Vertical).Mutate(image => image.Set(GValue.GIntType, "page-height", 48));
        return new Dictionary<string, byte[]>
        {
            ["jpeg"] = turned.JpegsaveBuffer(q: 80),
            ["jpeg progressive"] = photo.JpegsaveBuffer(q: 80, interlace: true, profile: "p3"),
            ["jpeg grey restarts"] = grey.JpegsaveBuffer(q: 70, restartInterval: 2),
            ["jpeg cmyk"] = press.JpegsaveBuffer(q: 70, keep: Enums.ForeignKeep.None),
            ["png"] = photo.PngsaveBuffer(filter: Enums.ForeignPngFilter.All, profile: "p3"),
            ["png interlaced alpha"] = clear.PngsaveBuffer(interlace: true),
            ["png wide"] = wide.PngsaveBuffer(),
            ["png palette"] = photo.PngsaveBuffer(palette: true),
            ["png bits"] = bits.PngsaveBuffer(bitdepth: 1),
            ["webp"] = photo.WebpsaveBuffer(q: 70),
            ["webp alpha"] = clear.WebpsaveBuffer(q: 70, profile: "p3"),
            ["webp lossless"] = photo.WebpsaveBuffer(lossless: true),
            ["webp animated"] = frames.WebpsaveBuffer(q: 70),
            ["avif"] = photo.HeifsaveBuffer(q: 60, compression: Enums.ForeignHeifCompression.Av1, effort: 0),
            ["avif alpha deep"] = clear.HeifsaveBuffer(q: 60, bitdepth: 10, compression: Enums.ForeignHeifCompression.Av1, effort: 0),
            ["tiff"] = turned.TiffsaveBuffer(),
            ["tiff lzw"] = photo.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Lzw, predictor: Enums.ForeignTiffPredictor.Horizontal),
            ["tiff tiled deflate"] = clear.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate, tile: true, tileWidth: 32, tileHeight: 32),
            ["tiff jpeg"] = photo.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Jpeg, q: 70),
            ["tiff fax"] = bits.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Ccittfax4, bitdepth: 1),
            ["tiff cmyk"] = press.TiffsaveBuffer(keep: Enums.ForeignKeep.None, compression: Enums.ForeignTiffCompression.Lzw),
            ["tiff float"] = photo.Colourspace(Enums.Interpretation.Scrgb).TiffsaveBuffer(),
            ["heic"] = SamplePhoto.Fixture("crop.heic"),
            ["heic p3"] = SamplePhoto.Fixture("p3.heic"),
            ["heic alpha"] = SamplePhoto.Fixture("alpha.heic"),
            ["heic grey"] = SamplePhoto.Fixture("grey.heic"),
        };
    }
}
