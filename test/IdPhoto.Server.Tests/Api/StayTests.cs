using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using IdPhoto.Codecs;
using IdPhoto.Server.Store;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Api;

/// <summary>The short stay, from upload to receipt.</summary>
public sealed class StayTests(SharedServer shared)
{
    private readonly Caller _api = shared.Api;

    [Fact]
    public async Task Photos_made_of_a_stay_are_those_made_of_the_file()
    {
        Kept kept = await _api.KeepAsync(SecretPhoto.Camera);

        Assert.Equal(
            await _api.PostAsync("v1/id-photos?spec=two-inch", SecretPhoto.Camera).BodyAsync(),
            await _api.MakeAsync(kept, "two-inch").BodyAsync());
        Assert.InRange(kept.ExpiresAt - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1439), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task A_preview_is_upright_with_the_heads_measures_in_its_pixels()
    {
        Kept kept = await _api.KeepAsync(SecretPhoto.Large(2000));
        byte[] png = await _api.CutoutAsync(kept).BodyAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, $"v1/photos/{kept.Id}/cutout?side=1600");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", kept.Token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        JsonElement large = JsonDocument.Parse(await _api.Client.SendAsync(request).BodyAsync()).RootElement;
        JsonElement measures = large.GetProperty("measures"), chin = measures.GetProperty("head").GetProperty("chin");

        Assert.Equal(1280, PictureDecoder.Decode(png).Picture.Width);
        Assert.Equal(1600, PictureDecoder.Decode(large.GetProperty("file").GetBytesFromBase64()).Picture.Width);
        Assert.Equal((1600, 2000), (measures.GetProperty("width").GetInt32(), measures.GetProperty("sourceWidth").GetInt32()));
        // The sample's chin, on a picture of 512 pixels, is at 222, 178.
        Assert.Equal(222 * 1600 / 512.0, chin.GetProperty("x").GetDouble(), tolerance: 20);
        Assert.Equal(178 * 1600 / 512.0, chin.GetProperty("y").GetDouble(), tolerance: 20);
    }

    [Fact]
    public async Task Absent_erased_anothers_and_malformed_are_one_and_the_same_answer()
    {
        Kept erased = await _api.KeepAsync(SecretPhoto.Camera), kept = await _api.KeepAsync(SecretPhoto.Camera);
        await _api.EraseAsync(erased).BodyAsync();
        (string Id, string? Token)[] strangers =
        [
            (erased.Id, erased.Token), (kept.Id, erased.Token), (PhotoId.New().Hex, kept.Token), (kept.Id, null), (kept.Id, ""), (kept.Id, kept.Token[..^1]),
            (kept.Id.ToUpperInvariant(), kept.Token), ("x", kept.Token), ("..%2f..%2fphotos.db", kept.Token),
        ];
        HashSet<string> answers = [];
        foreach ((string id, string? token) in strangers)
            foreach ((HttpMethod method, string rest) in new[] { (HttpMethod.Get, ""), (HttpMethod.Get, "/cutout"), (HttpMethod.Post, "/id-photos?spec=one-inch"), (HttpMethod.Delete, "") })
            {
                using HttpResponseMessage answer = await _api.SendAsync(method, $"v1/photos/{id}{rest}", token);
                answer.Headers.Date = null;
                answers.Add($"{(int)answer.StatusCode}\n{answer.Headers}{answer.Content.Headers}{await answer.Content.ReadAsStringAsync()}");
            }

        Assert.StartsWith("404", Assert.Single(answers), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token)).StatusCode);
    }

    [Fact]
    public async Task A_photo_that_is_over_is_the_same_404()
    {
        await using HostedServer server = await HostedServer.StartAsync("RetentionSeconds=8");
        Kept kept = await server.Api.KeepAsync(SecretPhoto.Camera);
        Assert.Equal(HttpStatusCode.OK, (await server.Api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token)).StatusCode);
        await Task.Delay(kept.ExpiresAt - DateTimeOffset.UtcNow + TimeSpan.FromMilliseconds(50));

        await server.Api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}", kept.Token).IsAsync(HttpStatusCode.NotFound, "not-found");
        await Wait.UntilAsync(() => server.Sandbox.PhotoFiles().Length == 0);
    }

    [Fact]
    public async Task The_receipt_is_signed_and_holds_nothing_personal()
    {
        Kept kept = await _api.KeepAsync(SecretPhoto.Camera);
        JsonElement answer = JsonDocument.Parse(await _api.EraseAsync(kept).BodyAsync()).RootElement;
        string[] parts = answer.GetProperty("receipt").GetString()!.Split('.');
        JsonElement key = (await _api.Client.GetFromJsonAsync<JsonElement>("v1/receipt-keys")).GetProperty("keys")[0];
        using ECDsa verifier = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(key.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(key.GetProperty("y").GetString()) },
        });
        byte[] signature = Base64Url.DecodeFromChars(parts[2]);
        string payload = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));

        Assert.True(verifier.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256));
        Assert.Equal(key.GetProperty("kid").GetString(), JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement.GetProperty("kid").GetString());
        JsonElement claims = JsonDocument.Parse(payload).RootElement;
        Assert.Equal(["iss", "iat", "sub", "erased"], claims.EnumerateObject().Select(claim => claim.Name));
        Assert.Equal("""["key","bytes","record"]""", claims.GetProperty("erased").GetRawText());
        Assert.Equal(
            Base64Url.EncodeToString(SHA256.HashData([.. Convert.FromHexString(kept.Id), .. Base64Url.DecodeFromChars(kept.Token)])),
            claims.GetProperty("sub").GetString());
        Assert.DoesNotContain(kept.Id, payload, StringComparison.Ordinal);
        Assert.DoesNotContain(kept.Token, payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cutouts_stay_in_memory_within_their_bounds_and_go_with_the_photo()
    {
        PreviewCache previews = shared.Server.Service<PreviewCache>();
        Kept kept = await _api.KeepAsync(SecretPhoto.Camera);
        byte[] first = await _api.CutoutAsync(kept).BodyAsync();
        // Those of other tests may go at any moment, by their own time.
        long bytes = previews.Get(new PhotoId(kept.Id), 1280)!.Bytes;
        Assert.InRange(bytes, first.Length, first.Length + 2000);
        Assert.True(previews.Bytes >= bytes, "What is held is counted.");
        Assert.Equal(first, await _api.CutoutAsync(kept).BodyAsync());

        await _api.EraseAsync(kept).BodyAsync();
        Assert.Null(previews.Get(new PhotoId(kept.Id), 1280));
    }
}
