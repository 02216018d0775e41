using IdPhoto.Composing;
using IdPhoto.Framing;
using IdPhoto.Matting;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>The person around a document's page, to correct the page by hand on.</summary>
/// <param name="Cutout">
/// The person as the networks cut them out, in the page's axes; opaque within the picture where the document keeps the picture's
/// own background. Strokes are not applied.
/// </param>
/// <param name="ToPicture">From its pixels to those of the upright picture: a similarity.</param>
public sealed record EditorLayer(Cutout Cutout, AffineMap ToPicture)
{
    /// <summary>The longest side, in pixels.</summary>
    public const int LongestSide = 1080;

    internal static EditorLayer Of(Portrait portrait, Placement page, PersonScene scene)
    {
        CutoutFrame frame = FrameOf(page, portrait.Pixels.Size);
        return new EditorLayer(portrait.CutOut(frame, scene).Cutout, frame.ToSource);
    }

    internal static EditorLayer Uncut(PhotoPixels picture, Placement page)
    {
        CutoutFrame frame = FrameOf(page, picture.Size);
        Plane alpha = new(frame.Size);
        alpha.Values.AsSpan().Fill(1);
        PageCutout.EraseBeyond(alpha, frame.ToSource, picture.Size);
        return new EditorLayer(new Cutout(picture.Resample(frame.ToSource, frame.Size, ResamplingKernel.CatmullRom), alpha), frame.ToSource);
    }

    // The page and its surroundings as far as the picture goes, at the picture's own resolution where that is not too large.
    private static CutoutFrame FrameOf(Placement page, PixelSize picture)
    {
        double margin = UnplacedPage.Surroundings * page.Size.Width;
        Box wide = new(-margin, -margin, page.Size.Width + (2 * margin), page.Size.Height + (2 * margin));
        Box box = wide.Intersect(Around(page.TargetToSource.Inverse(), picture));
        double fineness = Math.Min(page.Scale, LongestSide / Math.Max(box.Width, box.Height));
        PixelSize size = new(Math.Max(1, (int)(box.Width * fineness)), Math.Max(1, (int)(box.Height * fineness)));
        return new CutoutFrame(new AffineMap(1 / fineness, 0, box.X, 0, 1 / fineness, box.Y).Then(page.TargetToSource), size);
    }

    private static Box Around(AffineMap toPage, PixelSize picture)
    {
        Box corner = new(toPage.C, toPage.F, 0, 0);
        foreach (Point point in (ReadOnlySpan<Point>)[new(picture.Width, 0), new(0, picture.Height), new(picture.Width, picture.Height)])
        {
            Point on = toPage.Apply(point);
            corner = corner.Union(new Box(on.X, on.Y, 0, 0));
        }
        return corner;
    }
}
