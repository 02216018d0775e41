namespace IdPhoto.Decoding;

/// <summary>What a frame's header (ITU-T T.81, B.2.2) says of the memory that its decoder needs.</summary>
/// <param name="Progressive">Whether each scan refines what earlier ones gave.</param>
/// <param name="Components">Components of the picture.</param>
/// <param name="Samples">Samples of all components for each pixel.</param>
internal readonly record struct JpegFrame(bool Progressive, int Components, double Samples)
{
    /// <param name="segment">The frame's header without its length.</param>
    /// <param name="marker">SOF0 to SOF15.</param>
    public static JpegFrame Read(ReadOnlySpan<byte> segment, int marker)
    {
        // No decoder reads a frame that ends early: it holds nothing.
        if (segment.Length < 6 || segment.Length < 6 + (3 * segment[5]))
            return default;
        int components = segment[5], sum = 0, most = 1;
        for (int i = 0; i < components; i++)
        {
            byte sampling = segment[7 + (3 * i)];
            int area = (sampling >> 4) * (sampling & 15);
            sum += area;
            most = Math.Max(most, area);
        }
        return new JpegFrame((marker & 3) == 2, components, (double)sum / most);
    }

    /// <summary>Samples per pixel whose coefficients are held until the last scan.</summary>
    /// <param name="firstScan">Components of the first scan.</param>
    public double HeldSamples(int firstScan) => Progressive || firstScan < Components ? Samples : 0;
}
