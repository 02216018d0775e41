using System.Text.Json;
using IdPhoto.Pictures;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Compatibility;

/// <summary>What published programs that call HivisionIDPhotos v1 do, call by call. See docs/compatibility.md.</summary>
[Collection(CompatibleServers.Name)]
public sealed class ClientTests(CompatibleServers servers)
{
    private readonly V1Client _strict = new(servers.Strict);

    [Fact]
    public async Task A_mini_program_goes_from_portrait_to_background_to_sheet_and_looks_at_a_boolean()
    {
        string hd = Text(await _strict.SendAsync("idphoto", SecretPhoto.Camera, "height=413", "width=295", "hd=true", "face_alignment=true", "dpi=300", "human_matting_model=hivision_modnet", "face_detect_model=mtcnn"), "image_base64_hd");
        string blue = Text(await _strict.SendTextAsync("add_background", hd, "color=438edb", "render=0", "dpi=300", "kb=0"), "image_base64");
        V1Answer sheet = await _strict.SendTextAsync("generate_layout_photos", blue, "height=413", "width=295", "kb=500");

        Assert.Equal(500 * 1024, sheet.File().Length);
        // Ten copies of 295 x 413 with gaps of 30, and blue in the corner of each.
        Picture paper = sheet.Picture().Picture;
        for (int i = 0; i < 10; i++)
        {
            int x = 100 + (325 * (i % 5)), y = 174 + (443 * (i / 5));
            Assert.InRange(paper.Rgb[3 * (((y + 8) * paper.Width) + x + 8)], 0x3b, 0x4b);
            Assert.Equal(255, paper.Rgb[3 * (((y + 8) * paper.Width) + x + 310)]);
        }
    }

    [Fact]
    public async Task A_page_strips_the_exact_prefix_and_needs_both_pictures_without_a_look_at_the_status()
    {
        JsonElement answer = (await _strict.SendAsync("idphoto", SecretPhoto.Camera)).Json;
        foreach (string key in new[] { "image_base64_standard", "image_base64_hd" })
            Assert.Equal(0x89, Convert.FromBase64String(answer.GetProperty(key).GetString()!.Replace("data:image/png;base64,", "", StringComparison.Ordinal))[0]);
        JsonElement jpeg = (await _strict.SendAsync("set_kb", SecretPhoto.Camera, "kb=60")).Json;

        Assert.Equal(0xff, Convert.FromBase64String(jpeg.GetProperty("image_base64").GetString()!.Replace("data:image/png;base64,", "", StringComparison.Ordinal))[0]);
    }

    [Fact]
    public async Task A_sdk_in_Go_sends_all_its_zeros_and_a_header_for_authorization()
    {
        string[] zeros = ["height=0", "width=0", "hd=false", "dpi=0", "face_align=false", "head_measure_ratio=0", "head_height_ratio=0", "top_distance_max=0", "top_distance_min=0", "whitening_strength=0", "brightness_strength=0", "kb=0"];
        using HttpRequestMessage request = new(HttpMethod.Post, "idphoto") { Content = V1Client.Form(SecretPhoto.Camera, zeros), Headers = { { "Authorization", "Bearer of-another-service" } } };
        JsonElement answer = JsonDocument.Parse(await servers.Strict.Api.Client.SendAsync(request).BodyAsync()).RootElement;
        JsonElement usual = (await _strict.SendAsync("idphoto", SecretPhoto.Camera, "hd=false")).Json;

        Assert.Equal(usual.GetRawText(), answer.GetRawText());
    }

    private static string Text(V1Answer answer, string key)
    {
        answer.File(key);
        return answer.Json.GetProperty(key).GetString()!;
    }
}
