using System.Runtime.CompilerServices;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Matting;

/// <summary>Draws the band of unknown pixels around the person: narrow at the body, wide at hair.</summary>
internal static class TrimapMaker
{
    private const float HairThreshold = 0.3f;
    private const float SureForeground = 0.985f;
    private const float SureBackground = 0.985f;

    /// <summary>A trimap, the alpha that the networks suggest, and how far they are to be trusted against the colours.</summary>
    public sealed record Draft(Trimap[] Trimap, float[] Prior, float[] Trust);

    /// <summary>Draws on the pixels of <paramref name="size"/>.</summary>
    /// <param name="scene">Where the person is.</param>
    /// <param name="imageToPicture">Maps pixels of the image to those of the picture that the scene describes.</param>
    /// <param name="size">The image's size.</param>
    public static Draft Make(PersonScene scene, AffineMap imageToPicture, PixelSize size)
    {
        Bands bands = Bands.Of(scene);
        AffineMap toGrid = imageToPicture.Then(AffineMap.FromBox(scene.Region, scene.Person.Size).Inverse());
        Trimap[] trimap = new Trimap[size.Area];
        float[] prior = new float[size.Area];
        float[] trust = new float[size.Area];
        Draft draft = new(trimap, prior, trust);
        Parallelism.For(size.Height, y => bands.FillRow(scene, toGrid, y, size.Width, draft));
        return draft;
    }

    /// <summary>Signed distance to the outline, and how wide the band is, on the scene's grid.</summary>
    private sealed class Bands(float unit, Plane signed, Plane hairiness)
    {
        public static Bands Of(PersonScene scene)
        {
            PixelSize grid = scene.Person.Size;
            int n = (int)grid.Area;
            bool[] inside = new bool[n], outside = new bool[n], hair = new bool[n];
            for (int i = 0; i < n; i++)
            {
                inside[i] = scene.Person.Values[i] > 0.5f;
                outside[i] = !inside[i];
                hair[i] = scene.Hair.Values[i] > HairThreshold;
            }
            float[] toInside = DistanceTransform.To(grid, inside);
            float[] toOutside = DistanceTransform.To(grid, outside);
            float[] toHair = DistanceTransform.To(grid, hair);
            float unit = (float)(grid.LongSide / (double)PersonMap.Side);
            for (int i = 0; i < n; i++)
            {
                toInside[i] = toOutside[i] - toInside[i];
                toHair[i] = 1 - SmoothStep(unit, 4 * unit, toHair[i]);
            }
            return new Bands(unit, new Plane(grid, toInside), new Plane(grid, toHair));
        }

        /// <summary>Neighbouring cells differ by the length of a diagonal at most, on either side of the outline.</summary>
        private const float Slack = 3;

        /// <summary>Draws a row. Most pixels are so far from the outline that their cell tells what they are, whatever lies between cells.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void FillRow(PersonScene scene, AffineMap toGrid, int y, int width, Draft draft)
        {
            float[] distances = signed.Values;
            int columns = signed.Width, rows = signed.Height;
            float inside = (12 * unit) + Slack, outside = (-8 * unit) - Slack;
            double startX = (toGrid.B * (y + 0.5)) + toGrid.C, startY = (toGrid.E * (y + 0.5)) + toGrid.F;
            for (int x = 0, i = y * width; x < width; x++, i++)
            {
                int column = (int)((toGrid.A * (x + 0.5)) + startX), row = (int)((toGrid.D * (x + 0.5)) + startY);
                column = column < 0 ? 0 : column >= columns ? columns - 1 : column;
                row = row < 0 ? 0 : row >= rows ? rows - 1 : row;
                float distance = distances[(row * columns) + column];
                if (distance < outside)
                    continue;
                if (distance > inside)
                    (draft.Trimap[i], draft.Prior[i]) = (Matting.Trimap.Foreground, 1);
                else
                    FillNear(scene, toGrid.Apply(new Point(x + 0.5, y + 0.5)), i, draft);
            }
        }

        private void FillNear(PersonScene scene, Point at, int i, Draft draft)
        {
            Trimap here = Classify(scene, at);
            draft.Trimap[i] = here;
            draft.Prior[i] = here == Matting.Trimap.Foreground ? 1 : 0;
            if (here != Matting.Trimap.Unknown)
                return;
            draft.Trust[i] = Trust(scene, at);
            draft.Prior[i] = scene.Likelihood.Sample(at.X, at.Y);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private Trimap Classify(PersonScene scene, Point at)
        {
            float distance = signed.Sample(at.X, at.Y);
            if (distance > 12 * unit)
                return Trimap.Foreground;
            if (distance < -8 * unit || !IsOnGrid(scene.Person.Size, at))
                return Trimap.Background;
            float hair = hairiness.Sample(at.X, at.Y);
            if (distance > (1 + (11 * hair)) * unit)
                return Trimap.Foreground;
            if (distance < -(1 + (7 * hair)) * unit)
                return Trimap.Background;
            float certain = scene.Certain.Sample(at.X, at.Y);
            if (distance > 0 && certain > SureForeground)
                return Trimap.Foreground;
            return distance < -unit && certain > SureBackground ? Trimap.Background : Trimap.Unknown;
        }

        /// <summary>
        /// Dark hair before a dark wall is one colour to any matting; where both networks are sure of the person, their
        /// word must outweigh the colours.
        /// </summary>
        private float Trust(PersonScene scene, Point at)
            => signed.Sample(at.X, at.Y) > 0 ? SmoothStep(0.85f, 0.98f, scene.Certain.Sample(at.X, at.Y)) : 0;

        private static bool IsOnGrid(PixelSize grid, Point at) => at.X >= 0 && at.Y >= 0 && at.X <= grid.Width && at.Y <= grid.Height;

        private static float SmoothStep(float from, float to, float x)
        {
            float t = Math.Clamp((x - from) / (to - from), 0, 1);
            return t * t * (3 - (2 * t));
        }
    }
}
