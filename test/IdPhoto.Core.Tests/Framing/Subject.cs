using CsCheck;
using IdPhoto.Documents;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;

namespace IdPhoto.Tests.Framing;

/// <summary>A head in a picture, and what is asked for: one framing problem.</summary>
internal sealed record Subject(HeadMeasure Head, PixelSize Picture, PageGeometry Page, FramingOptions Options)
{
    private static readonly PageGeometry[] Pages = [.. PhotoSpecs.All.Select(spec => spec.Resolve())];

    private static readonly Gen<PixelSize> AnyPicture = Gen.Select(Gen.Int[500, 5000], Gen.Int[500, 5000], (width, height) => new PixelSize(width, height));

    private static readonly Gen<FramingOptions> AnyOptions = Gen.Select(
        Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool,
        (level, top, left, right) => new FramingOptions { Level = level, MayExceedTop = top, MayExceedLeft = left, MayExceedRight = right });

    /// <summary>Heads of all sizes and places in pictures of all shapes, for every document.</summary>
    public static Gen<Subject> Any { get; } = Gen.Select(AnyPicture, AnyOptions, Gen.Int[0, Pages.Length - 1], Shapes(0.04, 0.3, 14), (picture, options, page, shape) =>
        new Subject(shape.In(picture), picture, Pages[page], options));

    /// <summary>Heads that most documents can be made of: in the middle of a large picture.</summary>
    public static Gen<Subject> Easy { get; } = Gen.Select(AnyOptions, Gen.Int[0, Pages.Length - 1], Shapes(0.09, 0.12, 6), (options, page, shape) =>
    {
        PixelSize picture = new(4000, 4000);
        Shape middle = shape with { X = 0.5, Y = 0.45, Chin = shape.Chin / 4, Hair = shape.Hair / 3 };
        return new Subject(middle.In(picture), picture, Pages[page], options);
    });

    /// <summary>A textbook head looking straight at the camera.</summary>
    /// <param name="picture">Size of the picture.</param>
    /// <param name="eyes">Eye midpoint.</param>
    /// <param name="t">Pixels from eyes to chin.</param>
    /// <param name="degrees">Roll, clockwise.</param>
    /// <param name="crown">Eyes to crown, in units of <paramref name="t"/>.</param>
    /// <param name="hair">Crown to the top of the hair, likewise.</param>
    public static HeadMeasure Textbook(PixelSize picture, Point eyes, double t, double degrees = 0, double crown = 0.9, double hair = 0.1)
        => new Shape(eyes.X / picture.Width, eyes.Y / picture.Height, t / picture.Height, degrees, 0, crown, hair).In(picture);

    private static Gen<Shape> Shapes(double least, double most, double roll) => Gen.Select(
        Gen.Select(Gen.Double[0.2, 0.8], Gen.Double[0.15, 0.7], Gen.Double[least, most], Gen.Double[-roll, roll]),
        Gen.Select(Gen.Double[-0.15, 0.15], Gen.Double[0.8, 1.05], Gen.Double[0, 0.6]),
        (place, head) => new Shape(place.Item1, place.Item2, place.Item3, place.Item4, head.Item1, head.Item2, head.Item3));

    /// <summary>A head relative to its picture; lengths of the head in units of eyes to chin.</summary>
    private sealed record Shape(double X, double Y, double T, double Degrees, double Chin, double Crown, double Hair)
    {
        public HeadMeasure In(PixelSize picture)
        {
            double t = T * picture.Height;
            (double sin, double cos) = Math.SinCos(Degrees * Math.PI / 180);
            Point eyes = new(X * picture.Width, Y * picture.Height);
            Point right = new Point(cos, sin) * t;
            Point chin = eyes + (new Point(-sin, cos) * t) + (right * Chin);
            Point up = (eyes - chin) * (1 / eyes.DistanceTo(chin)) * t;
            Point half = right * (0.5 / 1.8);
            return new HeadMeasure(
                eyes + (up * Crown), 0.1 * t, eyes + (up * (Crown + Hair)), HeadTopCut: false, chin,
                eyes + half, eyes - half, eyes + half, eyes - half, 1.35 * t, new HeadPose(0, 0, Degrees));
        }
    }
}
