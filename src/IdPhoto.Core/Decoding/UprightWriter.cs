using System.Runtime.InteropServices;
using IdPhoto.Pictures;

namespace IdPhoto.Decoding;

/// <summary>Turns decoded rows into an upright sRGB picture as they arrive, so that the pixels exist only once in memory.</summary>
/// <remarks>Not thread-safe: one writer, one decoder. What it holds besides the picture is overwritten when it is disposed.</remarks>
internal sealed class UprightWriter : IDisposable
{
    /// <summary>Rows placed at once: so many that turned pixels fill whole cache lines, so few that they stay in the cache.</summary>
    private const int StripRows = 32;

    private readonly PixelSize _stored;
    private readonly StoredPixels _format;
    private readonly Orientation _orientation;
    private readonly ColourCurves? _colour;
    private readonly byte[] _raw;
    private readonly byte[] _strip;
    private readonly byte[] _stripAlpha;
    private readonly ushort[] _wide;
    private readonly byte[] _rgb;
    private readonly byte[]? _alpha;
    private int _rawBytes;
    private int _rows;
    private int _stripCount;

    /// <summary>Prepares the upright picture.</summary>
    /// <param name="stored">The size of what will be written.</param>
    /// <param name="exifOrientation">1..8.</param>
    /// <param name="format">The pixels' layout.</param>
    /// <param name="colour">The conversion to sRGB; null to keep every value as it is.</param>
    public UprightWriter(PixelSize stored, int exifOrientation, StoredPixels format, ColourCurves? colour)
    {
        _stored = stored;
        _format = format;
        _colour = colour;
        _orientation = Orientation.Of(exifOrientation, stored);
        _raw = new byte[stored.Width * format.Bytes];
        _strip = new byte[StripRows * stored.Width * 3];
        _wide = format.Wide && colour is not null ? new ushort[stored.Width * 3] : [];
        _rgb = GC.AllocateUninitializedArray<byte>(checked((int)(stored.Area * 3)));
        _alpha = format.HasAlpha ? GC.AllocateUninitializedArray<byte>((int)stored.Area) : null;
        _stripAlpha = format.HasAlpha ? new byte[StripRows * stored.Width] : [];
    }

    /// <summary>Columns and rows of the upright picture.</summary>
    public PixelSize Upright => _orientation.Swaps ? new PixelSize(_stored.Height, _stored.Width) : _stored;

    /// <summary>Whether every row has been written.</summary>
    public bool IsComplete => _rows == _stored.Height;

    /// <summary>Takes the next bytes of the decoded picture, cut anywhere.</summary>
    /// <exception cref="ArgumentException">More bytes than the picture has.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (IsComplete)
                throw new ArgumentException("More rows than the picture has.", nameof(bytes));
            if (_rawBytes == 0 && bytes.Length >= _raw.Length)
            {
                Row(bytes[.._raw.Length]);
                bytes = bytes[_raw.Length..];
                continue;
            }
            int taken = Math.Min(bytes.Length, _raw.Length - _rawBytes);
            bytes[..taken].CopyTo(_raw.AsSpan(_rawBytes));
            bytes = bytes[taken..];
            _rawBytes = (_rawBytes + taken) % _raw.Length;
            if (_rawBytes == 0)
                Row(_raw);
        }
    }

    /// <summary>The upright picture, flattened on white where it was transparent.</summary>
    /// <param name="alpha">0 transparent .. 255 opaque, one per pixel, upright; null where every pixel is as good as opaque.</param>
    /// <exception cref="InvalidOperationException">Rows are missing.</exception>
    public Picture Finish(out byte[]? alpha)
    {
        if (!IsComplete)
            throw new InvalidOperationException("Rows are missing.");
        alpha = _alpha.AsSpan().ContainsAnyInRange((byte)0, (byte)(Decoded.AsGoodAsOpaque - 1)) ? _alpha : null;
        LayOnWhite(_rgb, alpha);
        return new Picture(Upright, _rgb);
    }

    /// <summary>Overwrites the rows on their way, and not the picture. Small arrays: the collector would leave pixels in them for as long as it needs no room.</summary>
    public void Dispose()
    {
        Array.Clear(_raw);
        Array.Clear(_strip);
        Array.Clear(_stripAlpha);
        Array.Clear(_wide);
    }

    private void Row(ReadOnlySpan<byte> row)
    {
        Span<byte> rgb = _strip.AsSpan(_stripCount * _stored.Width * 3, _stored.Width * 3);
        if (_format.Wide)
            WideRow(MemoryMarshal.Cast<byte, ushort>(row), rgb);
        else
            ByteRow(row, rgb);
        _rows++;
        if (++_stripCount == StripRows || IsComplete)
            PlaceStrip();
    }

    private void ByteRow(ReadOnlySpan<byte> row, Span<byte> rgb)
    {
        if (_format.Channels == 3)
            row.CopyTo(rgb);
        else
            Spread(row, rgb);
        if (_format.HasAlpha)
            for (int x = 0, at = _stripCount * _stored.Width; x < _stored.Width; x++)
                _stripAlpha[at + x] = row[(x * _format.Channels) + _format.Channels - 1];
        _colour?.Convert(rgb);
    }

    private void WideRow(ReadOnlySpan<ushort> row, Span<byte> rgb)
    {
        if (_format.HasAlpha)
            for (int x = 0, at = _stripCount * _stored.Width; x < _stored.Width; x++)
                _stripAlpha[at + x] = Narrow(row[(x * _format.Channels) + _format.Channels - 1]);
        if (_colour is null)
        {
            for (int x = 0; x < _stored.Width; x++)
                for (int c = 0; c < 3; c++)
                    rgb[(3 * x) + c] = Narrow(row[(x * _format.Channels) + (_format.IsGrey ? 0 : c)]);
            return;
        }
        if (_format.Channels == 3)
            row.CopyTo(_wide);
        else
            Spread(row, _wide);
        _colour.Convert(_wide, rgb);
    }

    /// <summary>Grey to three equal channels, or RGBA to RGB.</summary>
    private void Spread<T>(ReadOnlySpan<T> row, Span<T> rgb)
    {
        int channels = _format.Channels;
        int second = _format.IsGrey ? 0 : 1;
        for (int x = 0, from = 0; x < rgb.Length; x += 3, from += channels)
        {
            rgb[x] = row[from];
            rgb[x + 1] = row[from + second];
            rgb[x + 2] = row[from + second + second];
        }
    }

    /// <summary>The nearest 8-bit value: 65535 is 255 and 257 is 1, exactly.</summary>
    private static byte Narrow(ushort value) => (byte)((value + 128) / 257);

    private static void LayOnWhite(Span<byte> rgb, ReadOnlySpan<byte> alpha)
    {
        for (int i = 0; i < alpha.Length; i++)
        {
            int a = alpha[i];
            if (a == 255)
                continue;
            for (int c = 3 * i; c < (3 * i) + 3; c++)
                rgb[c] = (byte)(((rgb[c] * a) + (255 * (255 - a)) + 127) / 255);
        }
    }

    private void PlaceStrip()
    {
        int firstRow = _rows - _stripCount;
        ReadOnlySpan<Rgb24> strip = MemoryMarshal.Cast<byte, Rgb24>(_strip);
        Place(strip, MemoryMarshal.Cast<byte, Rgb24>(_rgb.AsSpan()), firstRow);
        if (_alpha is not null)
            Place<byte>(_stripAlpha, _alpha, firstRow);
        _stripCount = 0;
    }

    private void Place<T>(ReadOnlySpan<T> strip, Span<T> target, int firstRow)
    {
        long origin = _orientation.Origin + (firstRow * _orientation.StepY);
        int width = _stored.Width;
        if (_orientation.StepX == 1)
            for (int y = 0; y < _stripCount; y++)
                strip.Slice(y * width, width).CopyTo(target[(int)(origin + (y * _orientation.StepY))..]);
        else if (_orientation.Swaps)
            PlaceColumns(strip, target, origin);
        else
            for (int y = 0; y < _stripCount; y++)
                for (int x = 0, at = (int)(origin + (y * _orientation.StepY)); x < width; x++, at--)
                    target[at] = strip[(y * width) + x];
    }

    private void PlaceColumns<T>(ReadOnlySpan<T> strip, Span<T> target, long origin)
    {
        int width = _stored.Width;
        int step = (int)_orientation.StepY;
        for (int x = 0; x < width; x++)
        {
            int at = (int)(origin + (x * _orientation.StepX));
            for (int y = 0, from = x; y < _stripCount; y++, from += width, at += step)
                target[at] = strip[from];
        }
    }

    [StructLayout(LayoutKind.Sequential, Pack = 1)]
    private readonly struct Rgb24
    {
        private readonly byte _red;
        private readonly byte _green;
        private readonly byte _blue;
    }
}
