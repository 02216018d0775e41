using CsCheck;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Framing;
using IdPhoto.Heads;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using Xunit;

namespace IdPhoto.Tests.Edits;

/// <summary>A picture that was taken mirrored is put right: the photo is the one that would be made without, seen in a mirror.</summary>
public sealed class MirrorTests
{
    private static readonly PhotoSpec[] Editable = [.. PhotoSpecs.All.Where(spec => spec.Edit.Permitted >= EditLevel.Background)];

    private static readonly Gen<(Portrait Portrait, PhotoSpec Spec, MakeOptions Options)> Jobs =
        from width in Gen.Int[100, 300]
        from height in Gen.Int[100, 300]
        from seed in Gen.Int
        from x in Gen.Double[0.3, 0.7]
        from t in Gen.Double[0.1, 0.25]
        from roll in Gen.Double[-12, 12]
        from right in Gen.Double[-0.2, 0.2]
        from turn in Gen.Double[-5, 5]
        from up in Gen.Double[0, 0.2]
        from spec in Gen.Int[0, Editable.Length - 1]
        let portrait = NoisyPortrait.Of(new PixelSize(width, height), seed, new Point(x * width, 0.45 * height), t * height, roll)
        select (portrait, Editable[spec], new MakeOptions
        {
            Force = true,
            KeepBackground = true,
            Marks = new HeadMarks { Crown = portrait.Heads[0].Crown - new Point(0, up * t * height) },
            Adjustment = new PageAdjustment { Zoom = 1.2, Right = right, Turn = turn },
        });

    [Fact]
    public void A_photo_is_mirrored_pixel_for_pixel_and_the_head_and_its_place_with_it() => Jobs.Sample(job =>
    {
        (MadePhoto plain, MadePhoto mirrored) = Both(job.Portrait, job.Spec, job.Options);
        int width = plain.Picture.Width;

        Assert.False(plain.Mirrored);
        Assert.True(mirrored.Mirrored);
        for (int y = 0; y < plain.Picture.Height; y++)
            for (int x = 0; x < width; x++)
                Assert.Equal(plain.Picture.Row(y).Slice(3 * x, 3), mirrored.Picture.Row(y).Slice(3 * (width - 1 - x), 3));
        AssertNear(InMirror(plain.Head.Crown, width), mirrored.Head.Crown);
        AssertNear(InMirror(plain.Head.RightEye, width), mirrored.Head.LeftEye);
        AssertNear(InMirror(plain.Head.LeftIris, width), mirrored.Head.RightIris);
        Assert.Equal(-plain.Head.EyeAngle, mirrored.Head.EyeAngle, 1e-9);
        Assert.Equal(-plain.Head.Pose.Roll, mirrored.Head.Pose.Roll, 1e-9);
        AssertNear(plain.Placement.TargetToSource.Apply(new Point(7, 3)), mirrored.Placement.TargetToSource.Apply(new Point(width - 7, 3)));
    }, iter: Samples.Of(60));

    [Fact]
    public void Rules_are_those_of_the_mirrored_photo_and_the_ledger_says_what_was_done() => Jobs.Sample(job =>
    {
        (MadePhoto plain, MadePhoto mirrored) = Both(job.Portrait, job.Spec, job.Options);

        foreach ((RuleOutcome before, RuleOutcome after) in plain.Placement.Rules.Zip(mirrored.Placement.Rules))
            Assert.Equal(before.Rule is FramingRules.Centring or FramingRules.Roll ? -before.Value : before.Value, after.Value, 1e-9);
        Assert.Equal([.. plain.Edits, new Edit(EditOperations.Mirror, Messages.Message.Of("edits.mirrored"))], mirrored.Edits);
        Assert.Equal(EditLevel.Background, mirrored.Level);
    }, iter: Samples.Of(60));

    // A person moves and turns what they see: the opposite of what is then mirrored.
    private static (MadePhoto Plain, MadePhoto Mirrored) Both(Portrait portrait, PhotoSpec spec, MakeOptions options)
    {
        PageAdjustment seen = options.Adjustment!;
        MadePhoto plain = NoisyPortrait.Make(portrait, spec, options with { Adjustment = seen with { Right = -seen.Right, Turn = -seen.Turn } });
        return (plain, NoisyPortrait.Make(portrait, spec, options with { Mirror = true }));
    }

    private static Point InMirror(Point point, int width) => new(width - point.X, point.Y);

    private static void AssertNear(Point expected, Point actual) => Assert.Equal(0, expected.DistanceTo(actual), 1e-6);
}
