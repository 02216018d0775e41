using IdPhoto.Framing;
using IdPhoto.Pictures;
using IdPhoto.Portraits;

namespace IdPhoto.Browser.Requests;

/// <summary>Where a photo's page lies in the picture, unrounded, for a page that moves it by the same numbers.</summary>
/// <param name="Map">A, B, C, D, E, F: x' = A x + B y + C and y' = D x + E y + F lead from pixels of the photo to those of the picture.</param>
/// <param name="Scale">Pixels of the picture per pixel of the photo.</param>
/// <param name="Roll">Degrees clockwise that the page is turned.</param>
/// <param name="Excess">How far it reaches beyond the picture.</param>
/// <param name="Level">Whether the head was turned level.</param>
/// <param name="MayExceedLeft">Whether the page might reach beyond the picture's left edge.</param>
/// <param name="MayExceedTop">Likewise the upper edge.</param>
/// <param name="MayExceedRight">Likewise the right edge.</param>
internal sealed record PlacementLine(
    IReadOnlyList<double> Map, double Scale, double Roll, ExcessLine Excess, bool Level, bool MayExceedLeft, bool MayExceedTop, bool MayExceedRight)
{
    public static PlacementLine Of(MadePhoto photo) => new(
        Numbers(photo.Placement.TargetToSource), photo.Placement.Scale, photo.Placement.RollDegrees, ExcessLine.Of(photo.Placement.Excess),
        photo.Framing.Level, photo.Framing.MayExceedLeft, photo.Framing.MayExceedTop, photo.Framing.MayExceedRight);

    public static double[] Numbers(AffineMap map) => [map.A, map.B, map.C, map.D, map.E, map.F];
}

/// <summary>How far a page reaches beyond the picture, in its pixels; 0 where it does not.</summary>
internal sealed record ExcessLine(double Left, double Top, double Right, double Bottom)
{
    public static ExcessLine Of(PictureExcess excess) => new(excess.Left, excess.Top, excess.Right, excess.Bottom);
}
