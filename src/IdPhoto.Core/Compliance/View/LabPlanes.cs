using System.Runtime.CompilerServices;
using IdPhoto.Colorimetry;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.View;

/// <summary>A picture in CIE Lab, three planes, and its luminance.</summary>
internal sealed class LabPlanes
{
    private LabPlanes(int count) => (L, A, B, Y) = (new float[count], new float[count], new float[count], new float[count]);

    public float[] L { get; }

    public float[] A { get; }

    public float[] B { get; }

    /// <summary>Linear luminance, 0..1.</summary>
    public float[] Y { get; }

    public Lab At(int i) => new(L[i], A[i], B[i]);

    public static LabPlanes Of(Picture picture)
    {
        LabPlanes planes = new((int)picture.Size.Area);
        Parallelism.For(picture.Height, y => planes.FillRow(picture, y));
        return planes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillRow(Picture picture, int y)
    {
        ReadOnlySpan<byte> row = picture.Row(y);
        int start = y * picture.Width;
        for (int x = 0; x < picture.Width; x++)
            (L[start + x], A[start + x], B[start + x], Y[start + x]) = CieLab.Of(row[3 * x], row[(3 * x) + 1], row[(3 * x) + 2]);
    }
}
