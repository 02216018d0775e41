using IdPhoto.Pictures;

namespace IdPhoto.Persons;

/// <summary>Divides two people who touch along the edges of what they wear, in place of a straight line halfway between them.</summary>
internal static class ClothesSeam
{
    private const byte Nobody = 0, Own = 1, Theirs = 2;

    /// <summary>The pixels of a mask that are not the neighbour's.</summary>
    /// <param name="mask">Both people.</param>
    /// <param name="nearness">Per pixel 0 on the neighbour's axis, 0.5 halfway, 1 on the own.</param>
    /// <param name="isCore">Whether a pixel lies on the own face or chest: only from there the own side grows, so that a neighbour's hat does not stay.</param>
    /// <param name="image">The picture on the grid; null divides halfway.</param>
    /// <param name="limits">How far around the middle colours decide.</param>
    public static bool[] Divide(bool[] mask, float[] nearness, bool[] isCore, Picture? image, FusionLimits limits)
    {
        byte[] owner = new byte[mask.Length];
        float reach = image is null ? 0 : limits.SeamReach;
        for (int i = 0; i < mask.Length; i++)
            if (mask[i])
                owner[i] = nearness[i] < 0.5f - reach ? Theirs : nearness[i] >= 0.5f + reach && (isCore[i] || image is null) ? Own : Nobody;
        if (image is not null)
            Grow(owner, mask, OwnSide(mask, nearness, isCore, 0.5f + reach, image.Width), image, limits);
        bool[] result = new bool[mask.Length];
        for (int i = 0; i < mask.Length; i++)
            result[i] = mask[i] && (owner[i] == Own || (owner[i] == Nobody && nearness[i] >= 0.5f));
        return result;
    }

    // What lies well on the own side and hangs together there with the own face or chest: no neighbour reaches that far into it. An arm
    // of theirs across the picture hangs together with them only.
    private static bool[] OwnSide(bool[] mask, float[] nearness, bool[] isCore, float from, int width)
    {
        bool[] side = new bool[mask.Length];
        Stack<int> open = new();
        for (int i = 0; i < mask.Length; i++)
            if (isCore[i])
                Add(i);
        while (open.TryPop(out int i))
        {
            if (i % width > 0)
                Add(i - 1);
            if (i % width < width - 1)
                Add(i + 1);
            Add(i - width);
            Add(i + width);
        }
        return side;

        void Add(int i)
        {
            if (i < 0 || i >= mask.Length || side[i] || !mask[i] || nearness[i] < from)
                return;
            side[i] = true;
            open.Push(i);
        }
    }

    // Both grow over what is open at once (Dijkstra), the slower the more the colour changes: they meet at an edge.
    private static void Grow(byte[] owner, bool[] mask, bool[] ownSide, Picture image, FusionLimits limits)
    {
        (int width, int height) = (image.Width, image.Height);
        PriorityQueue<(int At, byte Owner), float> open = new();
        byte[] seeds = [.. owner];
        for (int i = 0; i < seeds.Length; i++)
            if (seeds[i] != Nobody)
                Spread(i, seeds[i], 0);
        while (open.TryDequeue(out (int At, byte Owner) next, out float cost))
            if (owner[next.At] == Nobody)
            {
                owner[next.At] = next.Owner;
                Spread(next.At, next.Owner, cost);
            }

        void Spread(int i, byte by, float cost)
        {
            int x = i % width;
            if (x > 0)
                Reach(i, i - 1, by, cost);
            if (x < width - 1)
                Reach(i, i + 1, by, cost);
            if (i >= width)
                Reach(i, i - width, by, cost);
            if (i < width * (height - 1))
                Reach(i, i + width, by, cost);
        }

        void Reach(int from, int to, byte by, float cost)
        {
            if (mask[to] && owner[to] == Nobody && (by == Own || !ownSide[to]))
                open.Enqueue((to, by), cost + 1 + (limits.SeamColour * Difference(image.Rgb, from, to)));
        }
    }

    private static int Difference(byte[] rgb, int a, int b)
        => Math.Abs(rgb[3 * a] - rgb[3 * b]) + Math.Abs(rgb[(3 * a) + 1] - rgb[(3 * b) + 1]) + Math.Abs(rgb[(3 * a) + 2] - rgb[(3 * b) + 2]);
}
