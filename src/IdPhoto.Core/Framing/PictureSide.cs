namespace IdPhoto.Framing;

/// <summary>The four edges of the picture.</summary>
internal enum Side
{
    Bottom,
    Left,
    Right,
    Top,
}

/// <summary>One edge of the picture: each function is how far inside it one corner of the page lies.</summary>
internal sealed record PictureSide(Side Side, Linear[] Corners, bool MayExceed)
{
    /// <summary>How far the page reaches beyond the edge, in source pixels.</summary>
    public double Excess(Position at)
    {
        double most = 0;
        foreach (Linear corner in Corners)
            most = Math.Max(most, -corner.At(at));
        // Rounding is not an excess.
        return most < 1e-4 ? 0 : most;
    }
}
