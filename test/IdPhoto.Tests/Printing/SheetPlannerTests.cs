using System.Globalization;
using IdPhoto.Printing;
using IdPhoto.Tests.Decoding;
using IdPhoto.Tests.Wording;
using Xunit;

namespace IdPhoto.Tests.Printing;

public sealed class SheetPlannerTests
{
    private const double Pixel = 25.4 / 300;

    /// <summary>Counted on sheets of HivisionIDPhotos, its version 1 interface: width and height in pixels, copies.</summary>
    public static TheoryData<int, int, int> KnownCounts => new()
    {
        { 295, 413, 10 }, { 413, 531, 6 }, { 413, 626, 4 }, { 260, 378, 12 }, { 390, 567, 4 }, { 600, 600, 2 }, { 531, 709, 4 }, { 144, 192, 24 }, { 1050, 1499, 1 },
    };

    [Theory]
    [MemberData(nameof(KnownCounts))]
    public void The_compatible_sheet_holds_the_known_number_of_copies(int width, int height, int copies)
    {
        SheetLayout sheet = Plan([Photo(width, height)], SheetOptions.HivisionV1);

        Assert.Equal(copies, sheet.Photos.Count);
        Assert.Equal(1795, sheet.Paper.Width / Pixel, 1e-9);
        Assert.Single(sheet.Photos.Select(photo => photo.Turned).Distinct());
        // The block is in the middle.
        Assert.Equal(1795, (sheet.Photos.Min(photo => photo.Place.X) + sheet.Photos.Max(photo => photo.Place.Right)) / Pixel, 1e-6);
        Assert.Equal(1205, (sheet.Photos.Min(photo => photo.Place.Y) + sheet.Photos.Max(photo => photo.Place.Bottom)) / Pixel, 1e-6);
    }

    [Theory]
    [MemberData(nameof(KnownCounts))]
    public void The_usual_sheet_holds_at_least_as_many(int width, int height, int copies)
    {
        foreach (string paper in (string[])["4x6in", "10x15cm"])
            Assert.InRange(Usual(paper, Photo(width, height)).Photos.Count, copies, 60);
    }

    [Fact]
    public void The_copies_that_the_documents_tell_are_those_that_are_made()
    {
        string[] rows = [.. File.ReadLines(Path.Combine(SamplePhoto.Root, "docs/cli.md")).SkipWhile(line => !line.StartsWith("| Photo, px", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.Contains("refused", StringComparison.Ordinal))];

        Assert.Equal(KnownCounts.Count, rows.Length);
        foreach (string row in rows)
        {
            int[] told = [.. row.Split(['|', 'x', ' '], StringSplitOptions.RemoveEmptyEntries).Select(cell => int.Parse(cell, CultureInfo.InvariantCulture))];
            SheetItem photo = Photo(told[0], told[1]);
            int[] made = [Usual("4x6in", photo).Photos.Count, Usual("10x15cm", photo).Photos.Count, Plan([photo], SheetOptions.HivisionV1).Photos.Count];
            Assert.Equal(told[2..], made);
        }
    }

    [Fact]
    public void A_photo_as_large_as_the_sheet_is_refused_where_others_print_an_empty_page()
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => Plan([Photo(1500, 1500)], SheetOptions.HivisionV1));

        Assert.Equal(Refusals.SheetTooSmall, refusal.Code);
        Assert.Contains("127 x 127 mm does not fit on paper of 102", refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10x15cm", 35, 45, 8)]
    [InlineData("4x6in", 35, 45, 8)]
    [InlineData("10x15cm", 25, 35, 13)]
    [InlineData("4x6in", 51, 51, 2)]
    [InlineData("5x7in", 51, 51, 6)]
    [InlineData("l", 35, 45, 5)]
    [InlineData("a4", 35, 45, 34)]
    [InlineData("letter", 51, 51, 15)]
    public void Usual_papers_hold_as_many_as_people_expect_and_the_scale_bar_too(string paper, double width, double height, int copies)
    {
        SheetLayout sheet = Usual(paper, new SheetItem(new MmSize(width, height)));

        Assert.Equal(copies, sheet.Photos.Count);
        Assert.NotNull(sheet.Note);
    }

    [Fact]
    public void Copies_that_do_not_fit_are_refused_with_the_number_that_does()
    {
        PhotoException refusal = Assert.Throws<PhotoException>(() => Usual("10x15cm", new SheetItem(new MmSize(35, 45), 9)));

        Assert.Equal(Refusals.SheetTooSmall, refusal.Code);
        Assert.Contains("at most 8 do", refusal.InEnglish(), StringComparison.Ordinal);
    }

    [Fact]
    public void Margins_that_leave_no_paper_are_refused()
    {
        SheetOptions options = new() { Paper = PaperSize.Parse("10x15cm"), Margins = new SheetMargins(60, 60) };

        Assert.Equal(Refusals.SheetTooSmall, Assert.Throws<PhotoException>(() => Plan([new SheetItem(new MmSize(35, 45))], options)).Code);
    }

    [Fact]
    public void Two_people_and_two_sizes_share_a_sheet_evenly()
    {
        SheetLayout sheet = Usual("a4", new SheetItem(new MmSize(35, 45)), new SheetItem(new MmSize(25, 35)), new SheetItem(new MmSize(35, 45)));

        int[] copies = [.. Enumerable.Range(0, 3).Select(sheet.Copies)];
        Assert.InRange(copies.Min(), 11, 20);
        Assert.InRange(copies.Max() - copies.Min(), 0, 6);
    }

    [Theory]
    [InlineData("a4", "a4 (210 x 297 mm)")]
    [InlineData("Letter", "letter (215.9 x 279.4 mm)")]
    [InlineData("L", "l (89 x 127 mm)")]
    [InlineData("4x6in", "4x6in (101.6 x 152.4 mm)")]
    [InlineData("15 x 10 cm", "15 x 10 cm (100 x 150 mm)")]
    [InlineData("4R", "4x6in (101.6 x 152.4 mm)")]
    [InlineData("4x6", "4x6in (101.6 x 152.4 mm)")]
    [InlineData("4 × 6", "4x6in (101.6 x 152.4 mm)")]
    [InlineData("KG", "4x6in (101.6 x 152.4 mm)")]
    [InlineData("六寸", "4x6in (101.6 x 152.4 mm)")]
    [InlineData("3R", "l (89 x 127 mm)")]
    [InlineData("五寸", "l (89 x 127 mm)")]
    [InlineData("5x7", "5x7in (127 x 177.8 mm)")]
    [InlineData("7-inch", "5x7in (127 x 177.8 mm)")]
    [InlineData("8.5x11", "letter (215.9 x 279.4 mm)")]
    [InlineData("90x54mm", "54 x 90 mm")]
    [InlineData("10cmx15cm", "10cmx15cm (100 x 150 mm)")]
    [InlineData("4inx6in", "4inx6in (101.6 x 152.4 mm)")]
    [InlineData("102mmx152mm", "102 x 152 mm")]
    [InlineData("4x6inch", "4x6inch (101.6 x 152.4 mm)")]
    [InlineData("4\"x6\"", "4\"x6\" (101.6 x 152.4 mm)")]
    [InlineData("6x4", "4x6in (101.6 x 152.4 mm)")]
    [InlineData("7x5", "5x7in (127 x 177.8 mm)")]
    [InlineData("15x10", "10x15cm (100 x 150 mm)")]
    [InlineData("11x8.5", "letter (215.9 x 279.4 mm)")]
    [InlineData("５寸", "l (89 x 127 mm)")]
    [InlineData("4Ｒ", "4x6in (101.6 x 152.4 mm)")]
    [InlineData("6英寸", "4x6in (101.6 x 152.4 mm)")]
    [InlineData("Ａ4", "a4 (210 x 297 mm)")]
    public void Papers_are_told_in_millimetres(string text, string told) => Assert.Equal(told, PaperSize.Parse(text).ToString());

    [Theory]
    [InlineData("35mmx45mm", 35, 45)]
    [InlineData("2inx2in", 50.8, 50.8)]
    [InlineData("3,5 x 4,5 cm", 35, 45)]
    [InlineData("35x45", 35, 45)]
    [InlineData("35mm x 4.5cm", 35, 45)]
    public void Sizes_are_read_as_people_write_them(string text, double width, double height) => Assert.Equal(new MmSize(width, height), SizeText.Parse(text));

    [Theory]
    [InlineData("a99")]
    [InlineData("10x15m")]
    [InlineData("0x15cm")]
    [InlineData("10x15inn")]
    [InlineData("100-102x150mm")]
    [InlineData("600x900px")]
    [InlineData("2x3mm")]
    [InlineData("60x90in")]
    [InlineData("")]
    public void What_is_no_paper_is_refused(string text)
        => Assert.Equal(Refusals.InvalidSize, Assert.Throws<PhotoException>(() => PaperSize.Parse(text)).Code);

    private static SheetLayout Plan(IReadOnlyList<SheetItem> items, SheetOptions options) => SheetPlanner.Plan(items, options, TestContext.Current.CancellationToken);

    private static SheetItem Photo(int width, int height) => new(new MmSize(width * Pixel, height * Pixel));

    private static SheetLayout Usual(string paper, params SheetItem[] items) => Plan(items, new SheetOptions { Paper = PaperSize.Parse(paper) });
}
