using IdPhoto.Matting;
using IdPhoto.Networks;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>Cuts the main person out of a whole picture.</summary>
public static class PortraitCutter
{
    /// <summary>Cuts the person out at full resolution, in the frame that the file has.</summary>
    /// <param name="networks">Runs the networks.</param>
    /// <param name="portrait">With or without faces.</param>
    /// <param name="options">How the person is looked for.</param>
    /// <param name="cancel">Stops between steps.</param>
    /// <returns>As large as the picture before <see cref="Portrait.QuarterTurns"/>, so that it lies on the file's own pixels.</returns>
    /// <exception cref="PhotoException"><see cref="Refusals.NoPerson"/>.</exception>
    public static async ValueTask<Cutout> CutAsync(INetworks networks, Portrait portrait, SceneOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        PersonScene scene = await SceneReader.ReadAsync(networks, portrait.Working, portrait.WorkingFaces, null, options, cancel).ConfigureAwait(false);
        Cutout cutout = PersonCutter.CutFull(portrait.Pixels, scene, portrait.WorkingScale, cancel);
        return Turned(cutout, (4 - portrait.QuarterTurns) % 4);
    }

    private static Cutout Turned(Cutout cutout, int quarterTurns)
    {
        if (quarterTurns == 0)
            return cutout;
        Picture foreground = cutout.Foreground.Turned(quarterTurns);
        Plane alpha = new(foreground.Size);
        PixelSize from = cutout.Alpha.Size;
        for (int y = 0; y < from.Height; y++)
            for (int x = 0; x < from.Width; x++)
            {
                (int tx, int ty) = quarterTurns switch
                {
                    1 => (from.Height - 1 - y, x),
                    2 => (from.Width - 1 - x, from.Height - 1 - y),
                    _ => (y, from.Width - 1 - x),
                };
                alpha.Values[(ty * alpha.Width) + tx] = cutout.Alpha.Values[(y * from.Width) + x];
            }
        return new Cutout(foreground, alpha);
    }
}
