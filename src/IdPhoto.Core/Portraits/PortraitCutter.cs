using IdPhoto.Borders;
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
    /// <returns>
    /// As large as the picture with its <see cref="Portrait.Border"/> and before <see cref="Portrait.QuarterTurns"/>, so that it lies on
    /// the file's own pixels; with <see cref="Cutout.People"/> and <see cref="Cutout.Notes"/>.
    /// </returns>
    /// <exception cref="PhotoException"><see cref="Refusals.NoPerson"/>.</exception>
    public static async ValueTask<Cutout> CutAsync(INetworks networks, Portrait portrait, SceneOptions options, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(portrait);
        Cutout cutout = portrait.Matte is { } matte
            ? matte.Cut(portrait.Picture) with { People = 1 + SceneFaces.Of(portrait.Faces, People.All).Companions.Count }
            : await SolvedAsync(networks, portrait, options, cancel).ConfigureAwait(false);
        Cutout whole = Within(portrait.Border, Turned(cutout, (4 - portrait.QuarterTurns) % 4));
        return whole with { People = cutout.People, Notes = [.. PortraitNotes.Of(portrait), .. cutout.Notes] };
    }

    private static async ValueTask<Cutout> SolvedAsync(INetworks networks, Portrait portrait, SceneOptions options, CancellationToken cancel)
    {
        PersonScene scene = await SceneReader.ReadAsync(networks, portrait.Working, portrait.WorkingFaces, null, options, cancel).ConfigureAwait(false);
        Cutout cutout = PersonCutter.CutFull(portrait.Pixels, scene, portrait.WorkingScale, cancel);
        return cutout with { People = scene.People, Notes = [.. PortraitNotes.Of(scene)] };
    }

    private static Cutout Within(PictureBorder border, Cutout cutout)
    {
        if (!border.Any)
            return cutout;
        PixelSize part = cutout.Alpha.Size, whole = new(border.Left + part.Width + border.Right, border.Top + part.Height + border.Bottom);
        Plane alpha = new(whole);
        byte[] rgb = new byte[whole.Area * 3];
        for (int y = 0; y < part.Height; y++)
        {
            int to = ((border.Top + y) * whole.Width) + border.Left;
            cutout.Alpha.Values.AsSpan(y * part.Width, part.Width).CopyTo(alpha.Values.AsSpan(to));
            cutout.Foreground.Row(y).CopyTo(rgb.AsSpan(3 * to));
        }
        return new Cutout(new Picture(whole, rgb), alpha);
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
