using System.Text.Json;
using IdPhoto.Decoding;
using IdPhoto.Pictures;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Compatibility;

/// <summary>What published programs that call HivisionIDPhotos v1 send, byte for byte, and what they read. See docs/compatibility.md.</summary>
[Collection(CompatibleServers.Name)]
public sealed class ClientTests(CompatibleServers servers)
{
    private const string Standard = "image_base64_standard", Hd = "image_base64_hd", Models = "human_matting_model=hivision_modnet,face_detect_model=mtcnn";

    private readonly V1Client _strict = new(servers.Strict);

    /// <summary>no1xuan/HivisionIDPhotos-wechat-weapp: all pictures are files, what comes back is named by the type in its prefix, and 'status' is a boolean.</summary>
    [Fact]
    public async Task A_mini_program_goes_from_portrait_to_background_to_sheet_and_looks_at_a_boolean()
    {
        V1Answer photo = await SendAsync(FormStyle.Spring, "idphoto", ("filename.jpeg", SecretPhoto.Camera), "height=413", "width=295", "dpi=300", Models, "hd=false", "face_alignment=true", "brightness_strength=5.0", "saturation_strength=2.5");
        V1Answer blue = await SendAsync(FormStyle.Spring, "add_background", Named(photo, Standard), "render=0", "color=#438edb", "dpi=300");
        V1Answer sheet = await SendAsync(FormStyle.Spring, "generate_layout_photos", Named(blue), "height=413", "width=295", "kb=500", "dpi=300");

        Assert.DoesNotContain(Hd, photo.Keys);
        Assert.Equal((500 * 1024, "filename.png"), (sheet.File().Length, Named(sheet).Name));
        HoldsTenBluePhotos(sheet);
    }

    /// <summary>wmlcjj/AI-IDPhoto: every picture is text with a prefix that is no media type, and every status but 200 an exception.</summary>
    [Fact]
    public async Task A_back_end_sends_texts_to_all_seven_addresses_and_takes_nothing_but_200()
    {
        string text = "input_image_base64=data:image/jpg;base64," + Convert.ToBase64String(SecretPhoto.Camera);
        V1Answer photo = await SendAsync(FormStyle.Hutool, "idphoto", null, text, "height=413", "width=295", "hd=true", "dpi=300", "face_alignment=true", "head_measure_ratio=0.2", "top_distance_max=0.12", "top_distance_min=0.1");
        string matte = "input_image_base64=" + Text(await SendAsync(FormStyle.Hutool, "human_matting", null, text, "dpi=300"));
        V1Answer crop = await SendAsync(FormStyle.Hutool, "idphoto_crop", null, matte, "dpi=300");

        Assert.Equal(photo.Picture(Standard).Pixels.Size, crop.Picture(Standard).Pixels.Size);
        Assert.Equal(photo.Picture(Hd).Pixels.Size, crop.Picture(Hd).Pixels.Size);
        foreach ((string address, string picture) in new[] { ("add_background", matte), ("generate_layout_photos", text), ("watermark", text), ("set_kb", text) })
            Assert.Equal(200 * 1024, (await SendAsync(FormStyle.Hutool, address, null, picture, "color=#438edb", "kb=200", "render=0", "dpi=300")).File().Length);
    }

    /// <summary>wxlf9826/IDPhotos-backend: watermark options are fields, names of files Chinese, and the least gap is the wanted one less 0.02, which may be below zero.</summary>
    [Fact]
    public async Task Another_back_end_hands_texts_on_from_one_address_to_the_next_and_writes_what_a_watermark_is_as_fields()
    {
        V1Answer photo = await SendAsync(
            FormStyle.OkHttp, "idphoto", ("微信图片_20260101.jpg", SecretPhoto.Camera), "height=413", "width=295", "hd=false", "whitening_strength=2", "brightness_strength=1.5", "head_height_ratio=0.45", "top_distance_max=0.45", "top_distance_min=-0.01");
        V1Answer white = await SendAsync(FormStyle.OkHttp, "add_background", null, TextOf(photo, Standard), "color=#ffffff", "render=0");
        V1Answer marked = await SendAsync(FormStyle.OkHttp, "watermark", null, TextOf(white), "text=Draft", "size=40", "opacity=1.0", "angle=0", "color=#ff0000", "space=0");
        V1Answer file = await SendAsync(FormStyle.OkHttp, "set_kb", null, TextOf(marked), "dpi=350", "kb=45");
        V1Answer none = await SendAsync(FormStyle.OkHttp, "watermark", null, "input_image_base64=data:image/png;base64,AAAA", "text=Draft");

        Assert.Equal(new PixelSize(295, 413), file.Picture().Pixels.Size);
        Assert.Equal((45 * 1024, 350), (file.File().Length, PrintDensity.Read(file.File(), FileKind.Jpeg)!.Value.Across));
        Assert.True(Reds(marked) > Reds(white) + 1000);
        Assert.Equal(JsonValueKind.String, none.Refused().GetProperty("error").ValueKind);
    }

    /// <summary>whynottogo/aiPhotoApiPublic: two libraries in one program, numbers as texts in one of them, and a sheet of 500 KB.</summary>
    [Fact]
    public async Task A_program_of_two_libraries_reads_both_pictures_and_asks_for_a_sheet_of_500_kilobytes()
    {
        V1Answer photo = await SendAsync(FormStyle.Spring, "idphoto", ("a.jpg", SecretPhoto.Camera), "height=413", "width=295");
        V1Answer blue = await SendAsync(FormStyle.Spring, "add_background", Named(photo, Standard), "color=#438edb");
        V1Answer matte = await SendAsync(FormStyle.Hutool, "human_matting", ("20261127a.jpg", SecretPhoto.Camera));
        V1Answer sheet = await SendAsync(FormStyle.Hutool, "generate_layout_photos", ("20261127b.png", blue.File()), "height=413", "width=295", "kb=500");

        Assert.NotEmpty(photo.File(Hd));
        Assert.Equal(new PixelSize(512, 512), matte.Picture().Pixels.Size);
        Assert.Equal(500 * 1024, sheet.File().Length);
        HoldsTenBluePhotos(sheet);
    }

    /// <summary>soulerror/HivisionIDPhotos-Uniapp: it takes off a prefix of these very letters and never looks at 'status'; one field's name is misspelt.</summary>
    [Fact]
    public async Task A_page_strips_the_exact_prefix_and_needs_both_pictures_without_a_look_at_the_status()
    {
        V1Answer photo = await SendAsync(FormStyle.Browser, "idphoto", ("tmp_5f1c.jpg", SecretPhoto.Camera), "height=413", "width=295", Models);
        byte[] larger = Stripped(photo, Hd);
        V1Answer blue = await SendAsync(FormStyle.Browser, "add_background", ("temp_image_hd.png", larger), "color=#438EDB", "render=0", "kb=80");
        V1Answer sheet = await SendAsync(FormStyle.Browser, "generate_layout_photos", ("1764200000000.png", Stripped(blue)), "height=413", "with=295");

        Assert.Equal((0x89, 0x89, 0xff), (Stripped(photo, Standard)[0], larger[0], Stripped(blue)[0]));
        HoldsTenBluePhotos(sheet);
    }

    /// <summary>taadis/idphotosdk: all numbers there are, a name with an option in it, and a token alone in its header.</summary>
    [Fact]
    public async Task A_sdk_in_Go_sends_all_its_zeros_and_a_header_for_authorization()
    {
        (string, byte[]) file = ("1764200000000000000.jpg", SecretPhoto.Camera), matte = ("1764200000000000001.jpg", await servers.MatteAsync());
        V1Answer photo = await SendAsync(FormStyle.Go, "idphoto", file, "height=0", "width=0", "human_matting_model=", "face_detect_model=", "hd=false", "dpi=0", "face_alignment=false");
        V1Answer crop = await SendAsync(FormStyle.Go, "idphoto_crop", matte, "height=0", "width=0", "face_detect_model=", "hd=false", "dpi=0", "head_measure_ratio=0", "head_height_ratio=0", "top_distance_max=0", "top_distance_min=0");
        V1Answer marked = await SendAsync(FormStyle.Go, "watermark", file, "text=", "size=0", "opacity=0", "angle=0", "color=", "space=0", "dpi=0");

        Assert.Equal((new PixelSize(295, 413), 300.0), (photo.Picture(Standard).Pixels.Size, Math.Round(PrintDensity.Read(photo.File(Standard), FileKind.Png)!.Value.Across, 2)));
        Assert.DoesNotContain(Hd, photo.Keys);
        Assert.Equal((await _strict.SendAsync("idphoto_crop", matte.Item2, "hd=false")).Body, crop.Body);
        Assert.Equal((await _strict.SendAsync("watermark", SecretPhoto.Camera)).Body, marked.Body);
        Assert.Equal(50 * 1024, (await SendAsync(FormStyle.Go, "set_kb", file, "kb=0", "dpi=0")).File().Length);
        Assert.Equal(new PixelSize(512, 512), (await SendAsync(FormStyle.Go, "human_matting", file, "human_matting_model=", "dpi,omitempty=0")).Picture().Pixels.Size);
    }

    private Task<V1Answer> SendAsync(FormStyle style, string address, (string Name, byte[] Bytes)? file, params string[] fields)
        => _strict.SendAsync(style.Request(address, file, [.. fields.SelectMany(field => field == Models ? field.Split(',') : [field])]));

    /// <summary>A picture of an answer as a file to send: its name ends in what stands between 'data:image/' and ';'.</summary>
    private static (string Name, byte[] Bytes) Named(V1Answer answer, string key = "image_base64")
    {
        string[] text = Text(answer, key).Split(',');
        return ("filename." + text[0].Split(':')[1].Split(';')[0].Split('/')[1], Convert.FromBase64String(text[1]));
    }

    private static string TextOf(V1Answer answer, string key = "image_base64") => "input_image_base64=" + Text(answer, key);

    private static string Text(V1Answer answer, string key = "image_base64")
    {
        answer.File(key);
        return answer.Json.GetProperty(key).GetString()!;
    }

    private static byte[] Stripped(V1Answer answer, string key = "image_base64")
        => Convert.FromBase64String(answer.Json.GetProperty(key).GetString()!.Replace("data:image/png;base64,", "", StringComparison.Ordinal));

    /// <summary>Ten copies of 295 x 413 with gaps of 30, and blue in the corner of each.</summary>
    private static void HoldsTenBluePhotos(V1Answer sheet)
    {
        Picture paper = sheet.Picture().Picture;
        Assert.Equal(new PixelSize(1795, 1205), paper.Size);
        for (int i = 0; i < 10; i++)
        {
            int x = 100 + (325 * (i % 5)), y = 174 + (443 * (i / 5));
            Assert.InRange(paper.Rgb[3 * (((y + 8) * paper.Width) + x + 8)], 0x3b, 0x4b);
            Assert.Equal(255, paper.Rgb[3 * (((y + 8) * paper.Width) + x + 310)]);
        }
    }

    private static int Reds(V1Answer answer)
    {
        Picture picture = answer.Picture().Picture;
        return Enumerable.Range(0, (int)picture.Size.Area).Count(i => picture.Rgb[3 * i] == 255 && picture.Rgb[(3 * i) + 1] == 0);
    }
}
