using System.Buffers.Binary;

namespace IdPhoto.Exporting;

/// <summary>Rewrites what stands around the pixels of a PNG: colour space and print size in, everything else out.</summary>
internal static class PngChunks
{
    private const int Signature = 8;

    /// <summary>Length, type, keyword with its zero, checksum.</summary>
    private const int EmptyText = 20;

    private const double InchesPerMetre = 39.37007874015748;
    private static readonly uint[] CrcTable = BuildCrcTable();

    /// <summary>A PNG that is marked as sRGB and carries a density, without text, time, EXIF and other profiles.</summary>
    /// <param name="png">A PNG as an encoder writes it.</param>
    /// <param name="dpi">Dots per inch, 1..65535; null for none. PNG stores whole dots per metre: 300 reads back as 299.9994.</param>
    /// <exception cref="ArgumentException">The bytes are not a PNG.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The density is out of range.</exception>
    public static byte[] Rewrite(ReadOnlySpan<byte> png, int? dpi)
    {
        if (dpi is < 1 or > ushort.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(dpi));
        using MemoryStream target = new(png.Length + 64);
        target.Write(png[..Math.Min(Signature, png.Length)]);
        for (int at = Signature; at < png.Length;)
        {
            ReadOnlySpan<byte> chunk = ChunkAt(png, at);
            ReadOnlySpan<byte> type = chunk.Slice(4, 4);
            if (IsKept(type))
                target.Write(chunk);
            if (type.SequenceEqual("IHDR"u8))
                WriteOwn(target, dpi);
            at += chunk.Length;
        }
        return target.ToArray();
    }

    /// <summary>The same PNG made longer by a text chunk (tEXt, 'Comment') after its header; not a byte follows the end chunk.</summary>
    /// <param name="png">A PNG.</param>
    /// <param name="bytes">How many bytes longer it becomes at least: fewer than an empty text's own twenty are rounded up.</param>
    /// <exception cref="ArgumentException">The bytes are not a PNG.</exception>
    public static byte[] Pad(ReadOnlySpan<byte> png, int bytes)
    {
        int header = Signature + ChunkAt(png, Signature).Length;
        byte[] text = [.. "tEXtComment\0"u8, .. new byte[Math.Max(0, bytes - EmptyText)]];
        Padding.Fill(text.AsSpan(12));
        using MemoryStream target = new(png.Length + text.Length + 8);
        target.Write(png[..header]);
        WriteChunk(target, text);
        target.Write(png[header..]);
        return target.ToArray();
    }

    private static ReadOnlySpan<byte> ChunkAt(ReadOnlySpan<byte> png, int at)
    {
        long length = at + 12 <= png.Length ? BinaryPrimitives.ReadUInt32BigEndian(png[at..]) + 12L : long.MaxValue;
        return length <= png.Length - at ? png.Slice(at, (int)length) : throw new ArgumentException("Not a PNG.", nameof(png));
    }

    private static bool IsKept(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("IHDR"u8) || type.SequenceEqual("PLTE"u8) || type.SequenceEqual("tRNS"u8)
        || type.SequenceEqual("IDAT"u8) || type.SequenceEqual("IEND"u8);

    private static void WriteOwn(MemoryStream target, int? dpi)
    {
        WriteChunk(target, [.. "sRGB"u8, 1]); // rendering intent 1: relative colorimetric
        if (dpi is null)
            return;
        byte[] physical = [.. "pHYs"u8, 0, 0, 0, 0, 0, 0, 0, 0, 1];
        int perMetre = (int)Math.Round(dpi.Value * InchesPerMetre);
        BinaryPrimitives.WriteInt32BigEndian(physical.AsSpan(4), perMetre);
        BinaryPrimitives.WriteInt32BigEndian(physical.AsSpan(8), perMetre);
        WriteChunk(target, physical);
    }

    private static void WriteChunk(MemoryStream target, ReadOnlySpan<byte> typeAndContent)
    {
        Span<byte> four = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(four, typeAndContent.Length - 4);
        target.Write(four);
        target.Write(typeAndContent);
        BinaryPrimitives.WriteUInt32BigEndian(four, Crc(typeAndContent));
        target.Write(four);
    }

    /// <summary>W3C PNG, annex D.</summary>
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
            crc = CrcTable[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] BuildCrcTable()
    {
        uint[] table = new uint[256];
        for (uint n = 0; n < 256; n++)
        {
            uint c = n;
            for (int k = 0; k < 8; k++)
                c = (c & 1) != 0 ? 0xEDB88320 ^ (c >> 1) : c >> 1;
            table[n] = c;
        }
        return table;
    }
}
