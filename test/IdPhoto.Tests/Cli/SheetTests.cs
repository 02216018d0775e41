using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using IdPhoto.Tests.Printing;
using Xunit;

namespace IdPhoto.Tests.Cli;

public sealed class SheetTests : IDisposable
{
    private const double ExactMm = 0.05;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_made_photo_is_printed_at_the_size_of_its_document()
    {
        (await Idphoto.RunAsync("make", Idphoto.Astronaut, "--spec", "one-inch", "--background", "keep", "--out", _folder["photo.jpg"])).IsDone();

        Outcome outcome = await Idphoto.RunAsync("sheet", _folder["photo.jpg"], "--paper", "10x15cm", "--out", _folder["sheet.pdf"]);

        outcome.IsDone();
        Assert.Contains("Paper: 10x15cm (100 x 150 mm), landscape, gaps of 1 mm", outcome.Text, StringComparison.Ordinal);
        Assert.Contains("Print at 100 %", outcome.Text, StringComparison.Ordinal);
        ParsedPdf pdf = new(File.ReadAllBytes(_folder["sheet.pdf"]));
        Assert.Equal((150, 100), (Math.Round(pdf.Paper.Width, 2), Math.Round(pdf.Paper.Height, 2)));
        Assert.Equal(13, pdf.Photos.Count);
        foreach (ParsedPdf.Photo photo in pdf.Photos)
        {
            Assert.Equal(25, Math.Min(photo.Place.Width, photo.Place.Height), ExactMm);
            Assert.Equal(35, Math.Max(photo.Place.Width, photo.Place.Height), ExactMm);
            Assert.Equal(File.ReadAllBytes(_folder["photo.jpg"]), photo.Stored);
        }
        Assert.Equal(["photo.jpg", "sheet.pdf"], _folder.Names);
    }

    [Fact]
    public async Task Two_people_and_two_sizes_get_the_copies_asked_for()
    {
        string first = Photo("first.jpg", 413, 531, 300);
        string second = Photo("second.jpg", 590, 826, 600);

        (await Idphoto.RunAsync("sheet", first, second, "--paper", "a4", "--copies", "4,2", "--out", _folder["sheet.pdf"])).IsDone();

        ParsedPdf pdf = new(File.ReadAllBytes(_folder["sheet.pdf"]));
        Assert.Equal((4, 2), (Copies(first), Copies(second)));
        Assert.Equal(1, pdf.Count(File.ReadAllBytes(first)));

        int Copies(string file) => pdf.Photos.Count(photo => photo.Stored.SequenceEqual(File.ReadAllBytes(file)));
    }

    [Theory]
    [InlineData("sheet.jpg", FileKind.Jpeg)]
    [InlineData("sheet.png", FileKind.Png)]
    public async Task A_sheet_of_pixels_has_the_papers_size_at_its_density(string name, FileKind kind)
    {
        (await Idphoto.RunAsync("sheet", Photo("photo.jpg", 413, 531, 300), "--paper", "5x7in", "--dpi", "200", "--cut", "corners", "--out", _folder[name])).IsDone();

        byte[] file = File.ReadAllBytes(_folder[name]);
        PictureHeader header = PictureDecoder.ReadHeader(file);
        Assert.Equal(kind, header.Kind);
        Assert.Equal((1400, 1000), (header.Stored.LongSide, Math.Min(header.Stored.Width, header.Stored.Height)));
        Assert.Equal(new PrintDensity(200, 200), PrintDensity.Read(file, kind));
    }

    [Fact]
    public async Task Streams_carry_a_pdf_and_the_table_moves_to_the_error_stream()
    {
        byte[] photo = File.ReadAllBytes(Photo("photo.jpg", 413, 531, 300));

        Outcome outcome = await Idphoto.RunAsync(photo, ["sheet", "-", "--paper", "l", "--gap", "0mm", "--margin", "1.5", "--cut", "none", "--out", "-"]);

        outcome.IsDone();
        Assert.NotEmpty(new ParsedPdf(outcome.Bytes).Photos);
        Assert.Contains("gaps of 0 mm", outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sheet_without_room_for_the_scale_bar_says_so()
    {
        Outcome outcome = await Idphoto.RunAsync("sheet", Photo("photo.jpg", 413, 531, 300), "--paper", "42x52mm", "--out", _folder["sheet.pdf"]);

        outcome.IsDone();
        Assert.Contains("Warning: There is no room for the scale bar.", outcome.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("50 mm", new ParsedPdf(File.ReadAllBytes(_folder["sheet.pdf"])).Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--size", "35x45mm", 35)]
    [InlineData("--spec", "schengen-visa", 35)]
    public async Task A_photo_that_does_not_tell_its_size_is_printed_at_the_one_that_is_said(string option, string value, double widthMm)
    {
        string photo = Photo("photo.jpg", 700, 900, 72);

        (await Idphoto.RunAsync("sheet", photo, "--paper", "a6", "--out", _folder["sheet.pdf"])).Failed(1, Refusals.PrintSizeUnknown);
        (await Idphoto.RunAsync("sheet", photo, "--paper", "a6", option, value, "--copies", "1", "--out", _folder["sheet.pdf"])).IsDone();

        Assert.Equal(widthMm, Assert.Single(new ParsedPdf(File.ReadAllBytes(_folder["sheet.pdf"])).Photos).Place.Width, ExactMm);
    }

    [Theory]
    [InlineData(1, "sheet-too-small", "--paper", "30x40mm")]
    [InlineData(1, "sheet-too-small", "--paper", "10x15cm", "--copies", "9")]
    [InlineData(1, "sheet-too-small", "--paper", "10x15cm", "--margin", "60")]
    [InlineData(1, "print-size-unknown", "--paper", "10x15cm", "--size", "51x51mm")]
    [InlineData(1, "too-many-pixels", "--paper", "a4", "--dpi", "1200", "--out", "out.png")]
    [InlineData(2, "invalid-size", "--paper", "a99")]
    [InlineData(2, "invalid-size", "--paper", "a4", "--size", "huge")]
    [InlineData(2, "unknown-spec", "--paper", "a4", "--spec", "us-pasport")]
    [InlineData(2, "usage", "--paper", "a4", "--spec", "gb-passport-digital")]
    [InlineData(2, "usage", "--paper", "a4", "--copies", "1,2")]
    [InlineData(2, "usage", "--paper", "a4", "--copies", "0")]
    [InlineData(2, "usage", "--paper", "a4", "--gap", "-1")]
    [InlineData(2, "usage", "--paper", "a4", "--cut", "zigzag")]
    [InlineData(2, "usage", "--paper", "a4", "--dpi", "300")]
    [InlineData(2, "usage", "--paper", "a4", "--out", "out.gif")]
    [InlineData(2, "usage")]
    public async Task What_cannot_be_printed_is_refused_and_leaves_nothing(int exitCode, string code, params string[] args)
    {
        string photo = Photo("photo.jpg", 413, 531, 300);
        string[] output = args.Contains("--out") ? [] : ["--out", _folder["out.pdf"]];

        Outcome outcome = await Idphoto.RunAsync(["sheet", photo, .. args.Select(arg => arg.StartsWith("out.", StringComparison.Ordinal) ? _folder[arg] : arg), .. output]);

        outcome.Failed(exitCode, code);
        Assert.Equal(["photo.jpg"], _folder.Names);
    }

    private string Photo(string name, int width, int height, int dpi)
    {
        Picture portrait = PictureDecoder.Decode(File.ReadAllBytes(Idphoto.Astronaut), null, TestContext.Current.CancellationToken).Picture;
        Picture photo = Resampler.Resize(portrait, new Box(110, 0, 230, 230.0 * height / width), new PixelSize(width, height), ResamplingKernel.CatmullRom);
        return _folder.Write(name, PictureEncoder.EncodeJpeg(photo, new JpegOptions { Dpi = dpi }, TestContext.Current.CancellationToken));
    }
}
