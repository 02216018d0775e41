using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using IdPhoto.Bench.Portraits;
using IdPhoto.Bench.Speed;
using IdPhoto.Codecs;
using IdPhoto.Faces;
using IdPhoto.Matting;
using IdPhoto.Persons;
using IdPhoto.Pictures;

namespace IdPhoto.Bench.Micro;

/// <summary>The per-pixel work around the networks, at the sizes that a photo meets it.</summary>
[Config(typeof(ShortInProcess))]
[MemoryDiagnoser]
public class KernelBenchmarks
{
    // In this process: BenchmarkDotNet's own project would not find the networks' files, nor keep the house's build rules.
    private sealed class ShortInProcess : ManualConfig
    {
        public ShortInProcess() => AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
    }

    private const double SomeDegrees = 0.05;
    private static readonly PixelSize Page = new(600, 600);

    private byte[] _file = [];
    private Picture _large = null!;
    private Picture _image = null!;
    private bool[] _inside = [];
    private Trimap[] _trimap = [];
    private Plane _alpha = null!;
    private UnknownRuns _unknown = null!;
    private (Picture Image, PersonMap Map, SceneFaces Faces) _head;

    /// <summary>Decodes a 12 MP photo and draws a ring of unknown pixels on a small copy: about as many as hair gives.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        _file = File.ReadAllBytes(LargePhotos.Make(12));
        _large = PictureDecoder.Decode(_file).Picture;
        Picture portrait = TestPortrait.Find("argon-fezbot").Load();
        _image = Resampler.Resize(portrait, new Box(0, 0, portrait.Width, portrait.Height), new PixelSize(631, 900), ResamplingKernel.CatmullRom);
        Draw();
        _head = DrawnHead();
        _unknown = UnknownRuns.Find(_image.Size, i => _trimap[i] == Trimap.Unknown);
    }

    [Benchmark(Description = "decode a 12 MP JPEG")]
    public Picture Decode() => PictureDecoder.Decode(_file).Picture;

    [Benchmark(Description = "resample 12 MP to 1280")]
    public Picture Shrink()
        => Resampler.Resize(_large, new Box(0, 0, _large.Width, _large.Height), new PixelSize(_large.Width * 1280 / _large.Height, 1280), ResamplingKernel.Triangle);

    [Benchmark(Description = "resample 12 MP to a levelled 600 x 600 page")]
    public Picture Level()
    {
        Point middle = new(_large.Width / 2.0, _large.Height / 2.0);
        return Resampler.Resample(_large, AffineMap.FromCentre(middle, SomeDegrees, 3.5, Page), Page, ResamplingKernel.CatmullRom);
    }

    [Benchmark(Description = "distance transform, 0.57 MP")]
    public object Distances() => DistanceTransform.To(_image.Size, _inside);

    [Benchmark(Description = "fusion before an even wall, 480 x 480")]
    public object Fuse() => SegmentationFusion.Fuse(_head.Image, _head.Map.Region, _head.Map, _head.Map.Person, _head.Faces, People.Main);

    [Benchmark(Description = "colour sampling, 0.57 MP")]
    public object Sample()
    {
        float[] prior = Half(), confidence = new float[_unknown.Count];
        ColourSampling.Refine(_image, _trimap, _unknown, prior, confidence);
        return prior;
    }

    [Benchmark(Description = "closed-form matting, 0.57 MP, 100 iterations at most")]
    public object Solve()
    {
        float[] alpha = (float[])_alpha.Values.Clone(), weight = new float[_unknown.Count];
        Array.Fill(weight, 1e-3f);
        new ClosedForm(_image, _unknown).Solve(alpha, Half(), weight, 100);
        return alpha;
    }

    [Benchmark(Description = "foreground colours, 0.57 MP")]
    public object Colours() => ForegroundColours.Estimate(_image, _alpha);

    // Dark hair before a light wall, with gaps in it.
    private static (Picture Image, PersonMap Map, SceneFaces Faces) DrawnHead()
    {
        const int side = 480;
        PixelSize grid = new(side, side);
        Plane person = new(grid), empty = new(grid);
        byte[] rgb = new byte[3 * side * side];
        Random noise = new(1);
        for (int i = 0; i < side * side; i++)
        {
            double fromMiddle = new Point(i % side, i / side).DistanceTo(new Point(240, 240));
            person.Values[i] = fromMiddle < 180 ? 1 : 0;
            bool isHair = fromMiddle < 180 && (fromMiddle < 120 || i % side / 20 % 4 != 0);
            rgb.AsSpan(3 * i, 3).Fill((byte)((isHair ? 40 : 215) + noise.Next(-2, 3)));
        }
        Point[] points = [.. Enumerable.Range(0, 478).Select(k => new Point(240 + (40 * Math.Cos(k)), 280 + (40 * Math.Sin(k))))];
        PersonMap map = new(new Box(0, 0, side, side), person, person, empty, empty, empty, empty);
        return (new Picture(grid, rgb), map, new SceneFaces(new FaceMesh(1, points, new double[478]), [], []));
    }

    private float[] Half()
    {
        float[] prior = new float[_unknown.Count];
        Array.Fill(prior, 0.5f);
        return prior;
    }

    private void Draw()
    {
        _alpha = new Plane(_image.Size);
        _inside = new bool[_image.Size.Area];
        _trimap = new Trimap[_image.Size.Area];
        for (int i = 0; i < _inside.Length; i++)
        {
            double x = ((i % _image.Width) - 310.0) / 200, y = ((i / _image.Width) - 400.0) / 280;
            double depth = 1 - Math.Sqrt((x * x) + (y * y));
            _inside[i] = depth > 0;
            _trimap[i] = depth > 0.08 ? Trimap.Foreground : depth < -0.08 ? Trimap.Background : Trimap.Unknown;
            _alpha.Values[i] = (float)Math.Clamp((depth / 0.16) + 0.5, 0, 1);
        }
    }
}
