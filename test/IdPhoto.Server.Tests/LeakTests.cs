using System.Net;
using System.Text;
using IdPhoto.Codecs;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests;

/// <summary>Nothing of a photo reaches a file.</summary>
public sealed class LeakTests
{
    [Fact]
    public async Task A_server_that_is_killed_at_random_leaves_no_byte_of_a_photo_and_nothing_that_belongs_to_nobody()
    {
        using Sandbox sandbox = new();
        KillRun run = new(sandbox, retentionSeconds: 3, seed: Environment.TickCount);
        for (int i = 0; i < 4; i++)
            await run.LiveAsync(withNetworks: i % 3 == 0);
        await run.EndAsync();

        Assert.Empty(run.Broken);
        Assert.True(run.Uploads > 10 && run.Erasures > 2, $"Only {run.Uploads} uploads and {run.Erasures} erasures: nothing was proved.");
    }

    [Fact]
    public async Task Neither_upload_nor_result_nor_refusal_leaves_a_trace_in_files_logs_or_metrics()
    {
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox);
        using Caller api = new(server.Address);
        LeakSearch search = SecretPhoto.Search();
        byte[] broken = SecretPhoto.Camera[..(SecretPhoto.Camera.Length / 2)];

        Kept kept = await api.KeepAsync(SecretPhoto.Camera, TestContext.Current.CancellationToken);
        Kept stays = await api.KeepAsync(SecretPhoto.Camera, TestContext.Current.CancellationToken);
        byte[] cutout = await BodyAsync(api.CutoutAsync(kept), HttpStatusCode.OK);
        byte[] made = await BodyAsync(api.MakeAsync(kept, "one-inch"), HttpStatusCode.OK);
        using MultipartFormDataContent form = new() { { new ByteArrayContent(SecretPhoto.Camera), "photo", SecretPhoto.FileName } };
        byte[] direct = await BodyAsync(api.Client.PostAsync("v1/id-photos?spec=two-inch", form, TestContext.Current.CancellationToken), HttpStatusCode.OK);
        byte[] refusal = await BodyAsync(api.PostAsync("v1/id-photos?spec=two-inch", broken), HttpStatusCode.UnprocessableEntity);
        byte[] unknown = await BodyAsync(api.SendAsync(HttpMethod.Get, $"v1/photos/{kept.Id}/{SecretPhoto.FileName}", kept.Token), HttpStatusCode.NotFound);
        string metrics = await api.Client.GetStringAsync("metrics", TestContext.Current.CancellationToken);
        search.Add(PictureDecoder.Decode(made).Picture.Rgb);
        search.Add(PictureDecoder.Decode(direct).Picture.Rgb);
        foreach (byte[] secret in new[] { cutout, made, direct, Encoding.ASCII.GetBytes(kept.Token), Encoding.ASCII.GetBytes(stays.Token) })
            search.Add(secret);
        string[] identifiers = [kept.Id, stays.Id];

        Assert.Empty(search.Find(sandbox.Files()));
        Assert.Equal(HttpStatusCode.OK, (await api.EraseAsync(kept)).StatusCode);
        await server.StopAsync();
        Assert.Empty(search.Find(sandbox.Files()));
        Assert.Null(search.Find(Encoding.UTF8.GetBytes(metrics)));
        Assert.Null(search.Find(refusal));
        Assert.Null(search.Find(unknown));
        Assert.All(identifiers, id => Assert.DoesNotContain(id, metrics + File.ReadAllText(sandbox.Log), StringComparison.Ordinal));
        Assert.Empty(Directory.GetFiles(sandbox.Home, "*", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(sandbox.Temporary, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void The_search_finds_any_64_bytes_of_a_photo()
    {
        LeakSearch search = SecretPhoto.Search();
        byte[] pixels = PictureDecoder.Decode(SecretPhoto.Camera).Picture.Rgb;
        Random random = new(1);
        byte[] noise = new byte[5000];
        random.NextBytes(noise);

        Assert.Null(search.Find(noise));
        Assert.Equal(1234, search.Find([.. noise.AsSpan(0, 1234), .. SecretPhoto.Camera.AsSpan(20_001, 64), .. noise]));
        Assert.Equal(77, search.Find([.. noise.AsSpan(0, 77), .. pixels.AsSpan(333_333, 64), .. noise]));
        Assert.Equal(0, search.Find(Encoding.ASCII.GetBytes(SecretPhoto.FileName)));
    }

    private static async Task<byte[]> BodyAsync(Task<HttpResponseMessage> request, HttpStatusCode expected)
    {
        using HttpResponseMessage answer = await request;
        byte[] body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{answer.StatusCode}: {Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(500, body.Length)))}");
        return body;
    }
}
