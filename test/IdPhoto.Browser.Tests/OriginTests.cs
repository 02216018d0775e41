using System.Buffers.Binary;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Exporting;
using IdPhoto.Pictures;
using Microsoft.Playwright;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>What the app sends of a picture: how it looks, and nothing else that its file says.</summary>
[Collection("browser")]
public sealed class OriginTests(Chromium chromium)
{
    private static Picture Someone => Comparison.Pixels(Chromium.Portrait(Chromium.Someone));

    [Fact]
    public async Task Who_is_cut_out_already_stays_so()
    {
        Picture someone = Someone;
        byte[] rgba = new byte[someone.Size.Area * 4];
        for (int i = 0; i < someone.Size.Area; i++)
        {
            someone.Rgb.AsSpan(3 * i, 3).CopyTo(rgba.AsSpan(4 * i));
            rgba[(4 * i) + 3] = (byte)Math.Min(255, i % someone.Width * 2);
        }
        byte[] plain = PictureEncoder.EncodePng(someone.Size, rgba, cancel: TestContext.Current.CancellationToken);

        byte[] file = [.. plain[..33], .. Chunk("tEXt", [.. "Author\0SECRET"u8]), .. plain[33..]];
        byte[] sent = await SentAsync(file);

        (Decoded expected, Decoded actual) = (Decoded(plain), Decoded(sent));
        Assert.Equal(expected.Alpha, actual.Alpha);
        Assert.True(Comparison.Psnr(expected.Picture, actual.Picture) > 50);

        // Smaller where it would be more than a server takes.
        byte[] smaller = await SentAsync(file, largest: sent.Length / 3);
        Assert.InRange(smaller.Length, sent.Length / 10, sent.Length / 3);
        Assert.True(Decoded(smaller).HadTransparency);
    }

    [Theory]
    [InlineData(byte.MaxValue)]
    [InlineData(IdPhoto.Decoding.Decoded.AsGoodAsOpaque)]
    public async Task A_picture_that_hides_nothing_is_sent_as_the_smaller_file(byte alpha)
    {
        byte[] file = WithAlpha(alpha), sent = await SentAsync(file);

        Assert.Equal([0xff, 0xd8], sent[..2]);
        Assert.True(Comparison.Psnr(Someone, Comparison.Pixels(sent)) > 38);
        Assert.InRange((await SentAsync(file, largest: sent.Length / 3)).Length, sent.Length / 10, sent.Length / 3);
    }

    [Fact]
    public async Task A_picture_that_hides_the_least_is_sent_with_its_transparency()
        => Assert.True(Decoded(await SentAsync(WithAlpha(IdPhoto.Decoding.Decoded.AsGoodAsOpaque - 1))).HadTransparency);

    // What a camera says of Adobe RGB: a word that no standard has, or the rule of its files (JEITA CP-3461).
    [Theory]
    [InlineData(true, 2, "R98", true)]
    [InlineData(false, 2, "R98", true)]
    [InlineData(true, 0xffff, "R03", true)]
    [InlineData(false, 0xffff, "R03", true)]
    [InlineData(false, 0xffff, "R98", false)]
    [InlineData(false, 1, "R03", false)]
    public async Task Colours_and_way_up_that_Exif_alone_tells_are_kept(bool little, int space, string rule, bool adobe)
    {
        Decoded sent = await SentAlikeAsync(Exif(little, space, rule));

        Assert.Equal(adobe, sent.WasConverted);
    }

    [Theory]
    [InlineData("broken", "turned", false, false)]
    [InlineData("upright", "turned", false, false)]
    [InlineData("upright", "adobe", false, false)]
    [InlineData("turned", "adobe", true, false)]
    [InlineData("turned", "broken", true, false)]
    [InlineData("adobe", "turned", false, true)]
    public async Task Of_several_blocks_of_Exif_the_first_counts_whatever_it_holds(string first, string second, bool turned, bool adobe)
    {
        Dictionary<string, byte[]> blocks = new()
        {
            ["broken"] = [1, 2],
            ["upright"] = Exif(true, 1, "R98", turn: 1),
            ["turned"] = Exif(true, 1, "R98"),
            ["adobe"] = Exif(true, 2, "R98", turn: 1),
        };

        Decoded sent = await SentAlikeAsync(blocks[first], blocks[second]);

        Assert.Equal((turned, adobe), (sent.Header.ExifOrientation == 6, sent.WasConverted));
    }

    // With blocks of Exif; what is sent looks as the file does.
    private async Task<Decoded> SentAlikeAsync(params byte[][] blocks)
    {
        byte[] plain = JpegSegments.Rewrite(PictureEncoder.EncodeJpeg(Someone, new JpegOptions(), TestContext.Current.CancellationToken), 72, []);
        byte[] file = [0xff, 0xd8, .. blocks.SelectMany(block => (byte[])[0xff, 0xe1, 0, (byte)(block.Length + 8), .. "Exif\0\0"u8, .. block]), .. plain[2..]];

        (Decoded expected, Decoded actual) = (Decoded(file), Decoded(await SentAsync(file)));

        Assert.Equal(expected.WasConverted, actual.WasConverted);
        Assert.Equal(expected.Picture.Size, actual.Picture.Size);
        Assert.Equal(expected.Picture.Rgb, actual.Picture.Rgb);
        return actual;
    }

    private static byte[] WithAlpha(byte alpha)
        => PictureEncoder.EncodePng(Someone.Size, [.. Someone.Rgb.Chunk(3).SelectMany(pixel => (byte[])[.. pixel, alpha])], cancel: TestContext.Current.CancellationToken);

    private static Decoded Decoded(byte[] file) => PictureDecoder.Decode(file);

    private async Task<byte[]> SentAsync(byte[] file, int? largest = null)
    {
        chromium.Require();
        byte[] script = Chromium.FileOf("src/IdPhoto.App/wwwroot/js/origin.js");
        IBrowserContext context = await chromium.Browser.NewContextAsync();
        IPage page = await context.NewPageAsync();
        string sent = await page.EvaluateAsync<string>(
            """
            async ([script, file, largest]) => {
                const { withoutOrigin } = await import(`data:text/javascript;base64,${script}`);
                const bytes = Uint8Array.from(atob(file), (letter) => letter.charCodeAt(0));
                const sent = new Uint8Array(await (await withoutOrigin(new Blob([bytes]), largest ?? undefined)).arrayBuffer());
                return btoa(Array.from(sent, (byte) => String.fromCharCode(byte)).join(''));
            }
            """, new object?[] { Convert.ToBase64String(script), Convert.ToBase64String(file), largest });
        await context.CloseAsync();
        byte[] answer = Convert.FromBase64String(sent);
        Assert.True(answer.AsSpan().IndexOf("SECRET"u8) < 0, "Something of the file's origin was sent.");
        return answer;
    }

    // The first directory with the camera's name and the way up, the camera's own, and that of interoperability.
    private static byte[] Exif(bool little, int space, string rule, int turn = 6)
    {
        const int Own = 8 + 42, Rules = Own + 30, Name = Rules + 18;
        byte[] Short(int number) => little ? [(byte)number, (byte)(number >> 8)] : [(byte)(number >> 8), (byte)number];
        byte[] Long(int number) => little ? [.. Short(number), 0, 0] : [0, 0, .. Short(number)];
        byte[] Entry(int tag, int type, int count, byte[] value) => [.. Short(tag), .. Short(type), .. Long(count), .. value];
        byte[] Directory(params byte[][] entries) => [.. Short(entries.Length), .. entries.SelectMany(entry => entry), 0, 0, 0, 0];
        return
        [
            .. little ? "II"u8 : "MM"u8, .. Short(42), .. Long(8),
            .. Directory(Entry(0x010f, 2, 7, Long(Name)), Entry(0x0112, 3, 1, [.. Short(turn), 0, 0]), Entry(0x8769, 4, 1, Long(Own))),
            .. Directory(Entry(0xa001, 3, 1, [.. Short(space), 0, 0]), Entry(0xa005, 4, 1, Long(Rules))),
            .. Directory(Entry(1, 2, 4, [.. System.Text.Encoding.ASCII.GetBytes(rule), 0])),
            .. "SECRET\0"u8,
        ];
    }

    private static byte[] Chunk(string name, byte[] content)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(name), .. content], length = new byte[4], check = new byte[4];
        uint sum = uint.MaxValue;
        foreach (byte value in body)
        {
            sum ^= value;
            for (int k = 0; k < 8; k++)
                sum = (sum & 1) != 0 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
        }
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, ~sum);
        return [.. length, .. body, .. check];
    }
}
