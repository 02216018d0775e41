using IdPhoto.Documents;
using IdPhoto.Pictures;
using IdPhoto.Preflight;
using IdPhoto.Tests.Documents;
using Xunit;
using static IdPhoto.Preflight.PreflightVerdict;

namespace IdPhoto.Tests.Preflight;

/// <summary>Which sizes are accepted, and what a larger picture is reduced to.</summary>
public sealed class PixelSizeTests
{
    private static readonly PhotoSpec Print = Records.Print, Upload = Records.Upload;
    private static readonly PhotoSpec Ranged = Upload.With(new PixelRule { Width = 600, Height = 800, MinWidth = 400, MinHeight = 500, MaxWidth = 1000, MaxHeight = 1200 });
    private static readonly PhotoSpec Square = Upload.With(new PixelRule { Width = 600, Height = 600, MinWidth = 600, MinHeight = 600, ExactShape = true });
    private static readonly PhotoSpec Shaped = Upload.With(new PixelRule { Width = 600, Height = 800, MinWidth = 400, MinHeight = 500, MaxWidth = 1000, MaxHeight = 1200, Ratio = new RatioRange { Min = 0.5, Max = 0.9 } });
    private static readonly PhotoSpec OneShape = Upload.With(new PixelRule { Width = 600, Height = 800, MinWidth = 600, MinHeight = 800, MaxWidth = 1200, MaxHeight = 1600, ExactShape = true });
    private static readonly PhotoSpec SameEnds = With(OneShape.Pixels! with { ExactShape = false }), Recommended = With(new PixelRule { Width = 600, Height = 800, Recommended = true });

    private static readonly (PhotoSpec Spec, int Width, int Height, PreflightVerdict Verdict)[] Rows =
    [
        (Upload, 600, 800, Pass),
        (Upload, 601, 800, Fail),
        (Upload, 600, 799, Fail),

        // Of a print the shape counts, within 2 %, and from 98 % of the height on the resolution.
        (Print, 600, 800, Pass),
        (Print, 1200, 1600, Pass),
        (Print, 588, 784, Pass),
        (Print, 587, 783, Warn),
        (Print, 611, 800, Pass),
        (Print, 613, 800, Fail),
        (Print, 589, 800, Pass),
        (Print, 587, 800, Fail),

        (Ranged, 600, 800, Pass),
        (Ranged, 750, 1000, Pass),
        (Ranged, 400, 500, Warn),
        (Ranged, 399, 500, Fail),
        (Ranged, 400, 499, Fail),
        (Ranged, 1000, 1200, Warn),
        (Ranged, 1001, 1200, Fail),
        (Ranged, 1000, 1201, Fail),
        (Ranged, 450, 600, Pass),

        // A single limit is one, too.
        (Only(rule => rule with { MinWidth = 500 }), 500, 900, Warn),
        (Only(rule => rule with { MinWidth = 500 }), 499, 900, Fail),
        (Only(rule => rule with { MinHeight = 500 }), 700, 500, Warn),
        (Only(rule => rule with { MinHeight = 500 }), 700, 499, Fail),
        (Only(rule => rule with { MaxWidth = 700 }), 700, 900, Warn),
        (Only(rule => rule with { MaxWidth = 700 }), 701, 900, Fail),
        (Only(rule => rule with { MaxHeight = 900 }), 650, 900, Warn),
        (Only(rule => rule with { MaxHeight = 900 }), 650, 901, Fail),

        // Limits that happen to have one shape ask for none.
        (SameEnds, 700, 933, Pass),
        (SameEnds, 700, 800, Warn),
        (SameEnds, 1200, 1600, Pass),
        (SameEnds, 1200, 1601, Fail),

        // What is only recommended is no condition.
        (Recommended, 600, 800, Pass),
        (Recommended, 601, 800, Warn),
        (Recommended, 300, 300, Warn),
        (Recommended with { Sources = [Records.Source("pixels")] }, 1200, 1600, Warn),

        // Limits with a shape mean that shape.
        (OneShape, 700, 933, Pass),
        (OneShape, 700, 800, Fail),
        // A side may be rounded, and no more: an upload is not measured with a ruler.
        (OneShape, 700, 934, Pass),
        (OneShape, 700, 932, Fail),
        (OneShape, 700, 935, Fail),
        (OneShape, 612, 800, Fail),
        (Square, 600, 600, Pass),
        (Square, 900, 900, Pass),
        (Square, 901, 900, Fail),
        (Square, 900, 901, Fail),
        (Square, 900, 600, Fail),
        (Square, 612, 600, Fail),

        // Any size of one shape.
        (With(new PixelRule { Width = 600, Height = 800, ExactShape = true }), 300, 400, Pass),
        (With(new PixelRule { Width = 600, Height = 800, ExactShape = true }), 302, 400, Fail),

        // A shape by numbers, at its ends and a pixel beyond.
        (Shaped, 500, 1000, Pass),
        (Shaped, 499, 1000, Fail),
        (Shaped, 900, 1000, Pass),
        (Shaped, 901, 1000, Fail),
        (Shaped, 300, 400, Fail),

        // A size that no page gives is no condition; one of a page or of the user's own record is.
        (Sourced("file"), 600, 800, Pass),
        (Sourced("file"), 1200, 1600, Pass),
        (Sourced("file"), 800, 800, Warn),
        (Sourced("pixels"), 1200, 1600, Fail),

        // The camera's own file has any shape, within limits where there are some.
        (Original(Upload), 4000, 3000, Pass),
        (Original(Ranged), 1001, 1200, Fail),
        (Original(Ranged), 1000, 1200, Pass),

        // A choice of prints is a choice of shapes: from the narrowest and highest to the widest and lowest.
        (Sized(print => print with { MinWidthMm = 25 }), 613, 1000, Pass),
        (Sized(print => print with { MinWidthMm = 25 }), 612, 1000, Fail),
        (Sized(print => print with { MinWidthMm = 25 }), 764, 1000, Pass),
        (Sized(print => print with { MinWidthMm = 25 }), 766, 1000, Fail),
        (Sized(print => print with { MaxWidthMm = 40 }), 1019, 1000, Pass),
        (Sized(print => print with { MaxWidthMm = 40 }), 1021, 1000, Fail),
        (Sized(print => print with { MaxWidthMm = 40 }), 734, 1000, Fail),
        (Sized(print => print with { MaxHeightMm = 50 }), 589, 1000, Pass),
        (Sized(print => print with { MaxHeightMm = 50 }), 587, 1000, Fail),
        (Sized(print => print with { MinHeightMm = 32 }), 956, 1000, Pass),
        (Sized(print => print with { MinHeightMm = 32 }), 957, 1000, Fail),
    ];

    [Fact]
    public void A_size_is_accepted_at_its_limits_and_not_beyond() => Assert.All(Rows, (row, index) =>
    {
        PreflightOutcome outcome = PixelSizeRule.Check(new PixelSize(row.Width, row.Height), row.Spec);

        Assert.True(row.Verdict == outcome.Verdict, $"row {index}: {outcome}");
        Assert.Equal(row.Verdict == Pass, outcome.Advice is null);
        Assert.Equal(PreflightRules.PixelSize, outcome.Rule);
        Assert.Contains($"{row.Width}", $"{outcome.Value}", StringComparison.Ordinal);
        Assert.Contains($"{row.Height}", $"{outcome.Value}", StringComparison.Ordinal);
        Assert.False(row.Verdict != Pass && string.IsNullOrEmpty($"{outcome.Advice}"));
    });

    [Fact]
    public void What_to_do_depends_on_what_is_wrong_with_the_size()
    {
        PreflightOutcome[] outcomes =
        [
            PixelSizeRule.Check(new PixelSize(300, 400), Upload), PixelSizeRule.Check(new PixelSize(1200, 1600), Upload),
            PixelSizeRule.Check(new PixelSize(400, 500), Ranged), PixelSizeRule.Check(new PixelSize(300, 400), Print),
        ];

        Assert.Equal(4, outcomes.Select(outcome => $"{outcome.Advice}").Distinct().Count());
        Assert.Contains("600", $"{outcomes[2].Advice}", StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_accepted_is_told_by_its_numbers()
    {
        PixelSize size = new(1, 1);
        Assert.All((string[])["400", "500", "1000", "1200"], number => Assert.Contains(number, Allowed(Ranged), StringComparison.Ordinal));
        Assert.All((string[])["600", "800"], number => Assert.Contains(number, Allowed(Upload), StringComparison.Ordinal));
        Assert.Contains("900", Allowed(Only(rule => rule with { MaxHeight = 900 })), StringComparison.Ordinal);
        Assert.Contains("700", Allowed(Only(rule => rule with { MaxWidth = 700 })), StringComparison.Ordinal);
        PhotoSpec[] all =
        [
            Upload, Print, Ranged, OneShape, Only(rule => rule with { MinWidth = 600 }), Only(rule => rule with { MinHeight = 600 }), Only(rule => rule with { MaxWidth = 600 }),
            Only(rule => rule with { MaxHeight = 900 }), Only(rule => rule with { MinWidth = 500, MinHeight = 600 }), Only(rule => rule with { MaxWidth = 700, MaxHeight = 900 }),
            SameEnds, With(new PixelRule { Width = 600, Height = 700, ExactShape = true }), Shaped, Original(Upload),
        ];
        Assert.Equal(all.Length, all.Select(Allowed).Distinct().Count());

        string Allowed(PhotoSpec spec) => $"{PixelSizeRule.Check(size, spec).Allowed}";
    }

    [Theory]
    [InlineData(600, 800, "600x800")]
    [InlineData(1200, 1600, "600x800")]
    [InlineData(1201, 1600, "600x800")]
    [InlineData(1202, 1600, "")]
    [InlineData(1200, 1601, "600x800")]
    [InlineData(1200, 1602, "")]
    [InlineData(600, 801, "")]
    [InlineData(601, 800, "")]
    [InlineData(300, 400, "")]
    [InlineData(599, 799, "")]
    public void A_fixed_size_is_reached_by_one_scale_for_both_axes(int width, int height, string reached) => Assert.Equal(reached, Reached(width, height, Upload));

    [Fact]
    public void Of_a_range_the_largest_size_is_made_as_long_as_the_ceiling_has_room_for_it()
    {
        const string Larger = "899x1200 600x800", Smaller = "600x800 899x1200";

        Assert.Equal("1000x1200", Reached(2000, 2400, Ranged));
        Assert.Equal("900x1200 600x800", Reached(1800, 2400, Ranged));
        Assert.Equal(Larger, Reached(2000, 2667, Ranged));
        Assert.Equal("", Reached(300, 400, Ranged));
        Assert.Equal("500x600", Reached(500, 600, Ranged));
        Assert.Equal("", Reached(2000, 800, Ranged));
        // 899 x 1200 px are 3,236,400 bytes, a twentieth of which are 161.8 KB; 600 x 800 px are 1,440,000.
        Assert.Equal(Larger, Reached(2000, 2667, Ranged.With(new FileRule { MaxKb = 162 })));
        Assert.Equal(Smaller, Reached(2000, 2667, Ranged.With(new FileRule { MaxKb = 161 })));
        Assert.Equal(Smaller, Reached(2000, 2667, Ranged.With(new FileRule { MaxKb = 72 })));
        Assert.Equal(Larger, Reached(2000, 2667, Ranged.With(new FileRule { MaxKb = 71 })));
        Assert.Equal(Smaller, Reached(2000, 2667, Ranged.With(new FileRule { MaxKb = 162, MaxCompression = 19 })));
        Assert.Equal(Smaller, Reached(2000, 2667, Ranged.With(new FileRule { MaxKb = 161, MaxCompression = 40 })));
    }

    [Fact]
    public void One_limit_is_enough_to_reduce_to()
    {
        Assert.Equal("900x1200 600x800", Reached(1800, 2400, Only(rule => rule with { MaxHeight = 1200 })));
        Assert.Equal("900x1200 600x800", Reached(1800, 2400, Only(rule => rule with { MaxWidth = 900 })));
        Assert.Equal("599x799", Reached(599, 799, Only(rule => rule with { MinWidth = 500 })));
        // 3 / 7 of 700 px are 300 px, whatever rounding leaves of them.
        Assert.Equal("300x400", Reached(2100, 2800, Upload.With(new PixelRule { Width = 300, Height = 400, MaxWidth = 300, MaxHeight = 400 })));
        Assert.All(Enumerable.Range(601, 400), width => Assert.Equal($"600x{600 * width / width}", Reached(width, width, Only(rule => rule with { MaxWidth = 600 })).Split(' ')[0]));
    }

    private static string Reached(int width, int height, PhotoSpec spec)
        => string.Join(' ', PixelSizeRule.Reductions(new PixelSize(width, height), spec).Select(size => $"{size.Width}x{size.Height}"));

    private static PhotoSpec Only(Func<PixelRule, PixelRule> limited) => With(limited(new PixelRule { Width = 600, Height = 800 }));

    private static PhotoSpec With(PixelRule rule) => Upload.With(rule);

    private static PhotoSpec Sourced(string field) => Upload with { Sources = [Records.Source(field)] };

    private static PhotoSpec Original(PhotoSpec spec) => spec.With(new FileRule { OriginalOnly = true });

    private static PhotoSpec Sized(Func<PrintSize, PrintSize> ranged) => Print with { Print = ranged(Print.Print!) };
}
