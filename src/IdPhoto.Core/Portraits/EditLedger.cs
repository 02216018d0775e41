using System.Globalization;
using IdPhoto.Documents;
using IdPhoto.Framing;

namespace IdPhoto.Portraits;

/// <summary>Lists what was done to the pixels, for the report.</summary>
internal static class EditLedger
{
    public static IReadOnlyList<Edit> Of(Portrait portrait, Placement placement, Colour? background)
    {
        List<Edit> edits = [];
        if (portrait.QuarterTurns != 0)
            edits.Add(new Edit("turn", $"{90 * portrait.QuarterTurns} degrees clockwise"));
        double width = placement.Size.Width * placement.Scale, height = placement.Size.Height * placement.Scale;
        edits.Add(new Edit("crop", Text($"{width:0} x {height:0} of {portrait.Picture.Width} x {portrait.Picture.Height} px")));
        if (placement.RollDegrees != 0)
            edits.Add(new Edit("level", Text($"{placement.RollDegrees:0.0} degrees")));
        if (placement.Scale != 1)
            edits.Add(new Edit("scale", Text($"{1 / placement.Scale:0.000} x, Catmull-Rom, one resampling")));
        if (background is Colour colour)
            edits.Add(new Edit("replace-background", colour.Hex));
        return edits;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
