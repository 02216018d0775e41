using System.Text.Json;
using IdPhoto.Borders;
using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Exporting;
using IdPhoto.Matting;
using IdPhoto.Pictures;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Tests.Portraits;

/// <summary>Real portraits in files with a border or with an alpha channel of no use.</summary>
public sealed class BorderTests
{
    private const int Bar = 50;

    private static readonly Sentences English = Sentences.In(Languages.English, Place.CommandLine);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_border_of_a_file_that_may_be_the_finished_photo_is_checked_with_it()
    {
        PhotoSpec spec = PhotoSpecs.Find("us-passport");
        byte[] square = PictureEncoder.EncodePng(Framed(TestPortraits.Decode(TestPortraits.Astronaut), Bar, Bar), cancel: None);

        Portrait said = (await TestPortraits.Studio.CheckAsync(square, spec, new CheckOptions { Kind = PhotoKind.Capture }, cancel: None)).Portrait;
        Portrait guessed = (await TestPortraits.Studio.CheckAsync(square, spec, cancel: None)).Portrait;
        Portrait other = (await TestPortraits.Studio.CheckAsync(square, PhotoSpecs.Find("de-passport"), cancel: None)).Portrait;

        Assert.Equal((true, false, true), (said.Border.Any, guessed.Border.Any, other.Border.Any));
    }

    [Fact]
    public async Task A_border_does_not_hide_how_strongly_a_photo_is_compressed()
    {
        Picture framed = Framed(TestPortraits.Decode(TestPortraits.Astronaut), Bar, Bar, level: 255);
        using NetVips.Image image = NetVips.Image.NewFromMemory(framed.Rgb, framed.Width, framed.Height, 3, NetVips.Enums.BandFormat.Uchar);
        // Saved again, so that nothing but its pixels shows it.
        byte[] file = PictureEncoder.EncodeJpeg(TestPortraits.Decode(image.JpegsaveBuffer(q: 12)), new JpegOptions(), None);

        ComplianceReport report = (await TestPortraits.Studio.CheckAsync(file, PhotoSpecs.Find("de-passport"), cancel: None)).Report;

        Assert.InRange(Math.Min(report.Border.Left, report.Border.Top), Bar, Bar + 3);
        Assert.Equal(Verdict.Fail, report.Of(ComplianceRules.Compression)!.Verdict);
    }

    [Fact]
    public async Task Every_report_says_what_was_left_out_of_the_upright_picture()
    {
        byte[] lying = PictureEncoder.EncodePng(Framed(TestPortraits.Decode(TestPortraits.Astronaut), 30, Bar).Turned(1), cancel: None);
        PhotoSpec spec = PhotoSpecs.Find("two-inch");

        OpenPhoto photo = await TestPortraits.Studio.OpenAsync(lying, cancel: None);
        IdPhotoOptions options = new() { Make = new MakeOptions { Force = true } };
        IdPhotoFile made = (await photo.MakeManyAsync([spec], options, cancel: None))[0].Photo!;

        Assert.Equal(3, photo.Portrait.QuarterTurns);
        FileBorderLine border = Analysis.Of(photo.Portrait).Border!;
        Assert.All(new[] { border.Left, border.Right }, side => Assert.InRange(side, 30, 32));
        Assert.All(new[] { border.Top, border.Bottom }, side => Assert.InRange(side, Bar, Bar + 2));
        Assert.Equal(border, MadeReport.Of(made, English).Source.Border);
        Assert.Equal(border, ComplianceLine.Of(photo.Check(spec).Report, English).Border);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_photo_above_what_is_no_bar_ends_where_the_person_does(int quarterTurns)
    {
        const int end = 225;
        Picture astronaut = TestPortraits.Decode(TestPortraits.Astronaut);
        // Darker from left to right and row by row, as no drawn bar is.
        Picture picture = Drawn(astronaut.Size, (x, y) => y < end ? astronaut.Row(y).Slice(3 * x, 3).ToArray() : [(byte)(230 - (x / 5)), (byte)(160 - (y / 6)), (byte)(60 + (x / 6))]);
        byte[] file = PictureEncoder.EncodePng(picture.Turned(quarterTurns), cancel: None);

        Portrait portrait = await TestPortraits.Studio.AnalyzeAsync(file, cancel: None);

        PictureBorder border = portrait.Border.Turned(portrait.QuarterTurns);
        Assert.Equal((4 - quarterTurns) % 4, portrait.QuarterTurns);
        Assert.Equal((0, 0, 0), (border.Left, border.Top, border.Right));
        Assert.InRange(astronaut.Height - border.Bottom, end - 12, end);
        Assert.Equal(astronaut.Height - border.Bottom, portrait.Pixels.Height);
    }

    [Fact]
    public async Task A_wall_of_two_colours_whose_line_a_head_crosses_is_no_bar()
    {
        const int above = 60, line = 120;
        Cutout person = await TestPortraits.Studio.CutOutAsync(TestPortraits.Astronaut, cancel: None);
        PixelSize size = new(person.Alpha.Width, person.Alpha.Height + above);
        Picture picture = Drawn(size, (x, y) =>
        {
            byte[] wall = y < line ? [192, 202, 214] : [118, 148, 138];
            if (y < above)
                return wall;
            float alpha = person.Alpha[x, y - above];
            return [.. wall.Select((level, c) => (byte)((alpha * person.Foreground.Row(y - above)[(3 * x) + c]) + ((1 - alpha) * level)))];
        });

        Assert.NotEqual(PictureBorder.None, BorderFinder.Find(picture));
        Portrait portrait = await TestPortraits.Studio.AnalyzeAsync(PictureEncoder.EncodePng(picture, cancel: None), cancel: None);

        Assert.Equal(PictureBorder.None, portrait.Border);
        Assert.False(portrait.Heads[0].HeadTopCut);
    }

    [Fact]
    public async Task Reports_of_a_photo_without_a_border_name_none()
    {
        Portrait portrait = await TestPortraits.Studio.AnalyzeAsync(TestPortraits.Astronaut, cancel: None);
        Assert.DoesNotContain("order", JsonSerializer.Serialize(Analysis.Of(portrait)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(250, 2)]
    [InlineData(0, 2000)]
    public async Task An_alpha_channel_that_is_all_but_opaque_is_not_spoken_of(int alpha, int every)
    {
        Picture picture = TestPortraits.Decode(TestPortraits.Astronaut);
        byte[] rgba = new byte[picture.Size.Area * 4];
        for (int i = 0; i < picture.Size.Area; i++)
        {
            picture.Rgb.AsSpan(3 * i, 3).CopyTo(rgba.AsSpan(4 * i));
            rgba[(4 * i) + 3] = (byte)(i % every == 0 ? alpha : 255);
        }

        Portrait portrait = await TestPortraits.Studio.AnalyzeAsync(PictureEncoder.EncodePng(picture.Size, rgba, cancel: None), cancel: None);

        Assert.Equal(Transparency.None, portrait.Transparency);
    }

    private static Picture Drawn(PixelSize size, Func<int, int, byte[]> colour)
    {
        Picture picture = new(size, new byte[3 * size.Area]);
        for (int i = 0; i < size.Area; i++)
            colour(i % size.Width, i / size.Width).CopyTo(picture.Rgb.AsSpan(3 * i));
        return picture;
    }

    private static Picture Framed(Picture photo, int across, int down, byte level = 0)
    {
        Picture framed = new(new PixelSize(photo.Width + (2 * across), photo.Height + (2 * down)), new byte[3 * (photo.Width + (2 * across)) * (photo.Height + (2 * down))]);
        framed.Rgb.AsSpan().Fill(level);
        for (int y = 0; y < photo.Height; y++)
            photo.Row(y).CopyTo(framed.Rgb.AsSpan(3 * (((y + down) * framed.Width) + across)));
        return framed;
    }
}
