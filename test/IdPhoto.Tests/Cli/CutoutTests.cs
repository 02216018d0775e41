using NetVips;
using Xunit;

namespace IdPhoto.Tests.Cli;

public sealed class CutoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("full")]
    [InlineData("person")]
    public async Task A_cutout_is_as_large_as_the_picture_and_transparent_around_the_person(string matting)
    {
        Outcome outcome = await Idphoto.RunAsync("cutout", Idphoto.Astronaut, "--out", _folder["person.png"], "--matting", matting);

        outcome.IsDone();
        Assert.Equal("1 person cut out", outcome.Text.TrimEnd());
        using Image cutout = Image.NewFromFile(_folder["person.png"]);
        Assert.Equal((512, 512, 4), (cutout.Width, cutout.Height, cutout.Bands));
        Assert.Equal([0, 0, 0, 0], cutout.Getpoint(500, 20));
        double[] cheek = cutout.Getpoint(225, 140);
        Assert.Equal(255, cheek[3]);
        using Image photo = Image.NewFromFile(Idphoto.Astronaut);
        Assert.Equal(photo.Getpoint(225, 140)[..3], cheek[..3]);
    }

    [Fact]
    public async Task A_photo_turned_by_its_tag_is_cut_out_upright()
    {
        using Image tall = Image.NewFromFile(Idphoto.Astronaut).ExtractArea(40, 0, 400, 512);
        using Image turned = tall.ExtractBand(0, 3).Rot270().Mutate(image => image.Set(GValue.GIntType, "orientation", 6));

        Outcome outcome = await Idphoto.RunAsync(turned.TiffsaveBuffer(), ["cutout", "-", "--out", "-"]);

        outcome.IsDone();
        using Image cutout = Image.NewFromBuffer(outcome.Bytes);
        Assert.Equal((400, 512, 4), (cutout.Width, cutout.Height, cutout.Bands));
        Assert.Equal(255, cutout.Getpoint(185, 140)[3]);
    }

    [Fact]
    public async Task It_is_said_how_many_people_were_cut_out_and_what_was_left_out_of_the_picture()
    {
        LongTests.Require();
        using Image astronaut = Image.NewFromFile(Idphoto.Astronaut).ExtractBand(0, 3);
        using Image two = astronaut.Join(astronaut, Enums.Direction.Horizontal).Embed(0, 60, 1024, 632);
        string file = _folder.Write("two.png", two.PngsaveBuffer());

        Outcome all = await Idphoto.RunAsync("cutout", file, "--out", _folder["all.png"]);
        Outcome main = await Idphoto.RunAsync("cutout", file, "--out", _folder["main.png"], "--people", "main");

        all.IsDone();
        main.IsDone();
        Assert.StartsWith("2 people cut out", all.Text, StringComparison.Ordinal);
        Assert.StartsWith("1 person cut out", main.Text, StringComparison.Ordinal);
        Assert.Matches(@"left out \(top 6\d px, bottom 6\d px\)", all.Text);
        using Image cutout = Image.NewFromFile(_folder["all.png"]);
        Assert.Equal((1024, 632), (cutout.Width, cutout.Height));
        Assert.Equal((255, 255, 0), (cutout.Getpoint(225, 200)[3], cutout.Getpoint(737, 200)[3], cutout.Getpoint(225, 625)[3]));
        (await Idphoto.RunAsync("cutout", file, "--out", _folder["none.png"], "--people", "both")).Failed(2, "usage");
    }

    [Fact]
    public async Task A_picture_without_a_person_is_refused()
    {
        (await Idphoto.RunAsync("cutout", Idphoto.Portrait("material-kit/assets/img/city.jpg"), "--out", _folder["person.png"])).Failed(1, Refusals.NoPerson);
        Assert.Empty(_folder.Names);
    }
}
