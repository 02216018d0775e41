using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Server.Compatibility.Cropping;

namespace IdPhoto.Server.Compatibility.Endpoints;

/// <summary>/add_background: a picture without background on a colour, or on one that fades to white.</summary>
internal static class AddBackground
{
    private const int Down = 1;
    private const int Outward = 2;

    private static readonly Colour White = new(255, 255, 255);

    public static PictureJob Read(FormFields fields, CompatibilityMode mode)
    {
        string colour = fields.Text("color") ?? "000000";
        int? kb = fields.Kilobytes();
        int dpi = fields.Dpi(), render = fields.Integer("render", 0, Outward) ?? 0;
        return (desk, sent, cancel) =>
        {
            Colour behind = HexColour.Parse(colour, mode);
            Decoded decoded = desk.OpenCutout(sent, cancel);
            Picture made = CutoutPicture.Of(decoded.Picture, decoded.Alpha!).Over(Backdrop(render, behind, decoded.Picture.Size));
            return Task.FromResult(Reply.Of("image_base64", WrittenFile.Of(made, kb, dpi, mode, cancel)));
        };
    }

    private static Func<int, int, Colour> Backdrop(int render, Colour colour, PixelSize size) => render switch
    {
        Down => (_, y) => Between(colour, White, y / Math.Max(1.0, size.Height - 1)),
        // The longer side is the radius, so that corners are only part-coloured.
        Outward => (x, y) => Between(White, colour, double.Hypot(x + 0.5 - (size.Width / 2.0), y + 0.5 - (size.Height / 2.0)) / size.LongSide),
        _ => (_, _) => colour,
    };

    private static Colour Between(Colour from, Colour to, double share)
        => new(Between(from.R, to.R, share), Between(from.G, to.G, share), Between(from.B, to.B, share));

    private static byte Between(byte from, byte to, double share) => (byte)Math.Round(from + ((to - from) * Math.Min(1, share)));
}
