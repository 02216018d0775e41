namespace IdPhoto.Decoding;

/// <summary>Estimates the quality setting a JPEG was saved at.</summary>
internal static class JpegQuality
{
    /// <summary>ITU-T T.81, table K.1 (luminance), in zigzag order as files store it.</summary>
    private static ReadOnlySpan<byte> Luminance =>
    [
        16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40,
        26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58, 51, 61, 60, 57, 51,
        56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
        95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99,
    ];

    /// <summary>The setting whose table is nearest to the file's luminance table, by the scale of libjpeg.</summary>
    /// <param name="tables">A DQT segment's content.</param>
    /// <returns>1..100, or null where the segment holds no luminance table. Cameras scale differently: within a few units.</returns>
    public static int? Estimate(ReadOnlySpan<byte> tables)
    {
        if (tables.Length < 65 || (tables[0] & 0x0F) != 0)
            return null;
        bool wide = tables[0] >> 4 != 0;
        if (wide && tables.Length < 129)
            return null;
        long sum = 0;
        for (int i = 0; i < 64; i++)
            sum += wide ? (tables[1 + (2 * i)] << 8) | tables[2 + (2 * i)] : tables[1 + i];
        return Enumerable.Range(1, 100).MinBy(quality => Math.Abs(SumAt(quality) - sum));
    }

    private static long SumAt(int quality)
    {
        int scale = quality < 50 ? 5000 / quality : 200 - (quality * 2);
        long sum = 0;
        foreach (byte value in Luminance)
            sum += Math.Clamp(((value * scale) + 50) / 100, 1, 255);
        return sum;
    }
}
