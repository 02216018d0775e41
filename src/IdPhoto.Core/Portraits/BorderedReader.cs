using IdPhoto.Borders;
using IdPhoto.Heads;
using IdPhoto.Networks;
using IdPhoto.Pictures;

namespace IdPhoto.Portraits;

/// <summary>Reads a picture without what lies around the photo in it, and thinks again where the person who is found contradicts that.</summary>
internal static class BorderedReader
{
    /// <summary>A head that goes on above a border's line by more than this, in T (eyes to chin), shows that it is a wall's: three cells of the person network.</summary>
    private const double Crosses = 0.06;

    /// <summary>Reads the photo; <see cref="Portrait.Border"/> says what was left out.</summary>
    /// <param name="networks">Runs the networks.</param>
    /// <param name="picture">The picture as its file shows it.</param>
    /// <param name="mostHeads">As for <see cref="PortraitReader.ReadAsync"/>.</param>
    /// <param name="cancel">Stops between networks.</param>
    public static async ValueTask<Portrait> ReadAsync(INetworks networks, PhotoPixels picture, int mostHeads, CancellationToken cancel)
    {
        PictureBorder border = BorderFinder.Find(picture);
        // Whether a head crosses a border's line is known only of a head that was measured.
        mostHeads = border.Any ? Math.Max(1, mostHeads) : mostHeads;
        Portrait portrait = await InsideAsync(networks, picture, border, mostHeads, cancel).ConfigureAwait(false);
        portrait = await UncoveredAsync(networks, picture, portrait, mostHeads, cancel).ConfigureAwait(false) ?? portrait;
        return await EndedAsync(networks, picture, portrait, mostHeads, cancel).ConfigureAwait(false) ?? portrait;
    }

    private static async ValueTask<Portrait> InsideAsync(INetworks networks, PhotoPixels picture, PictureBorder border, int mostHeads, CancellationToken cancel)
    {
        Portrait portrait = await PortraitReader.ReadAsync(networks, BorderFinder.Inside(picture, border), mostHeads, cancel).ConfigureAwait(false);
        return portrait with { Border = border };
    }

    // A painted wall of two colours has as level a line as a bar has, but the head stands before it. Null where none does.
    private static async ValueTask<Portrait?> UncoveredAsync(INetworks networks, PhotoPixels picture, Portrait portrait, int mostHeads, CancellationToken cancel)
    {
        PictureBorder upright = portrait.Border.Turned(portrait.QuarterTurns);
        if (upright.Top == 0 || portrait.Heads.Count == 0 || !portrait.Heads[0].HeadTopCut)
            return null;
        PictureBorder without = Unturned(upright with { Top = 0 }, portrait.QuarterTurns);
        Portrait whole = await InsideAsync(networks, picture, without, mostHeads, cancel).ConfigureAwait(false);
        if (whole.QuarterTurns != portrait.QuarterTurns || whole.Heads.Count == 0)
            return null;
        HeadMeasure head = whole.Heads[0];
        double t = head.EyeMidpoint.DistanceTo(head.Chin);
        return head.HeadTop.Y < upright.Top - (Crosses * t) ? whole : null;
    }

    // Null where the photo goes on to its lower edge, or where what is left would be read as another.
    private static async ValueTask<Portrait?> EndedAsync(INetworks networks, PhotoPixels picture, Portrait portrait, int mostHeads, CancellationToken cancel)
    {
        if (portrait.HeadMap is not { } map || portrait.Heads.Count == 0)
            return null;
        int below = StraightEnd.RowsBelow(portrait.Pixels, map, portrait.Heads[0].Chin);
        if (below <= 0)
            return null;
        PictureBorder upright = portrait.Border.Turned(portrait.QuarterTurns);
        PictureBorder ended = Unturned(upright with { Bottom = upright.Bottom + below }, portrait.QuarterTurns);
        if (!BorderFinder.LeavesEnough(picture.Size, ended))
            return null;
        Portrait read = await InsideAsync(networks, picture, ended, mostHeads, cancel).ConfigureAwait(false);
        return read.QuarterTurns == portrait.QuarterTurns && read.Heads.Count > 0 ? read : null;
    }

    private static PictureBorder Unturned(PictureBorder border, int quarterTurns) => border.Turned((4 - quarterTurns) % 4);
}
