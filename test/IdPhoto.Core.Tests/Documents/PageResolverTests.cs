using CsCheck;
using IdPhoto.Documents;
using IdPhoto.Pictures;
using Xunit;

namespace IdPhoto.Tests.Documents;

/// <summary>From millimetres and per cent to output pixels.</summary>
public sealed class PageResolverTests
{
    private static readonly PhotoSpec Print = Records.Print, Upload = Records.Upload;

    [Theory]
    [InlineData(30, 40, 508, 600, 800)]
    [InlineData(35, 45, 300, 413, 531)]
    [InlineData(35, 45, 600, 827, 1063)]
    [InlineData(25.4, 50.8, 72, 72, 144)]
    [InlineData(0.1, 0.1, 72, 1, 1)]
    [InlineData(25.4, 25.6, 1200, 1200, 1209)]
    public void Millimetres_are_rounded_to_the_nearest_pixel(double width, double height, int dpi, int columns, int rows)
    {
        PhotoSpec spec = Print with { Print = new PrintSize { WidthMm = width, HeightMm = height }, Head = new HeadRule { Unit = LengthUnit.Percent, Min = 50, Max = 75, Top = HeadTop.Crown } };

        PageGeometry page = spec.Resolve(dpi);

        Assert.Equal((new PixelSize(columns, rows), dpi), (page.Size, page.Dpi));
        Assert.Equal((width, height), (page.WidthMm, page.HeightMm));
        Assert.Equal(rows / height, page.PixelsPerMm);
        Assert.Equal("mm", page.Unit);
    }

    [Fact]
    public void Of_a_print_that_is_cut_places_and_shares_are_those_of_what_is_cut_out()
    {
        PhotoSpec cut = Print with
        {
            Print = Print.Print! with { Trim = new TrimSize { WidthMm = 25, HeightMm = 35 } },
            Head = new HeadRule { Unit = LengthUnit.Percent, Min = 40, Max = 80, Top = HeadTop.Crown },
            Eyes = new LengthRange { Unit = LengthUnit.Mm, Min = 15, Max = 20, Target = 17 },
            TopMargin = new TopMarginRule { Unit = LengthUnit.Mm, Min = 2, Max = 3, From = HeadTop.Hair },
            ChinMargin = new LengthRange { Unit = LengthUnit.Percent, Min = 10 },
        };
        PageGeometry page = cut.Resolve();

        // 2.5 mm are cut off at each edge of 40 mm.
        Assert.Equal((14, 28), (page.InUnits(page.Head.Min), page.InUnits(page.Head.Max)));
        Assert.Equal((17.5, 22.5, 19.5), Units(page.EyesFromBottom!.Value));
        Assert.Equal((4.5, 5.5, 5), Units(page.TopMargin!.Value));
        Assert.Equal(6, page.InUnits(page.ChinMargin!.Value.Min), 1e-9);

        (double Min, double Max, double Target) Units(PixelRange range) => (Math.Round(page.InUnits(range.Min), 6), Math.Round(page.InUnits(range.Max), 6), Math.Round(page.InUnits(range.Target), 6));
    }

    [Fact]
    public void A_head_that_does_not_fit_into_what_is_cut_out_is_refused()
    {
        PrintSize print = Print.Print! with { Trim = new TrimSize { WidthMm = 25, HeightMm = 35 } };
        HeadRule head = Print.Head with { Min = 30, Max = 34 };
        TopMarginRule room = new() { Unit = LengthUnit.Mm, Min = 5, Max = 6, From = HeadTop.Crown };

        Assert.Null(Record.Exception(() => (Print with { Print = print, Head = head, TopMargin = room }).Resolve()));
        Assert.Throws<PhotoException>(() => (Print with { Print = print, Head = head, TopMargin = room with { Min = 5.1 } }).Resolve());
        Assert.Null(Record.Exception(() => (Print with { Head = head, TopMargin = room with { Min = 5.1 } }).Resolve()));
    }

    [Theory]
    [InlineData("by-passport", 4.5, 5.5)]
    [InlineData("lt-passport", 9.5, 11.5)]
    public void The_room_above_the_head_is_measured_from_where_the_office_cuts(string id, double least, double most)
    {
        PageGeometry page = PhotoSpecs.Find(id).Resolve();

        Assert.Equal((least, most), (Math.Round(page.InUnits(page.TopMargin!.Value.Min), 6), Math.Round(page.InUnits(page.TopMargin.Value.Max), 6)));
    }

    [Fact]
    public void A_half_pixel_is_rounded_up()
        => Assert.Equal(new PixelSize(151, 453), (Print with { Print = new PrintSize { WidthMm = 25.4 * 150.5 / 300, HeightMm = 25.4 * 452.5 / 300 } }).Resolve(300).Size);

    [Fact]
    public void A_file_keeps_its_pixels_and_a_print_of_given_pixels_grows_with_its_resolution()
    {
        Assert.Equal((new PixelSize(600, 800), 600), (Upload.Resolve(600).Size, Upload.Resolve(600).Dpi));
        Assert.Equal((null, null, null, "%"), (Upload.Resolve().WidthMm, Upload.Resolve().HeightMm, Upload.Resolve().PixelsPerMm, Upload.Resolve().Unit));
        Assert.Equal(new PixelSize(602, 800), Print.With(new PixelRule { Width = 602, Height = 800 }).Resolve().Size);
        Assert.Equal(new PixelSize(1204, 1600), Print.With(new PixelRule { Width = 602, Height = 800 }).Resolve(1016).Size);
        Assert.Equal(50, Upload.Resolve().InUnits(400));
        Assert.Equal(20, Print.Resolve().InUnits(400), 1e-9);
    }

    [Fact]
    public void A_resolution_beyond_its_limits_is_refused()
    {
        Assert.Equal(72, Print.Resolve(72).Dpi);
        Assert.Equal(1200, Print.Resolve(1200).Dpi);
        Assert.Throws<ArgumentOutOfRangeException>(() => Print.Resolve(71));
        Assert.Throws<ArgumentOutOfRangeException>(() => Print.Resolve(1201));
    }

    [Fact]
    public void A_resolution_at_which_the_file_breaks_its_own_limits_is_refused()
    {
        PixelRule rule = new() { Width = 600, Height = 800 };
        (PixelRule Rule, int Dpi, bool Accepted)[] rows =
        [
            (rule with { MinWidth = 600, MinHeight = 800 }, 508, true), (rule with { MinWidth = 600 }, 507, false), (rule with { MinHeight = 800 }, 507, false),
            (rule with { MaxWidth = 600, MaxHeight = 800 }, 508, true), (rule with { MaxWidth = 600 }, 510, false), (rule with { MaxHeight = 800 }, 509, false),
        ];

        Assert.All(rows, row =>
        {
            PhotoException? refusal = Record.Exception(() => Print.With(row.Rule).Resolve(row.Dpi)) as PhotoException;
            Assert.Equal(row.Accepted, refusal is null);
            Assert.Equal(row.Accepted ? null : $"documents.resolution-not-accepted dpi={row.Dpi}dpi", refusal?.Said.ToString().Split(" size=")[0]);
        });
    }

    [Fact]
    public void Every_length_is_its_share_of_the_page()
    {
        PageGeometry page = (Print with
        {
            Head = new HeadRule { Min = 20, Max = 30, Target = 26, Top = HeadTop.Hair },
            Eyes = new LengthRange { Unit = LengthUnit.Percent, Min = 40, Max = 60 },
            TopMargin = new TopMarginRule { Min = 2, From = HeadTop.Crown },
            ChinMargin = new LengthRange { Max = 10 },
            HeadWidth = new LengthRange { Unit = LengthUnit.Percent, Min = 30, Max = 50, Target = 45 },
            Centring = 0.03,
        }).Resolve();

        Assert.Equal(new PixelRange(400, 600, 520), page.Head);
        Assert.Equal(new PixelRange(320, 480, 400), page.EyesFromBottom);
        Assert.Equal(new PixelRange(40, double.PositiveInfinity, 40), page.TopMargin);
        Assert.Equal(new PixelRange(0, 200, 100), page.ChinMargin);
        Assert.Equal(new PixelRange(240, 400, 360), page.HeadWidth);
        Assert.Equal((HeadTop.Hair, HeadTop.Crown, 0.03), (page.HeadTop, page.TopMarginFrom, page.CentringTolerance));
    }

    [Fact]
    public void A_record_without_margins_has_none()
    {
        PageGeometry page = (Print with { Head = Print.Head with { Top = HeadTop.Hair } }).Resolve();

        Assert.Equal((null, null, null, null), (page.EyesFromBottom, page.TopMargin, page.ChinMargin, page.HeadWidth));
        Assert.Equal(HeadTop.Hair, page.TopMarginFrom);
    }

    [Theory]
    [InlineData(60, 70, 480, 560, 500)]    // Both ranges overlap, and the middle of the first lies in the overlap.
    [InlineData(65, 90, 520, 600, 560)]    // It does not: the middle of the overlap.
    [InlineData(40, 55, 400, 440, 420)]
    [InlineData(10, 90, 400, 600, 500)]
    [InlineData(75, 90, 600, 600, 600)]    // They touch.
    public void Two_ranges_for_the_head_hold_together(double min, double max, double low, double high, double target)
    {
        PageGeometry page = (Print with { HeadShare = new LengthRange { Unit = LengthUnit.Percent, Min = min, Max = max } }).Resolve();

        Assert.Equal(low, page.Head.Min, 1e-9);
        Assert.Equal(high, page.Head.Max, 1e-9);
        Assert.Equal(target, page.Head.Target, 1e-9);
    }

    [Fact]
    public void Rules_that_leave_no_size_are_refused()
    {
        PhotoSpec spec = Print with { HeadShare = new LengthRange { Unit = LengthUnit.Percent, Min = 80, Max = 90 } };

        Assert.Equal("documents.impossible document=club-card", Assert.Throws<PhotoException>(() => spec.Resolve()).Said.ToString());
        Assert.Equal("documents.impossible-at-any-size", Assert.Throws<PhotoException>(() => (spec with { Print = new PrintSize { WidthMm = 30, HeightMm = 40, MinHeightMm = 39 } }).Resolve()).Said.Id);
    }

    /// <summary>The slow twin: tries heights in steps of a hundredth of a millimetre.</summary>
    [Fact]
    public void The_height_that_is_chosen_is_the_nearest_one_at_which_all_rules_hold() => Gen.Select(
        Gen.Double[20, 40], Gen.Double[0, 15], Gen.Double[40, 80], Gen.Double[0, 20], Gen.Double[0, 8], Gen.Double[0, 8], Gen.Double[0, 8], Gen.Double[0, 8]).Sample((head, width, share, shares, above, room, below, space) =>
        {
            const double Low = 35, High = 60, Wished = 45;
            double most = head + width, mostShare = Math.Min(100, share + shares);
            PhotoSpec spec = Print with
            {
                Print = new PrintSize { WidthMm = 30, HeightMm = Wished, MinHeightMm = Low, MaxHeightMm = High },
                Head = new HeadRule { Min = head, Max = most, Top = HeadTop.Crown },
                HeadShare = new LengthRange { Unit = LengthUnit.Percent, Min = share, Max = mostShare },
                TopMargin = new TopMarginRule { Min = above, Max = above + room, From = HeadTop.Crown },
                ChinMargin = new LengthRange { Min = below, Max = below + space },
            };
            bool Holds(double height, double slack)
            {
                double least = Math.Max(head, share * height / 100), largest = Math.Min(most, mostShare * height / 100);
                return least <= largest + slack && least + above + below <= height + slack && largest + above + room + below + space >= height - slack;
            }
            double[] heights = [.. Enumerable.Range(0, 2501).Select(step => Low + (step / 100.0)).Where(height => Holds(height, 0))];

            double? chosen = SizeSolver.Height(spec);

            if (heights.Length > 0)
                Assert.True(Math.Abs(chosen!.Value - heights.MinBy(one => Math.Abs(one - Wished))) < 0.11, $"{chosen}");
            Assert.True(chosen is null || (Holds(chosen.Value, 1e-6) && chosen >= Low - 1e-6 && chosen <= High + 1e-6), $"{chosen}");
        }, iter: Samples.Of(2_000));
}
