using System.Runtime.CompilerServices;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.View;

/// <summary>What the person network saw, on the pixels of a view.</summary>
internal sealed class TissueMap
{
    private TissueMap(PixelSize size)
    {
        Size = size;
        Person = new float[size.Area];
        Kind = new byte[size.Area];
    }

    public PixelSize Size { get; }

    /// <summary>How much of a person is in the pixel, 0..1.</summary>
    public float[] Person { get; }

    /// <summary>The likeliest class, a <see cref="Tissue"/>.</summary>
    public byte[] Kind { get; }

    public Tissue At(int x, int y) => (Tissue)Kind[(y * Size.Width) + x];

    /// <summary>Reads the network's grid at every pixel of the view.</summary>
    public static TissueMap Of(PersonMap map, AffineMap toPicture, PixelSize size)
    {
        TissueMap tissues = new(size);
        AffineMap toGrid = toPicture.Then(new AffineMap(1, 0, -map.Region.X, 0, 1, -map.Region.Y))
            .Then(new AffineMap(map.Person.Width / map.Region.Width, 0, -0.5, 0, map.Person.Height / map.Region.Height, -0.5));
        float[][] classes = [map.Hair.Values, map.BodySkin.Values, map.FaceSkin.Values, map.Clothes.Values, map.Others.Values];
        Parallelism.For(size.Height, y => tissues.FillRow(y, toGrid, map.Person, classes));
        return tissues;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillRow(int y, AffineMap toGrid, Plane person, float[][] classes)
    {
        int width = person.Width, height = person.Height;
        Point start = toGrid.Apply(new Point(0.5, y + 0.5));
        for (int x = 0; x < Size.Width; x++)
        {
            float column = Math.Clamp((float)(start.X + (toGrid.A * x)), 0, width - 1.001f);
            float row = Math.Clamp((float)(start.Y + (toGrid.D * x)), 0, height - 1.001f);
            int left = (int)column, top = (int)row;
            float fx = column - left, fy = row - top;
            int at = (top * width) + left;
            int i = (y * Size.Width) + x;
            float seen = Between(person.Values, at, width, fx, fy);
            Person[i] = seen;
            float best = 1 - seen;
            byte kind = 0;
            for (int k = 0; k < classes.Length && seen > 0.02f; k++)
            {
                float value = Between(classes[k], at, width, fx, fy);
                if (value > best)
                    (best, kind) = (value, (byte)(k + 1));
            }
            Kind[i] = kind;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Between(float[] grid, int at, int width, float fx, float fy)
    {
        float upper = grid[at] + ((grid[at + 1] - grid[at]) * fx);
        float lower = grid[at + width] + ((grid[at + width + 1] - grid[at + width]) * fx);
        return upper + ((lower - upper) * fy);
    }
}
