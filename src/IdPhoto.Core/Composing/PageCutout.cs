using IdPhoto.Matting;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Composing;

/// <summary>The person as far as one or several pages show them.</summary>
/// <param name="Image">The picture's own pixels there.</param>
/// <param name="Cutout">Colours and alpha, as large as the frame.</param>
/// <param name="ToSource">From its pixels to those of the picture.</param>
internal sealed record PageCutout(Picture Image, Cutout Cutout, AffineMap ToSource)
{
    /// <summary>Takes the person as the file has them cut out.</summary>
    /// <param name="source">The picture at full resolution, laid on white.</param>
    /// <param name="frame">Which part of it, and how finely.</param>
    /// <param name="matte">The file's own alpha channel.</param>
    public static PageCutout Stored(PhotoPixels source, CutoutFrame frame, FileMatte matte)
    {
        Cutout cutout = matte.Cut(source, frame.ToSource, frame.Size);
        EraseBeyond(cutout.Alpha, frame.ToSource, source.Size);
        return new PageCutout(source.Resample(frame.ToSource, frame.Size, ResamplingKernel.CatmullRom), cutout, frame.ToSource);
    }

    /// <summary>Cuts the person out.</summary>
    /// <param name="source">The picture at full resolution.</param>
    /// <param name="frame">Which part of it, and how finely.</param>
    /// <param name="scene">Where the person is.</param>
    /// <param name="sceneScale">Pixels of the picture that the scene describes per pixel of the source.</param>
    public static PageCutout Cut(PhotoPixels source, CutoutFrame frame, PersonScene scene, double sceneScale)
    {
        Picture image = source.Resample(frame.ToSource, frame.Size, ResamplingKernel.CatmullRom);
        Cutout cutout = PersonCutter.Cut(image, scene, frame.ToSource.Then(new AffineMap(sceneScale, 0, 0, 0, sceneScale, 0)));
        EraseBeyond(cutout.Alpha, frame.ToSource, source.Size);
        return new PageCutout(image, cutout, frame.ToSource);
    }

    /// <summary>Erases what lies beyond the picture, where there is no person, only repeated edge pixels.</summary>
    internal static void EraseBeyond(Plane alpha, AffineMap map, PixelSize source)
    {
        Point[] corners = [map.Apply(new(0, 0)), map.Apply(new(alpha.Width, 0)), map.Apply(new(alpha.Width, alpha.Height)), map.Apply(new(0, alpha.Height))];
        if (corners.All(corner => corner.X >= 0 && corner.Y >= 0 && corner.X <= source.Width && corner.Y <= source.Height))
            return;
        Parallelism.For(alpha.Height, y =>
        {
            for (int x = 0; x < alpha.Width; x++)
            {
                Point at = map.Apply(new Point(x + 0.5, y + 0.5));
                if (at.X < 0 || at.Y < 0 || at.X > source.Width || at.Y > source.Height)
                    alpha.Values[(y * alpha.Width) + x] = 0;
            }
        });
    }
}
