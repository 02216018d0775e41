using IdPhoto.Colorimetry;
using IdPhoto.Faces;
using IdPhoto.Pictures;

namespace IdPhoto.Compliance.Ofiq;

/// <summary>OFIQ's two squares under the eyes, which reach from each pupil's column toward the nose.</summary>
/// <param name="Shared">What the normalised histograms of luminance share, 0..1.</param>
/// <param name="ColourDistance">Distance of their mean colour from the colours of skin, in CIE Lab under D50; 0 for a grey picture.</param>
internal sealed record OfiqZones(double Shared, double ColourDistance)
{
    public static OfiqZones Of(OfiqFrame frame)
    {
        Point right = frame.Mesh.RightEye, left = frame.Mesh.LeftEye; // image-left and image-right
        Point mouth = frame.Mesh.Points[FaceLandmarks.RightMouthCorner].MidpointTo(frame.Mesh.Points[FaceLandmarks.LeftMouthCorner]);
        double d = right.DistanceTo(left);
        int side = (int)(0.3 * d), top = (int)(frame.Mesh.EyeMidpoint.Y + (frame.Mesh.EyeMidpoint.DistanceTo(mouth) / 2));
        int[] a = Square((int)right.X, top, side), b = Square((int)left.X - side, top, side);
        double[] first = Histogram(frame, a), second = Histogram(frame, b);
        double shared = 0;
        for (int k = 0; k < 256; k++)
            shared += Math.Min(first[k], second[k]);
        return new OfiqZones(shared, Distance(frame, [.. a, .. b]));
    }

    private static int[] Square(int left, int top, int side)
        => [.. from y in Enumerable.Range(top, side) from x in Enumerable.Range(left, side) where x >= 0 && y >= 0 && x < OfiqFrame.Side && y < OfiqFrame.Side select (y * OfiqFrame.Side) + x];

    // What lies outside the face counts as black, as in OFIQ.
    private static double[] Histogram(OfiqFrame frame, int[] pixels)
    {
        double[] bins = new double[256];
        foreach (int i in pixels)
            bins[frame.Face[i] ? frame.Luminance[i] : 0] += 1.0 / pixels.Length;
        return bins;
    }

    private static double Distance(OfiqFrame frame, int[] pixels)
    {
        if (IsGrey(frame.Picture))
            return 0;
        double r = 0, g = 0, b = 0;
        foreach (int i in pixels.Where(i => frame.Face[i]))
        {
            r += frame.Picture.Rgb[3 * i];
            g += frame.Picture.Rgb[(3 * i) + 1];
            b += frame.Picture.Rgb[(3 * i) + 2];
        }
        (double chromaA, double chromaB) = Lab(r / pixels.Length / 255, g / pixels.Length / 255, b / pixels.Length / 255);
        if (chromaA < 0 || chromaB < 0)
            return 100;
        double offA = Math.Max(0, Math.Max(5 - chromaA, chromaA - 25)), offB = Math.Max(0, Math.Max(5 - chromaB, chromaB - 35));
        return Math.Sqrt((offA * offA) + (offB * offB));
    }

    private static bool IsGrey(Picture picture)
    {
        for (int i = 0; i < picture.Size.Area * 3; i += 3)
            if (picture.Rgb[i] != picture.Rgb[i + 1] || picture.Rgb[i] != picture.Rgb[i + 2])
                return false;
        return true;
    }

    // sRGB to XYZ under D50 (Bradford), then CIE Lab with OFIQ's constants: its kappa is 24289/27, not 24389/27.
    private static (double A, double B) Lab(double red, double green, double blue)
    {
        double r = SrgbCurve.Decode(red), g = SrgbCurve.Decode(green), b = SrgbCurve.Decode(blue);
        double fx = F(((0.4360747 * r) + (0.3850649 * g) + (0.1430804 * b)) / 0.9642);
        double fy = F((0.2225045 * r) + (0.7168786 * g) + (0.0606169 * b));
        double fz = F(((0.0139322 * r) + (0.0971045 * g) + (0.7141733 * b)) / 0.8252);
        return (500 * (fx - fy), 200 * (fy - fz));
    }

    private static double F(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : ((24289.0 / 27 * t) + 16) / 116;
}
