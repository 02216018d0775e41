using IdPhoto.Pictures;

namespace IdPhoto.Framing;

/// <summary>How far the page reaches beyond the picture, in source pixels; 0 where it does not.</summary>
/// <param name="Left">Beyond the left edge.</param>
/// <param name="Top">Beyond the top edge.</param>
/// <param name="Right">Beyond the right edge.</param>
/// <param name="Bottom">Beyond the bottom edge; always 0, since nothing is invented there.</param>
public readonly record struct PictureExcess(double Left, double Top, double Right, double Bottom)
{
    /// <summary>Whether the whole page lies in the picture.</summary>
    public bool IsNone => Left == 0 && Top == 0 && Right == 0 && Bottom == 0;
}

/// <summary>Where the page lies in the picture: crop, scale and roll in one.</summary>
public sealed record Placement
{
    /// <summary>A similarity from output pixels to picture pixels: one scale for both axes, never a stretch. It reflects where the photo is mirrored.</summary>
    public required AffineMap TargetToSource { get; init; }

    /// <summary>Size of the page in output pixels.</summary>
    public required PixelSize Size { get; init; }

    /// <summary>Picture pixels per output pixel; below 1 the picture is enlarged.</summary>
    public required double Scale { get; init; }

    /// <summary>The roll that is undone, in degrees clockwise; 0 when the picture is not turned.</summary>
    public required double RollDegrees { get; init; }

    /// <summary>How far the page reaches beyond the picture.</summary>
    public required PictureExcess Excess { get; init; }

    /// <summary>Every rule that applies, most important first.</summary>
    public required IReadOnlyList<RuleOutcome> Rules { get; init; }

    /// <summary>The rules that do not hold: document rules only when forced, good practice at any time.</summary>
    public IEnumerable<RuleOutcome> Broken => Rules.Where(rule => !rule.Holds);

    /// <summary>The same page, mirrored once it is made: it shows the same part of the picture.</summary>
    internal Placement Mirrored() => this with
    {
        TargetToSource = new AffineMap(-1, 0, Size.Width, 0, 1, 0).Then(TargetToSource),
        Rules = [.. Rules.Select(rule => rule.Rule is FramingRules.Centring or FramingRules.Roll ? rule with { Value = 0 - rule.Value } : rule)],
    };
}
