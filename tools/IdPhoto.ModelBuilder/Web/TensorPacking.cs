using System.Runtime.InteropServices;

namespace IdPhoto.ModelBuilder.Web;

/// <summary>How a tensor's values are stored.</summary>
internal static class TensorKind
{
    /// <summary>Single precision, as they are.</summary>
    public const string Single = "f32";

    /// <summary>Half precision.</summary>
    public const string Half = "f16";

    /// <summary>One scale a channel, then -127..127 a value.</summary>
    public const string Byte = "i8";
}

/// <summary>What packing may cost.</summary>
internal enum Precision
{
    /// <summary>Nothing: half precision is for weights that it holds to the bit.</summary>
    Exact,

    /// <summary>Every weight is rounded to half precision.</summary>
    Half,

    /// <summary>The weights of large convolutions are rounded to 255 steps a channel; the others are exact.</summary>
    Byte,
}

/// <summary>A tensor's packed values.</summary>
internal sealed record TensorPacking(string Kind, int? Channels, byte[] Bytes)
{
    private const int Largest = sbyte.MaxValue;

    /// <summary>Packs values in half precision where that is allowed, else as they are.</summary>
    public static TensorPacking Of(ReadOnlySpan<float> values, Precision precision)
    {
        Half[] halves = new Half[values.Length];
        for (int i = 0; i < halves.Length; i++)
            halves[i] = (Half)values[i];
        return Fits(values, halves, precision)
            ? new TensorPacking(TensorKind.Half, null, MemoryMarshal.AsBytes<Half>(halves).ToArray())
            : new TensorPacking(TensorKind.Single, null, MemoryMarshal.AsBytes(values).ToArray());
    }

    /// <summary>Packs values in 8 bits and a scale a channel. Symmetric around zero: unpacking is one multiplication.</summary>
    /// <param name="values">The values, the first channel's first.</param>
    /// <param name="channels">How many channels they have.</param>
    public static TensorPacking InBytes(ReadOnlySpan<float> values, int channels)
    {
        int each = values.Length / channels;
        byte[] packed = new byte[(channels * sizeof(float)) + values.Length];
        Span<float> scales = MemoryMarshal.Cast<byte, float>(packed.AsSpan(0, channels * sizeof(float)));
        Span<byte> steps = packed.AsSpan(channels * sizeof(float));
        for (int channel = 0; channel < channels; channel++)
        {
            ReadOnlySpan<float> one = values.Slice(channel * each, each);
            scales[channel] = LargestOf(one) / Largest;
            Divide(one, scales[channel], steps.Slice(channel * each, each));
        }
        return new TensorPacking(TensorKind.Byte, channels, packed);
    }

    // What half precision cannot hold at all becomes infinite there.
    private static bool Fits(ReadOnlySpan<float> values, ReadOnlySpan<Half> halves, Precision precision)
    {
        for (int i = 0; i < values.Length; i++)
            if (precision == Precision.Half ? !Half.IsFinite(halves[i]) : !IsSame(values[i], halves[i]))
                return false;
        return true;
    }

    private static bool IsSame(float value, Half half) =>
        BitConverter.SingleToUInt32Bits(value) == BitConverter.SingleToUInt32Bits((float)half);

    private static void Divide(ReadOnlySpan<float> values, float scale, Span<byte> steps)
    {
        for (int i = 0; i < values.Length && scale > 0; i++)
            steps[i] = (byte)(sbyte)Math.Clamp(MathF.Round(values[i] / scale), -Largest, Largest);
    }

    private static float LargestOf(ReadOnlySpan<float> values)
    {
        float largest = 0;
        foreach (float value in values)
            largest = Math.Max(largest, Math.Abs(value));
        return largest;
    }
}
