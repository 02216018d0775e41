using IdPhoto.Colorimetry;
using IdPhoto.Compliance.View;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Measures;

/// <summary>What the skin of the face looks like and how the light falls on it.</summary>
/// <param name="Cheeks">Median colour of the skin of both cheeks.</param>
/// <param name="SquareRatio">Of ICAO's four squares (forehead, cheeks, chin) the darkest through the lightest, of the worst channel, as levels of a gamma of 2.2 whatever the skin's own level, 0..1; NaN when fewer than two can be seen.</param>
/// <param name="SideDifference">Right half against left half of the face: median difference of mirrored patches, in stops (log2 of linear light), positive when the picture's left is lighter.</param>
/// <param name="PatchDifference">Largest distance from that median, to one side, that two mirrored pairs share, in stops; NaN where hair hides so much skin that both are uncertain.</param>
/// <param name="HotSpot">Largest blown-out area on the skin, in squared inter-eye distances.</param>
/// <param name="Bright">Share of the face's skin at linear luminance 247/255 and more (OFIQ's over-exposure), 0..1.</param>
/// <param name="Contrast">From the darkest to the lightest twentieth of the face, in stops: the skin's own reflectance shifts both ends alike.</param>
/// <param name="Highlight">98th percentile of L* in the face: reflections on the skin.</param>
/// <param name="Sockets">How much darker the skin around both eyes is than forehead and cheeks, in stops, of the lighter eye; NaN where too little skin is seen.</param>
/// <param name="Grey">Share of the face's pixels whose channels differ by less than 4 levels, 0..1.</param>
internal sealed record SkinLook(
    Lab Cheeks, double SquareRatio, double SideDifference, double PatchDifference, double HotSpot,
    double Bright, double Contrast, double Highlight, double Grey, double Sockets = double.NaN)
{
    private const double D = HeadView.EyeDistance;

    /// <summary>Light that lenses and noise add everywhere, of white: below it nothing can be told apart.</summary>
    private const double Floor = 0.002;

    /// <summary>Mean step of L* between neighbouring pixels: skin has 0.3 to 1.2, a beard from 1.5.</summary>
    private const double Rough = 1.4;

    /// <summary>The outline of the face without its forehead, where hair may hang, as OFIQ cuts it; in view pixels.</summary>
    public static Point[] Outline(HeadView view)
        => [.. FaceLandmarks.Oval.Except(FaceLandmarks.OvalForehead).Select(i => view.Mesh.Points[i])];

    public static SkinLook Of(HeadView view)
    {
        bool IsSkin(int i) => view.Tissues.Kind[i] == (byte)Tissue.FaceSkin;
        int[] hull = [.. Zone.Polygon(Outline(view)).Indices()];
        int[] skin = [.. hull.Where(IsSkin)];
        if (skin.Length < 100)
            skin = hull;
        (double side, double patch) = Sides(view, IsSkin);
        return new SkinLook(
            CheekColour(view, IsSkin), Squares(view, IsSkin), side, patch, LargestBlob(view),
            Share(skin, i => view.Lab.Y[i] >= 246.5 / 255), Range(view.Lab.Y, hull), Values.Quantile(Values.Of(view.Lab.L, hull), 0.98), Share(skin, i => IsGrey(view.Picture, i)), SocketShade(view, IsSkin));
    }

    private static Lab CheekColour(HeadView view, Func<int, bool> isSkin)
    {
        int[] pixels = [.. Zone.Square(view.Mesh.Points[FaceLandmarks.RightCheek], 0.3 * D).Indices().Concat(Zone.Square(view.Mesh.Points[FaceLandmarks.LeftCheek], 0.3 * D).Indices())];
        int[] skin = [.. pixels.Where(isSkin)];
        int[] used = skin.Length > pixels.Length / 4 ? skin : pixels;
        return new Lab(Values.Median(view.Lab.L, used), Values.Median(view.Lab.A, used), Values.Median(view.Lab.B, used));
    }

    // ICAO TR Portrait Quality / BioLab: squares of 0.3 d; forehead half the eye-mouth distance above the eyes, cheeks
    // as far below them and outward of 0.5 d, chin as far below the mouth.
    private static double Squares(HeadView view, Func<int, bool> isSkin)
    {
        Point mouth = view.Mesh.Points[FaceLandmarks.UpperLipInner].MidpointTo(view.Mesh.Points[FaceLandmarks.LowerLipInner]);
        double half = view.Mesh.EyeMidpoint.DistanceTo(mouth) / 2, side = 0.3 * D;
        Point eyes = view.Mesh.EyeMidpoint;
        Box[] boxes =
        [
            new(eyes.X - (side / 2), eyes.Y - half - side, side, side),
            new(eyes.X - (0.5 * D) - side, eyes.Y + half, side, side),
            new(eyes.X + (0.5 * D), eyes.Y + half, side, side),
            new(mouth.X - (side / 2), mouth.Y + half - (side / 2), side, side),
        ];
        List<double[]> lights = [.. boxes.Select(Zone.Box).Where(zone => IsSmooth(view.Lab.L, zone)).Select(zone => MedianLight(view.Picture, zone, isSkin)).OfType<double[]>()];
        if (lights.Count < 2)
            return double.NaN;
        // ICAO counts levels. sRGB's curve is straight near black, where the same light would part dark skin's levels farther.
        return Enumerable.Range(0, 3).Min(channel => Math.Pow((lights.Min(light => light[channel]) + Floor) / (lights.Max(light => light[channel]) + Floor), 1 / 2.2));
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

    // The median leaves out reflections, which add the same light to dark skin as to light.
    private static double[]? MedianLight(Picture picture, Zone zone, Func<int, bool> wanted)
    {
        int[] seen = [.. zone.Indices().Where(wanted)];
        // A square under hair or beard says nothing about the light.
        return seen.Length < 0.6 * zone.Count || seen.Length == 0 ? null : [Light(picture, seen, 0), Light(picture, seen, 1), Light(picture, seen, 2)];
    }

    private static double Light(Picture picture, int[] pixels, int channel)
        => Values.Quantile([.. pixels.Select(i => SrgbCurve.ToLinear(picture.Rgb[(3 * i) + channel]))], 0.5);

    private static (double Side, double Patch) Sides(HeadView view, Func<int, bool> isSkin)
    {
        List<double> differences = Differences(view, isSkin);
        // A side in deep shadow is often taken for hair: then everything within the face counts, though it may be hair.
        bool sure = differences.Count >= 6;
        if (!sure)
            differences = Differences(view, _ => true);
        double side = Values.Median(differences);
        return (side, sure ? Shared([.. differences.Select(difference => difference - side)]) : double.NaN);
    }

    // A shadow is larger than a point: what one pair alone shows is the edge of a beard or of a fringe, which comes and goes with a pixel.
    private static double Shared(double[] beyond)
    {
        Array.Sort(beyond);
        return Math.Max(0, Math.Max(beyond[^2], -beyond[1]));
    }

    private static List<double> Differences(HeadView view, Func<int, bool> counts)
    {
        List<double> differences = [];
        foreach ((int right, int left) in FaceLandmarks.MirroredSkin)
            if (Stops(view, view.Mesh.Points[right], counts) is double r && Stops(view, view.Mesh.Points[left], counts) is double l)
                differences.Add(r - l);
        return differences;
    }

    private static double? Stops(HeadView view, Point at, Func<int, bool> isSkin)
    {
        Zone zone = Zone.Square(at, 0.16 * D);
        float[] light = Values.Of(view.Lab.Y, zone.Indices().Where(isSkin));
        return light.Length < 0.6 * zone.Count || light.Length == 0 ? null : Math.Log2(Values.Quantile(light, 0.5) + Floor);
    }

    // Light from above leaves both sockets dark, and forehead and cheekbones light.
    private static double SocketShade(HeadView view, Func<int, bool> isSkin)
    {
        double?[] around = [Socket(view, FaceLandmarks.RightEyeOuter, FaceLandmarks.RightEyeInner, isSkin), Socket(view, FaceLandmarks.LeftEyeOuter, FaceLandmarks.LeftEyeInner, isSkin)];
        Point eyes = view.Mesh.EyeMidpoint;
        double[] lit =
        [
            .. new[] { new Point(eyes.X, eyes.Y - (0.75 * D)), view.Mesh.Points[FaceLandmarks.RightCheek], view.Mesh.Points[FaceLandmarks.LeftCheek] }
                .Select(at => Middle(view, Zone.Square(at, 0.3 * D), isSkin)).OfType<double>(),
        ];
        return around is [double right, double left] && lit.Length >= 2 ? lit.Average() - Math.Max(right, left) : double.NaN;
    }

    // The skin below the eye and beside the nose; lids may be painted.
    private static double? Socket(HeadView view, int outer, int inner, Func<int, bool> isSkin)
    {
        Point centre = view.Mesh.Points[outer].MidpointTo(view.Mesh.Points[inner]);
        return Middle(view, Zone.Box(new Box(centre.X - (0.2 * D), centre.Y + (0.14 * D), 0.4 * D, 0.1 * D)), isSkin);
    }

    private static double? Middle(HeadView view, Zone zone, Func<int, bool> isSkin)
    {
        float[] light = Values.Of(view.Lab.Y, zone.Indices().Where(isSkin));
        return light.Length < 0.5 * zone.Count || light.Length == 0 ? null : Math.Log2(Values.Quantile(light, 0.5) + Floor);
    }

    // Of the whole face, forehead included; not hair and not what is worn, which may be white.
    private static double LargestBlob(HeadView view)
    {
        int[] blown = [.. Zone.Polygon([.. FaceLandmarks.Oval.Select(i => view.Mesh.Points[i])]).Indices()
            .Where(i => view.Tissues.Kind[i] is (byte)Tissue.FaceSkin or (byte)Tissue.BodySkin && view.IsBlown(i))];
        HashSet<int> left = [.. blown];
        int largest = 0;
        foreach (int seed in blown)
            if (left.Remove(seed))
                largest = Math.Max(largest, Flood(left, seed));
        return largest / (D * D);
    }

    private static int Flood(HashSet<int> left, int seed)
    {
        Stack<int> open = new([seed]);
        int size = 0;
        void Open(int next)
        {
            if (left.Remove(next))
                open.Push(next);
        }
        while (open.TryPop(out int i))
        {
            size++;
            Open(i - 1);
            Open(i + 1);
            Open(i - HeadView.Size.Width);
            Open(i + HeadView.Size.Width);
        }
        return size;
    }

    private static double Share(int[] pixels, Func<int, bool> holds) => pixels.Length == 0 ? 0 : pixels.Count(holds) / (double)pixels.Length;

    private static bool IsGrey(Picture picture, int i)
    {
        (byte r, byte g, byte b) = (picture.Rgb[3 * i], picture.Rgb[(3 * i) + 1], picture.Rgb[(3 * i) + 2]);
        return Math.Max(r, Math.Max(g, b)) - Math.Min(r, Math.Min(g, b)) < 4;
    }

    private static double Range(float[] luminance, int[] pixels)
    {
        float[] light = Values.Of(luminance, pixels);
        return Math.Log2((Values.Quantile(light, 0.95) + Floor) / (Values.Quantile(light, 0.05) + Floor));
    }
}
