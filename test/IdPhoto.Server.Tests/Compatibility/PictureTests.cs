using System.Buffers.Binary;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Pictures;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Compatibility;

/// <summary>/add_background, /generate_layout_photos, /watermark and /set_kb: they need no face.</summary>
[Collection(CompatibleServers.Name)]
public sealed class PictureTests(CompatibleServers servers)
{
    private readonly V1Client _strict = new(servers.Strict);

    private readonly V1Client _fixed = new(servers.Fixed);

    [Theory]
    [InlineData("438edb", 0x43, 0x8e, 0xdb)]
    [InlineData("#438edb", 0x43, 0x8e, 0xdb)]
    [InlineData("438edb80", 0x43, 0x8e, 0xdb)]
    [InlineData("f00", 15, 0, 0)]
    [InlineData(null, 0, 0, 0)]
    public async Task A_background_is_the_person_times_opacity_and_the_colour_times_the_rest(string? colour, int r, int g, int b)
    {
        Picture made = (await _strict.SendAsync("add_background", Pictures.Ramp(200, 100, 50), colour is null ? [] : [$"color={colour}"])).Picture().Picture;

        for (int alpha = 0; alpha < 256; alpha++)
            foreach ((int channel, int person, int behind) in new[] { (0, 200, r), (1, 100, g), (2, 50, b) })
                Assert.Equal(((person * alpha) + (behind * (255 - alpha))) / 255.0, made.Rgb[(3 * alpha) + channel], 1.6);
    }

    [Fact]
    public async Task Three_digits_are_read_as_they_are_meant_by_the_fixed_server()
        => Assert.Equal([255, 0, 0], (await _fixed.SendAsync("add_background", Pictures.Ramp(0, 0, 0), "color=f00")).Picture().Picture.Rgb[..3]);

    [Fact]
    public async Task A_colour_that_is_none_is_a_bare_500_or_told()
    {
        Assert.Equal(new V1Answer(500, "text/plain", "Internal Server Error"), await _strict.SendAsync("add_background", Pictures.Ramp(0, 0, 0), "color=no-colour"));
        Assert.Equal(400, (await _fixed.SendAsync("add_background", Pictures.Ramp(0, 0, 0), "color=no-colour")).Status);
    }

    [Fact]
    public async Task A_density_is_written_to_the_file_and_changes_no_pixel_of_a_picture_without_transparency()
    {
        V1Answer coarse = await _strict.SendAsync("add_background", Pictures.Ramp(200, 100, 50), "dpi=72"), usual = await _strict.SendAsync("add_background", Pictures.Ramp(200, 100, 50));

        Assert.Equal(usual.Picture().Picture.Rgb, coarse.Picture().Picture.Rgb);
        Assert.Equal((11811, 2835), (DotsPerMetre(usual.File()), DotsPerMetre(coarse.File()))); // 299.9994 and 72.009 per inch
        Assert.Equal(2, usual.File()[25]); // three channels
    }

    [Fact]
    public async Task What_a_file_with_transparency_says_of_its_orientation_is_passed_over_by_the_strict_server_alone()
    {
        foreach (byte turn in new byte[] { 2, 6 })
        {
            byte[] turned = Pictures.WithOrientation(Pictures.Ramp(200, 100, 50), turn);
            Picture stored = (await _strict.SendAsync("add_background", turned)).Picture().Picture, upright = (await _fixed.SendAsync("add_background", turned)).Picture().Picture;

            Assert.Equal((await _strict.SendAsync("add_background", Pictures.Ramp(200, 100, 50))).Picture().Picture.Rgb, stored.Rgb);
            Assert.Equal(turn == 6 ? new PixelSize(64, 256) : new PixelSize(256, 64), upright.Size);
            Assert.Equal(turn == 6, Green(upright, 63, 0) < 10);
        }
    }

    [Fact]
    public async Task A_gradient_goes_from_the_colour_at_the_top_to_white_or_from_white_in_the_middle_outward()
    {
        byte[] empty = PictureEncoder.EncodePng(new PixelSize(200, 100), new byte[200 * 100 * 4]);
        Picture down = (await _strict.SendAsync("add_background", empty, "color=ff0000", "render=1")).Picture().Picture;
        Picture outward = (await _strict.SendAsync("add_background", empty, "color=ff0000", "render=2")).Picture().Picture;

        Assert.Equal((0, 255), (Green(down, 0, 0), Green(down, 199, 99)));
        Assert.InRange(Green(down, 100, 50), 120, 136);
        Assert.InRange(Green(outward, 100, 50), 252, 255);
        Assert.InRange(Green(outward, 0, 50), 120, 135); // half the longer side away from the middle
        Assert.InRange(Green(outward, 0, 0), 105, 119); // a corner is never the whole colour
        Assert.Equal(422, (await _strict.SendAsync("add_background", empty, "render=3")).Status);
    }

    [Theory]
    [InlineData("add_background")]
    [InlineData("idphoto_crop")]
    public async Task A_picture_without_transparency_is_answered_with_200_and_what_to_do(string address)
    {
        foreach (V1Client client in new[] { _strict, _fixed })
            Assert.Contains("/human_matting", (await client.SendAsync(address, SecretPhoto.Camera)).Refused("transparency-needed").GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_whose_transparency_is_opaque_all_over_has_one()
    {
        byte[] rgba = [.. Enumerable.Repeat((byte)255, 64 * 64 * 4)];

        Assert.Equal([255, 255, 255], (await _strict.SendAsync("add_background", PictureEncoder.EncodePng(new PixelSize(64, 64), rgba))).Picture().Picture.Rgb[..3]);
    }

    [Theory]
    [InlineData(295, 413, 10)]
    [InlineData(413, 531, 6)]
    [InlineData(413, 626, 4)]
    [InlineData(260, 378, 12)]
    [InlineData(390, 567, 4)]
    [InlineData(600, 600, 2)]
    [InlineData(531, 709, 4)]
    [InlineData(144, 192, 24)]
    [InlineData(1050, 1499, 1)]
    [InlineData(1500, 1500, 0)]
    public async Task A_sheet_holds_as_many_copies_as_the_reference(int width, int height, int copies)
    {
        Picture sheet = (await _strict.SendAsync("generate_layout_photos", Pictures.Plain(width, height), $"width={width}", $"height={height}")).Picture().Picture;
        IReadOnlyList<(int X, int Y)> corners = Pictures.Corners(sheet);

        Assert.Equal((new PixelSize(1795, 1205), copies), (sheet.Size, corners.Count));
        if (copies == 10)
            Assert.Equal((295 + 30, 413 + 30), (corners[1].X - corners[0].X, corners[5].Y - corners[0].Y));
        if (copies > 0)
            Assert.InRange(corners[0].X + corners.Max(corner => corner.X) + (sheet.Rgb.AsSpan(3 * corners[0].Y * 1795, 3 * 1795).Count((byte)0) / 2 / corners.Count(corner => corner.Y == corners[0].Y)), 1794, 1796);
    }

    [Fact]
    public async Task A_photo_of_another_shape_is_not_stretched_on_the_sheet()
    {
        Picture sheet = (await _strict.SendAsync("generate_layout_photos", Pictures.Disc(700, 500, 150))).Picture().Picture;
        // The first copy: 295 x 413, the disc in its middle.
        (int X, int Y)[] disc = [.. from y in Enumerable.Range(0, 603) from x in Enumerable.Range(0, 420) where Green(sheet, x, y) < 128 select (x, y)];

        Assert.NotEmpty(disc);
        Assert.Equal(disc.Max(at => at.X) - disc.Min(at => at.X), disc.Max(at => at.Y) - disc.Min(at => at.Y), 2.0);
    }

    [Fact]
    public async Task A_file_is_exactly_as_large_as_it_was_asked_for_whatever_makes_it()
    {
        byte[] cutout = Pictures.Ramp(200, 100, 50);
        foreach ((string address, byte[] file) in new[] { ("set_kb", SecretPhoto.Camera), ("watermark", SecretPhoto.Camera), ("generate_layout_photos", SecretPhoto.Camera), ("add_background", cutout) })
        {
            byte[] strict = (await _strict.SendAsync(address, file, "kb=200", "dpi=350")).File(), @fixed = (await _fixed.SendAsync(address, file, "kb=200", "dpi=350")).File(prefix: "data:image/jpeg;base64,");
            Assert.Equal(strict, @fixed);
            Assert.Equal((200 * 1024, FileKind.Jpeg), (strict.Length, PictureHeader.Read(strict, DecodeLimits.Default).Kind));
            Assert.Equal(350, PrintDensity.Read(strict, FileKind.Jpeg)!.Value.Across);
        }
        Assert.Equal(50 * 1024, (await _strict.SendAsync("set_kb", SecretPhoto.Camera)).File().Length);
        Assert.Null((await _strict.SendTextAsync("set_kb", Convert.ToBase64String(cutout))).Picture().Alpha);
    }

    [Fact]
    public async Task A_size_out_of_reach_is_a_larger_file_with_a_word_about_it_or_a_refusal()
    {
        V1Answer strict = await _strict.SendAsync("set_kb", SecretPhoto.Camera, "kb=1");

        Assert.True(strict.File().Length > 1024);
        Assert.Equal("file-size-unreachable", strict.Json.GetProperty("code").GetString());
        (await _fixed.SendAsync("set_kb", SecretPhoto.Camera, "kb=1")).Refused("file-size-unreachable");
    }

    [Fact]
    public async Task The_options_of_a_watermark_are_read_from_form_and_query_and_the_form_wins()
    {
        byte[] white = Pictures.Plain(400, 300, 255, 255, 255);
        byte[] usual = (await _strict.SendAsync("watermark", white, "text=Draft")).File();
        Assert.Equal((await _strict.SendAsync("watermark", white)).File(), (await _strict.SendAsync("watermark?size=20&opacity=0.5&angle=30&color=000000&space=25", white, "text=Hello")).File());
        byte[] form = (await _strict.SendAsync("watermark", white, "text=Draft", "size=40", "color=#ff0000", "opacity=1", "angle=0", "space=50")).File();
        byte[] query = (await _strict.SendAsync("watermark?size=40&color=%23ff0000&opacity=1&angle=0&space=50", white, "text=Draft")).File();
        byte[] both = (await _strict.SendAsync("watermark?size=10&color=%230000ff&opacity=0.1&angle=90&space=5", white, "text=Draft", "size=40", "color=#ff0000", "opacity=1", "angle=0", "space=50")).File();
        Picture marked = PictureDecoder.Decode(form).Picture, faint = PictureDecoder.Decode(usual).Picture;

        Assert.Equal(form, query);
        Assert.Equal(form, both);
        Assert.Contains(Enumerable.Range(0, 400 * 300), i => marked.Rgb[3 * i] == 255 && marked.Rgb[(3 * i) + 1] == 0);
        Assert.InRange(faint.Rgb.Min(), 120, 135); // black at half its strength
        Assert.InRange(faint.Rgb.Count(value => value < 250) / (double)faint.Rgb.Length, 0.01, 0.3);
        Assert.Equal(["size"], (await _strict.SendAsync("watermark?size=x", white)).Json.GetProperty("detail").EnumerateArray().Select(error => error.GetProperty("loc")[1].GetString()));
    }

    [Fact]
    public async Task A_watermark_is_drawn_in_Chinese_and_refused_where_a_letter_is_in_no_font()
    {
        byte[] white = Pictures.Plain(400, 300, 255, 255, 255);
        Picture one = await DrawnAsync("仅供办证使用 2026，"), other = await DrawnAsync("仅供办证试用 2026，");

        Assert.InRange(one.Rgb.Count(value => value < 200) / (double)one.Rgb.Length, 0.01, 0.3);
        Assert.NotEqual(one.Rgb, other.Rgb);
        foreach (string text in new[] { "བོད་ཡིག", "证件😀", "\u3000\u2009" })
            (await _strict.SendAsync("watermark", white, $"text={text}")).Refused("text-not-drawable");

        async Task<Picture> DrawnAsync(string text) => (await _strict.SendAsync("watermark", white, $"text={text}")).Picture().Picture;
    }

    private static int DotsPerMetre(byte[] png) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(png.AsSpan().IndexOf("pHYs"u8) + 4));

    private static int Green(Picture picture, int x, int y) => picture.Rgb[(3 * ((y * picture.Width) + x)) + 1];
}
