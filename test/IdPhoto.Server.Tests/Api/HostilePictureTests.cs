using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Tests.Harness.Hostile;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>Pictures that are made to cost memory or time. Those that take longer are sent by the server's bench.</summary>
public sealed class HostilePictureTests(SharedServer shared)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Every_one_is_answered_with_a_problem_and_none_with_a_fault_of_the_server()
    {
        HostilePicture[] quick = [.. HostilePictures.All.Where(picture => picture.IsQuick)];
        List<string> wrong = [];
        foreach (HostilePicture picture in quick)
        {
            using HttpResponseMessage answer = await shared.Api.PostAsync("v1/id-photos?spec=us-passport", picture.Make()).WaitAsync(Soon);
            if ((int)answer.StatusCode is < 400 or >= 500 || answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
                wrong.Add($"{picture.Format} {picture.Name}: {(int)answer.StatusCode}");
            else
                JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code");
        }
        Assert.True(quick.Length > 40, $"Only {quick.Length} pictures.");
        Assert.Empty(wrong);
    }

    [Fact]
    public void Tiles_of_which_most_is_not_shown_are_refused_before_they_are_decoded()
        => Assert.Equal(Refusals.Corrupt, Assert.Throws<PhotoException>(() => PictureDecoder.ReadHeader(HostileIsoFiles.MostlyHidden())).Code);

    [Fact]
    public void A_picture_of_many_tiles_is_read() => Assert.Equal(27 * 36 * 256L * 192, PictureDecoder.ReadHeader(HostileIsoFiles.Grid(27, 36)).Stored.Area);

    [Fact]
    public void A_file_of_a_million_boxes_is_refused_before_a_decoder_reads_them()
        => Assert.Equal(Refusals.Corrupt, Assert.Throws<PhotoException>(() => PictureDecoder.ReadHeader(HostileIsoFiles.ManyBoxes())).Code);

    [Fact]
    public void A_png_whose_texts_unpack_to_gigabytes_is_refused_before_they_are_unpacked()
        => Assert.Equal(Refusals.Corrupt, Assert.Throws<PhotoException>(() => PictureDecoder.ReadHeader(HostilePngs.PackedTexts(25))).Code);

    [Fact]
    public void Samples_deeper_than_four_of_16_bits_count_as_more_pixels()
    {
        byte[] deep = HostileTiffs.Deep(1000, bits: 32, samples: 4);
        Assert.Equal(Refusals.TooManyPixels, Assert.Throws<PhotoException>(() => PictureDecoder.ReadHeader(deep, new DecodeLimits { MaxPixels = 1_900_000 })).Code);
        Assert.Equal(1_000_000, PictureDecoder.ReadHeader(deep, new DecodeLimits { MaxPixels = 2_000_000 }).Stored.Area);
    }

    [Fact]
    public void A_side_beyond_those_of_jpegs_is_refused_whatever_the_other_is()
        => Assert.Equal(Refusals.TooManyPixels, Assert.Throws<PhotoException>(() => PictureDecoder.ReadHeader(HostilePngs.Row(100_000))).Code);
}
