namespace IdPhoto.Decoding;

/// <summary>How a native reader hands over pixels, interleaved, row after row.</summary>
/// <param name="Channels">1 grey, 2 grey and alpha, 3 RGB, 4 RGB and straight alpha.</param>
/// <param name="Wide">16 bits a channel in this machine's byte order; otherwise 8.</param>
internal readonly record struct StoredPixels(int Channels, bool Wide)
{
    /// <summary>Whether the last channel is alpha.</summary>
    public bool HasAlpha => Channels is 2 or 4;

    /// <summary>Whether there is one colour channel.</summary>
    public bool IsGrey => Channels <= 2;

    /// <summary>Bytes of one pixel.</summary>
    public int Bytes => Channels * (Wide ? 2 : 1);
}
