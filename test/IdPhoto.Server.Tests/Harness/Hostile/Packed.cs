using System.IO.Compression;

namespace IdPhoto.Server.Tests.Harness.Hostile;

/// <summary>Much that packs into little.</summary>
internal static class Packed
{
    private const int Piece = 1 << 20;

    /// <summary>A zlib stream of so many zeros: a thousandth of their size.</summary>
    public static byte[] Zeros(long count)
    {
        using MemoryStream packed = new();
        using (ZLibStream stream = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            byte[] zeros = new byte[Piece];
            for (long left = count; left > 0; left -= Piece)
                stream.Write(zeros, 0, (int)Math.Min(Piece, left));
        }
        return packed.ToArray();
    }

    /// <summary>Bytes that pack into nothing less.</summary>
    public static byte[] Noise(int count)
    {
        byte[] noise = new byte[count];
        new Random(count).NextBytes(noise);
        return noise;
    }
}
