using System.Net;
using System.Text;
using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Documents;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Studio;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>Documents, checks and sheets.</summary>
public sealed class DocumentTests(SharedServer shared)
{
    private readonly Caller _api = shared.Api;

    [Fact]
    public async Task Documents_are_found_by_words_and_country()
    {
        Assert.Equal(PhotoSpecs.All.Count + PhotoSpecs.OnSite.Count, (await ListAsync("")).Length);
        Assert.Contains("us-passport", await ListAsync("?q=passport&country=US"));
        Assert.DoesNotContain("us-passport", await ListAsync("?q=japan"));
        Assert.Equal("us-passport", PhotoSpecs.Parse(await _api.Client.GetStringAsync("v1/specs/us-passport")).Id);
        await _api.Client.GetAsync("v1/specs?country=Wonderland").IsAsync(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task A_check_is_that_of_the_studio_for_an_upload_and_for_a_kept_photo()
    {
        PhotoStudio studio = OwnStudio.Value;
        CheckedPhoto expected = await studio.CheckAsync(SecretPhoto.Camera, PhotoSpecs.Find("us-passport"));
        string direct = Encoding.UTF8.GetString(await _api.PostAsync("v1/checks?spec=us-passport", SecretPhoto.Camera).BodyAsync());
        Kept kept = await _api.KeepAsync(SecretPhoto.Camera);
        string stay = Encoding.UTF8.GetString(await _api.SendAsync(HttpMethod.Post, $"v1/photos/{kept.Id}/checks?spec=us-passport", kept.Token).BodyAsync());

        JsonElement report = JsonDocument.Parse(direct).RootElement;
        Assert.Equal(expected.Report.Findings.Select(finding => finding.Code), report.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("code").GetString()!));
        Assert.Equal(expected.Report.Overall.ToString(), report.GetProperty("overall").GetString(), ignoreCase: true);
        Assert.Equal(direct, stay);
    }

    [Fact]
    public async Task A_sheet_is_a_pdf_or_a_picture_with_the_photo_on_it()
    {
        byte[] photo = await _api.PostAsync("v1/id-photos?spec=one-inch", SecretPhoto.Camera).BodyAsync();
        byte[] pdf = await _api.PostAsync("v1/sheets?paper=10x15cm&copies=4", photo).BodyAsync();
        byte[] jpeg = await _api.PostAsync("v1/sheets?paper=4x6in&format=jpeg&cut=corners&gap=1.5", photo).BodyAsync();

        Assert.Equal("%PDF", Encoding.ASCII.GetString(pdf, 0, 4));
        Assert.Equal((1800, 1200), (PictureDecoder.Decode(jpeg).Picture.Width, PictureDecoder.Decode(jpeg).Picture.Height));
        await _api.PostAsync("v1/sheets?paper=stone", photo).IsAsync(HttpStatusCode.BadRequest, Refusals.InvalidSize);
        await _api.PostAsync("v1/sheets?paper=4x6in&gap=-1", photo).IsAsync(HttpStatusCode.BadRequest, "invalid-request");
    }

    private async Task<string[]> ListAsync(string query)
        => [.. JsonDocument.Parse(await _api.Client.GetAsync("v1/specs" + query).BodyAsync()).RootElement.EnumerateArray().Select(spec => spec.GetProperty("id").GetString()!)];
}
