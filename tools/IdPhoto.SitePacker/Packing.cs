using System.IO.Compression;

namespace IdPhoto.SitePacker;

/// <summary>A content coding in which a copy is written.</summary>
/// <param name="Extension">Of the copy, after the file's own name.</param>
/// <param name="Name">Names the coding and how thoroughly it looks, for what is kept of it.</param>
internal abstract record Packing(string Extension, string Name)
{
    /// <summary>Up to this length there is time for the best that Brotli can do: a second for each megabyte.</summary>
    private const int Thorough = 4 * 1024 * 1024;

    /// <summary>Both copies of a file of this length.</summary>
    /// <param name="bytes">The length.</param>
    /// <param name="quick">For a site that nobody will download: ten times as fast, and some 15 % longer.</param>
    public static Packing[] For(long bytes, bool quick) => [new Brotli(quick ? 4 : bytes <= Thorough ? 11 : 9), new Gzip()];

    /// <summary>The compressed bytes.</summary>
    public abstract byte[] Pack(byte[] bytes);

    private sealed record Brotli(int Quality) : Packing(".br", $"brotli-{Quality}")
    {
        /// <summary>The largest window that every browser unpacks.</summary>
        private const int Window = 24;

        public override byte[] Pack(byte[] bytes)
        {
            byte[] packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
            return BrotliEncoder.TryCompress(bytes, packed, out int length, Quality, Window)
                ? packed[..length]
                : throw new IOException("Brotli has no room for its own result.");
        }
    }

    private sealed record Gzip() : Packing(".gz", "gzip")
    {
        public override byte[] Pack(byte[] bytes)
        {
            using MemoryStream packed = new();
            using (GZipStream stream = new(packed, CompressionLevel.SmallestSize))
                stream.Write(bytes);
            return packed.ToArray();
        }
    }
}
