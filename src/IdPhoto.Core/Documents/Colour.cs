namespace IdPhoto.Documents;

/// <summary>An sRGB colour, 8 bits a channel.</summary>
/// <param name="R">Red, 0..255.</param>
/// <param name="G">Green, 0..255.</param>
/// <param name="B">Blue, 0..255.</param>
public readonly record struct Colour(byte R, byte G, byte B)
{
    /// <summary>As '#rrggbb' in lower case.</summary>
    public string Hex => $"#{R:x2}{G:x2}{B:x2}";

    /// <summary>The largest difference of a channel, 0..255.</summary>
    internal int DifferenceTo(Colour other) => Math.Max(Math.Abs(R - other.R), Math.Max(Math.Abs(G - other.G), Math.Abs(B - other.B)));

    /// <inheritdoc/>
    public override string ToString() => Hex;
}
