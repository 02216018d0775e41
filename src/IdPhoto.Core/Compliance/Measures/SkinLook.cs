using IdPhoto.Compliance.View;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>What the skin of the face looks like and how the light falls on it.</summary>
/// <param name="Cheeks">Median colour of the skin of both cheeks.</param>
/// <param name="SquareRatio">Of ICAO's four squares (forehead, cheeks, chin) the darkest mean through the lightest, of the worst channel, 0..1; NaN when fewer than two can be seen.</param>
/// <param name="SideDifference">Right half against left half of the face: median difference of mirrored patches, in stops (log2 of linear light), positive when the picture's left is lighter.</param>
/// <param name="PatchDifference">Largest difference of mirrored patches beside that median, in stops; NaN where hair hides so much skin that both are uncertain.</param>
/// <param name="SocketDifference">Cheeks minus the skin under the eyes, in stops: deep shadows of light from above.</param>
/// <param name="HotSpot">Largest blown-out area on the skin, in squared inter-eye distances.</param>
/// <param name="Dark">Share of the face's skin below linear luminance 26/255 (OFIQ's under-exposure), 0..1.</param>
/// <param name="Bright">Share from 247/255 on (OFIQ's over-exposure), 0..1.</param>
/// <param name="ClippedLow">Share of the face's pixels with every channel at 0.</param>
/// <param name="ClippedHigh">Share of the face's pixels with a channel at 255.</param>
/// <param name="Levels">Distinct levels of luminance in the face.</param>
/// <param name="Entropy">Of the histogram of linear luminance, in bits.</param>
/// <param name="Highlight">98th percentile of L* in the face: whites of the eyes, reflections on the skin.</param>
/// <param name="Grey">Share of the face's pixels whose channels differ by less than 4 levels, 0..1.</param>
internal sealed record SkinLook(
    Lab Cheeks, double SquareRatio, double SideDifference, double PatchDifference, double SocketDifference, double HotSpot,
    double Dark, double Bright, double ClippedLow, double ClippedHigh, int Levels, double Entropy, double Highlight, double Grey)
{
    private const double D = HeadView.EyeDistance;

    /// <summary>Mean step of L* between neighbouring pixels: skin has 0.3 to 1.2, a beard from 1.5.</summary>
    private const double Rough = 1.4;

    // Mirrored places on the face, the subject's right first: cheekbones, cheeks, jaw, forehead. Beside the nose and in
    // the sockets shading is normal; lips and lids move.
    private static readonly (int Right, int Left)[] Mirrored =
        [(50, 280), (117, 346), (205, 425), (187, 411), (207, 427), (104, 333), (69, 299), (67, 297), (123, 352), (147, 376)];

    // The face without its forehead, where hair may hang: as OFIQ cuts it.
    private static readonly int[] NoForehead = [10, 338, 297, 332, 284, 103, 67, 109, 54, 21, 251, 162];

    /// <summary>The outline of the face without its forehead, in view pixels.</summary>
    public static Point[] Outline(HeadView view)
        => [.. Faces.FaceMesh.Oval.Except(NoForehead).Select(i => view.Mesh.Points[i])];

    public static SkinLook Of(HeadView view)
    {
        bool IsSkin(int i) => view.Tissues.Kind[i] == (byte)Tissue.FaceSkin;
        int[] hull = [.. Zone.Polygon(Outline(view)).Indices()];
        int[] skin = [.. hull.Where(IsSkin)];
        if (skin.Length < 100)
            skin = hull;
        (double side, double patch) = Sides(view, IsSkin);
        (double dark, double bright) = Exposure(view.Lab.Y, skin);
        (double low, double high, double grey) = Channels(view.Picture, skin);
        (int levels, double entropy) = Histogram(view.Lab.Y, hull);
        return new SkinLook(
            CheekColour(view, IsSkin), Squares(view, IsSkin), side, patch, Sockets(view), LargestBlob(view), dark, bright, low, high, levels, entropy, Values.Quantile(Values.Sorted(view.Lab.L, hull), 0.98), grey);
    }

    private static Lab CheekColour(HeadView view, Func<int, bool> isSkin)
    {
        int[] pixels = [.. Zone.Square(view.Mesh.Points[50], 0.3 * D).Indices().Concat(Zone.Square(view.Mesh.Points[280], 0.3 * D).Indices())];
        int[] skin = [.. pixels.Where(isSkin)];
        int[] used = skin.Length > pixels.Length / 4 ? skin : pixels;
        return new Lab(Values.Median(view.Lab.L, used), Values.Median(view.Lab.A, used), Values.Median(view.Lab.B, used));
    }

    // ICAO TR Portrait Quality / BioLab: squares of 0.3 d; forehead half the eye-mouth distance above the eyes, cheeks
    // as far below them and outward of 0.5 d, chin as far below the mouth.
    private static double Squares(HeadView view, Func<int, bool> isSkin)
    {
        Point mouth = view.Mesh.Points[13].MidpointTo(view.Mesh.Points[14]);
        double half = view.Mesh.EyeMidpoint.DistanceTo(mouth) / 2, side = 0.3 * D;
        Point eyes = view.Mesh.EyeMidpoint;
        Box[] boxes =
        [
            new(eyes.X - (side / 2), eyes.Y - half - side, side, side),
            new(eyes.X - (0.5 * D) - side, eyes.Y + half, side, side),
            new(eyes.X + (0.5 * D), eyes.Y + half, side, side),
            new(mouth.X - (side / 2), mouth.Y + half - (side / 2), side, side),
        ];
        List<double[]> means = [.. boxes.Select(Zone.Box).Where(zone => IsSmooth(view.Lab.L, zone)).Select(zone => MeanColour(view.Picture, zone, isSkin)).OfType<double[]>()];
        if (means.Count < 2)
            return double.NaN;
        return Enumerable.Range(0, 3).Min(channel => means.Min(mean => mean[channel]) / Math.Max(1, means.Max(mean => mean[channel])));
    }

    // The network takes beards and thin fringes for skin; their texture tells them apart.
    private static bool IsSmooth(float[] lightness, Zone zone)
    {
        int width = HeadView.Size.Width;
        double sum = 0;
        foreach (int i in zone.Indices())
            sum += i < width + 1 ? 0 : Math.Abs(lightness[i] - lightness[i - 1]) + Math.Abs(lightness[i] - lightness[i - width]);
        return sum < 2 * Rough * zone.Count;
    }

    private static double[]? MeanColour(Picture picture, Zone zone, Func<int, bool> wanted)
    {
        double[] sum = new double[3];
        int count = 0;
        foreach (int i in zone.Indices().Where(wanted))
        {
            for (int c = 0; c < 3; c++)
                sum[c] += picture.Rgb[(3 * i) + c];
            count++;
        }
        // A square under hair or beard says nothing about the light.
        return count < 0.6 * zone.Count || count == 0 ? null : [sum[0] / count, sum[1] / count, sum[2] / count];
    }

    private static (double Side, double Patch) Sides(HeadView view, Func<int, bool> isSkin)
    {
        List<double> differences = [];
        foreach ((int right, int left) in Mirrored)
            if (Stops(view, view.Mesh.Points[right], isSkin) is double r && Stops(view, view.Mesh.Points[left], isSkin) is double l)
                differences.Add(r - l);
        // A side in deep shadow is often taken for hair: then everything within the face counts, though it may be hair.
        bool sure = differences.Count >= 6;
        if (!sure)
            differences = [.. Mirrored.Select(pair => Stops(view, view.Mesh.Points[pair.Right], _ => true)!.Value - Stops(view, view.Mesh.Points[pair.Left], _ => true)!.Value)];
        double side = Values.Median(differences);
        return (side, sure ? differences.Max(difference => Math.Abs(difference - side)) : double.NaN);
    }

    private static double? Stops(HeadView view, Point at, Func<int, bool> isSkin)
    {
        Zone zone = Zone.Square(at, 0.16 * D);
        float[] light = Values.Sorted(view.Lab.Y, zone.Indices().Where(isSkin));
        return light.Length < 0.6 * zone.Count || light.Length == 0 ? null : Math.Log2(Values.Quantile(light, 0.5) + 0.002);
    }

    private static double Sockets(HeadView view)
    {
        double Light(params int[] points) => points.Average(p => Math.Log2(Values.Median(view.Lab.Y, Zone.Square(view.Mesh.Points[p], 0.12 * D).Indices()) + 0.002));
        return Light(50, 280) - Light(230, 450);
    }

    // Of the whole face, forehead included; not hair and not what is worn, which may be white.
    private static double LargestBlob(HeadView view)
    {
        IEnumerable<int> bare = Zone.Polygon([.. Faces.FaceMesh.Oval.Select(i => view.Mesh.Points[i])]).Indices()
            .Where(i => view.Tissues.Kind[i] is (byte)Tissue.FaceSkin or (byte)Tissue.BodySkin);
        HashSet<int> blown = [.. bare.Where(i => view.Picture.Rgb[3 * i] > 240 && view.Picture.Rgb[(3 * i) + 1] > 240 && view.Picture.Rgb[(3 * i) + 2] > 240)];
        int largest = 0;
        Stack<int> open = new();
        while (blown.Count > 0)
        {
            open.Push(blown.First());
            blown.Remove(open.Peek());
            int size = 0;
            while (open.TryPop(out int i))
            {
                size++;
                foreach (int next in (int[])[i - 1, i + 1, i - HeadView.Size.Width, i + HeadView.Size.Width])
                    if (blown.Remove(next))
                        open.Push(next);
            }
            largest = Math.Max(largest, size);
        }
        return largest / (D * D);
    }

    private static (double Dark, double Bright) Exposure(float[] luminance, int[] skin)
        => (skin.Count(i => luminance[i] < 25.5 / 255) / (double)skin.Length, skin.Count(i => luminance[i] >= 246.5 / 255) / (double)skin.Length);

    private static (double Low, double High, double Grey) Channels(Picture picture, int[] skin)
    {
        int low = 0, high = 0, grey = 0;
        foreach (int i in skin)
        {
            (byte r, byte g, byte b) = (picture.Rgb[3 * i], picture.Rgb[(3 * i) + 1], picture.Rgb[(3 * i) + 2]);
            byte most = Math.Max(r, Math.Max(g, b)), least = Math.Min(r, Math.Min(g, b));
            low += most == 0 ? 1 : 0;
            high += most == 255 ? 1 : 0;
            grey += most - least < 4 ? 1 : 0;
        }
        return ((double)low / skin.Length, (double)high / skin.Length, (double)grey / skin.Length);
    }

    private static (int Levels, double Entropy) Histogram(float[] luminance, int[] pixels)
    {
        Span<int> bins = stackalloc int[256];
        foreach (int i in pixels)
            bins[(int)((255 * Math.Clamp(luminance[i], 0f, 1f)) + 0.5f)]++;
        double entropy = 0;
        int levels = 0;
        foreach (int count in bins)
        {
            if (count == 0)
                continue;
            levels++;
            double share = (double)count / pixels.Length;
            entropy -= share * Math.Log2(share);
        }
        return (levels, entropy);
    }
}
