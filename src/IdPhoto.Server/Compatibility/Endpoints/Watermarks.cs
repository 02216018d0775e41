using IdPhoto.Documents;
using IdPhoto.Drawing;
using IdPhoto.Messages;
using IdPhoto.Pictures;

namespace IdPhoto.Server.Compatibility.Endpoints;

/// <summary>/watermark: a text all over the picture.</summary>
internal static class Watermarks
{
    public static PictureJob Read(FormFields fields, CompatibilityMode mode)
    {
        string text = fields.Text("text") ?? "Hello", colour = fields.Text("color") ?? "#000000";
        // Zero is an angle and a gap like any other, but from a client that sends zeros for all it does not set.
        bool zeros = fields.IsZero("size");
        float size = fields.Integer("size", 4, 1000) ?? 20, space = fields.Integer("space", 0, 1000, zeroIsNothing: zeros) ?? 25;
        double opacity = fields.Number("opacity", 0, 1) ?? 0.5, angle = fields.Number("angle", -360, 360, zeroIsNothing: zeros) ?? 30;
        int? kb = fields.Kilobytes();
        int dpi = fields.Dpi();
        return (desk, sent, cancel) =>
        {
            Colour ink = HexColour.Parse(colour, mode);
            if (!Watermark.CanWrite(text))
                throw new PhotoException(CompatibilityCodes.TextNotDrawable, Message.Of("compatibility.text-not-drawable"));
            Picture marked = new Watermark(text, size, space, angle, ink, opacity).Draw(desk.Open(sent, cancel), cancel);
            return Task.FromResult(Reply.Of("image_base64", WrittenFile.Of(marked, kb, dpi, mode, cancel)));
        };
    }
}
