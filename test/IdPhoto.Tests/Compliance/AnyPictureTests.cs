using CsCheck;
using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Ofiq;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Faces;
using IdPhoto.Heads;
using IdPhoto.Persons;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Tests.Portraits;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Compliance;

/// <summary>Whatever the picture shows, the check has an answer, and what it shows of each rule agrees with its verdict.</summary>
public sealed class AnyPictureTests
{
    private static readonly PhotoSpec[] Specs = [PhotoSpecs.Find("two-inch"), PhotoSpecs.Find("us-passport"), PhotoSpecs.Find("tr-passport")];

    private static readonly Gen<Scene> Scenes =
        from size in Gen.Select(Gen.Int[8, 260], Gen.Int[8, 260], (w, h) => new PixelSize(w, h))
        from eyes in Gen.Double[1, 120]
        from angle in Gen.Double[-0.8, 0.8]
        from x in Gen.Double[-0.1, 1.1]
        from y in Gen.Double[-0.1, 1.1]
        from flat in Gen.OneOf(Gen.Const(0.0), Gen.Const(1.0), Gen.Double[0, 1.5])
        from seed in Gen.Int[0, 1_000_000]
        from options in Options
        select new Scene(size, eyes, angle, new Point(x * size.Width, y * size.Height), flat, seed, options);

    private static Gen<CheckOptions> Options =>
        from kind in Gen.Enum<PhotoKind>()
        from age in Gen.OneOf(Gen.Const((double?)null), Gen.Double[0, 12].Select(years => (double?)years))
        from covering in Gen.Bool
        from quality in Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 100].Select(q => (int?)q))
        from orientation in Gen.Int[1, 8]
        select new CheckOptions
        {
            Kind = kind,
            AgeYears = age,
            CoveringExcepted = covering,
            Header = quality is null ? null : new PictureHeader(FileKind.Jpeg, new PixelSize(8, 8), orientation, 8) { JpegQuality = quality },
        };

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(10)]
    [InlineData(60)]
    public async Task Noise_with_a_face_laid_over_it_is_checked_without_a_crash(int scenes)
    {
        if (scenes > 10)
            LongTests.Require();
        FaceMesh face = (await TestPortraits.Studio.CheckAsync(TestPortraits.Astronaut, Specs[0], null, null, None)).Portrait.Faces[0].Mesh;
        Scenes.Sample(scene =>
        {
            Portrait portrait = scene.Portrait(face);
            AssertSound(ComplianceChecker.Check(portrait, Specs[scene.Seed % 3], scene.Options));
            Assert.All(OfiqChecker.Measure(portrait), measure => Assert.True(measure.Native is null || double.IsFinite(measure.Native.Value), measure.Name));
        }, iter: scenes);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(12)]
    public async Task A_portrait_cut_turned_and_scaled_anyhow_is_checked_without_a_crash(int pictures)
    {
        if (pictures > 6)
            LongTests.Require();
        Picture whole = TestPortraits.Decode(TestPortraits.Astronaut);
        Random random = new(11);
        for (int i = 0; i < pictures; i++)
        {
            PixelSize size = new(random.Next(48, 500), random.Next(48, 500));
            AffineMap map = AffineMap.FromCentre(
                new Point(random.Next(100, 350), random.Next(60, 260)), ((random.NextDouble() * 1.2) - 0.6) + (random.Next(4) * Math.PI / 2), 0.4 + (random.NextDouble() * 2), size);
            byte[] file = PictureEncoder.EncodePng(Resampler.Resample(whole, map, size, ResamplingKernel.CatmullRom), null, None);
            AssertSound((await TestPortraits.Studio.CheckAsync(file, Specs[i % 3], null, null, None)).Report);
        }
    }

    /// <summary>Numbers are finite, what passes lies inside its range and what fails outside.</summary>
    internal static void AssertSound(ComplianceReport report) => Assert.All(report.Findings, finding =>
    {
        string what = $"{finding.Code} {finding.Verdict}: {finding.Value} in {finding.Min}..{finding.Max}; {finding.Said.InEnglish()}";
        foreach (double? number in (double?[])[finding.Value, finding.Min, finding.Max, finding.Uncertainty])
            Assert.True(number is null || double.IsFinite(number.Value), what);
        bool inside = !(finding.Value < finding.Min - 1e-9) && !(finding.Value > finding.Max + 1e-9);
        Assert.True(finding.Value is null || finding.Verdict != Verdict.Pass || inside, what);
        // What lies on a limit may fail: no test on equality.
        Assert.True(finding.Value is null || finding.Verdict != Verdict.Fail || !inside || finding.Value == finding.Min || finding.Value == finding.Max, what);
        Assert.DoesNotContain("NaN", finding.Said.InEnglish(), StringComparison.Ordinal);
    });

    /// <summary>A picture of noise, and a real face's mesh laid over it.</summary>
    private sealed record Scene(PixelSize Size, double Eyes, double Angle, Point At, double Flat, int Seed, CheckOptions Options)
    {
        public Portrait Portrait(FaceMesh real)
        {
            Random random = new(Seed);
            byte[] rgb = new byte[Size.Area * 3];
            random.NextBytes(rgb);
            Picture picture = new(Size, rgb);
            FaceMesh mesh = Laid(real);
            Box region = HeadMeter.Region(mesh).Intersect(new Box(0, 0, Size.Width, Size.Height));
            PersonMap map = new(region, Noise(random), Noise(random), Noise(random), Noise(random), Noise(random), Noise(random));
            DetectedFace seen = new(1, mesh.Bounds, mesh.RightEye, mesh.LeftEye, mesh.Points[4], mesh.Points[13], mesh.Points[234], mesh.Points[454]);
            return new Portrait
            {
                Pixels = picture,
                QuarterTurns = Seed % 4,
                Working = picture,
                WorkingScale = 1,
                Faces = [new FoundFace(seen, mesh)],
                Heads = [HeadMeter.Measure(Size, mesh, map)],
                HeadMap = map,
            };
        }

        // Flattened toward the eye line: at 0 lids and lips touch.
        private FaceMesh Laid(FaceMesh real)
        {
            double scale = Eyes / real.LeftEye.DistanceTo(real.RightEye);
            FaceMesh level = real.Mapped(AffineMap.FromCentre(real.EyeMidpoint, 0, 1 / scale, new PixelSize(2, 2)).Inverse());
            FaceMesh flat = level with { Points = [.. level.Points.Select((p, i) => IsLid(i) ? new Point(p.X, 1 + (Flat * (p.Y - 1))) : p)] };
            return flat.Mapped(AffineMap.FromCentre(At, Angle, 1, new PixelSize(2, 2)));
        }

        private static bool IsLid(int i) => i is 33 or 246 or 161 or 160 or 159 or 158 or 157 or 173 or 133 or 155 or 154 or 153 or 145 or 144 or 163 or 7;

        private static Plane Noise(Random random)
        {
            Plane plane = new(new PixelSize(256, 256));
            double most = random.NextDouble();
            for (int i = 0; i < plane.Values.Length; i++)
                plane.Values[i] = (float)(most * random.NextDouble());
            return plane;
        }
    }
}
