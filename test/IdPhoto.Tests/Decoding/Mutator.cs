using System.Buffers.Binary;

namespace IdPhoto.Tests.Decoding;

/// <summary>Breaks files in the ways that find bugs in decoders; the same seed breaks them in the same way.</summary>
internal sealed class Mutator(int seed)
{
    private static readonly uint[] Interesting = [0, 1, 2, 7, 8, 0x7F, 0x80, 0xFF, 0x100, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFF0];

    private readonly Random _random = new(seed);

    /// <summary>A broken copy.</summary>
    /// <param name="file">The file to break.</param>
    /// <param name="other">A file whose pieces may be put into it.</param>
    public byte[] Mutate(byte[] file, byte[] other)
    {
        byte[] broken = [.. file];
        for (int changes = 1 + _random.Next(4); changes > 0 && broken.Length > 16; changes--)
            broken = _random.Next(10) switch
            {
                0 or 1 => FlipBits(broken),
                2 => SetBytes(broken, Place(broken)),
                3 or 4 => SetNumber(broken, Place(broken)),
                5 or 6 => SetNumber(broken, _random.Next(Math.Min(broken.Length, 400))),
                7 => Cut(broken),
                8 => Splice(broken, other),
                _ => Repeat(broken),
            };
        return broken;
    }

    /// <summary>Anywhere, but twice as often in the first half, where headers are.</summary>
    private int Place(byte[] file) => _random.Next(_random.Next(2) == 0 ? file.Length : Math.Max(1, file.Length / 4));

    private byte[] FlipBits(byte[] file)
    {
        for (int flips = 1 << _random.Next(5); flips > 0; flips--)
            file[Place(file)] ^= (byte)(1 << _random.Next(8));
        return file;
    }

    private byte[] SetBytes(byte[] file, int at)
    {
        _random.NextBytes(file.AsSpan(at, Math.Min(file.Length - at, 1 << _random.Next(6))));
        return file;
    }

    /// <summary>A length, a count, an offset or a size becomes another, in either byte order.</summary>
    private byte[] SetNumber(byte[] file, int at)
    {
        uint value = _random.Next(3) == 0 ? (uint)_random.Next(file.Length * 2) : Interesting[_random.Next(Interesting.Length)];
        Span<byte> four = stackalloc byte[4];
        if (_random.Next(2) == 0)
            BinaryPrimitives.WriteUInt32BigEndian(four, value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(four, value);
        int width = 1 << _random.Next(3);
        Span<byte> number = BinaryPrimitives.ReadUInt32BigEndian(four) == value ? four[^width..] : four[..width];
        number[..Math.Min(width, file.Length - at)].CopyTo(file.AsSpan(at));
        return file;
    }

    private byte[] Cut(byte[] file)
    {
        int from = _random.Next(file.Length);
        int to = _random.Next(2) == 0 ? file.Length : Math.Min(file.Length, from + 1 + _random.Next(64));
        return [.. file[..from], .. file[to..]];
    }

    private byte[] Splice(byte[] file, byte[] other)
    {
        int from = _random.Next(other.Length);
        int length = Math.Min(other.Length - from, 1 + _random.Next(512));
        int at = Place(file);
        int over = _random.Next(2) == 0 ? 0 : Math.Min(length, file.Length - at);
        return [.. file[..at], .. other.AsSpan(from, length), .. file[(at + over)..]];
    }

    private byte[] Repeat(byte[] file)
    {
        int from = Place(file);
        int length = Math.Min(file.Length - from, 1 + _random.Next(256));
        return [.. file[..(from + length)], .. file[from..]];
    }
}
