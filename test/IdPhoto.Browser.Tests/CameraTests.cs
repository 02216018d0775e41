using System.Text.Json;
using Xunit;

namespace IdPhoto.Browser.Tests;

/// <summary>Guidance before a photo is taken.</summary>
[Collection("browser")]
public sealed class CameraTests(Chromium chromium)
{
    /// <summary>Where in these pictures a head stands is known.</summary>
    private const string Aside = "argon-design-system-free/assets/img/faces/team-1.jpg";

    [Fact]
    public async Task Camera_frames_are_guided_while_no_photo_is_open()
    {
        chromium.Require();
        await using Site site = await Site.StartAsync(Chromium.PageFolder, isolated: false);
        await using EnginePage page = await chromium.StartedAsync(site);

        JsonElement steps = await page.CallAsync("""
            (async () => {
                const portrait = await createImageBitmap(new Blob([toBytes(file)]));
                const told = [];
                for (const [left, top, side] of [[130, 30, 380], [-190, 30, 380], [-500, -420, 1600], [700, 0, 100]]) {
                    const canvas = new OffscreenCanvas(640, 480);
                    const context = canvas.getContext('2d');
                    context.fillStyle = '#bbb';
                    context.fillRect(0, 0, 640, 480);
                    context.drawImage(portrait, left, top, side, side);
                    told.push((await engine.guide(canvas.transferToImageBitmap(), 'de-passport', 8)).steps[0]);
                }
                return told;
            })()
            """, new { file = Convert.ToBase64String(Chromium.Portrait(Aside)) });

        Assert.Equal(["moveRight", "further", "showFace"], steps.EnumerateArray().Skip(1).Select(step => step.GetString()));
        Assert.False(steps[0].GetString() is "moveRight" or "further" or "showFace", steps[0].ToString());
        JsonElement custom = await page.CallAsync("""
            (async () => {
                const portrait = await createImageBitmap(new Blob([toBytes(file)]));
                const wide = await engine.guide(await createImageBitmap(portrait), { custom: 'size=60x45mm,head=30-36mm' }, 8);
                const named = await engine.guide(await createImageBitmap(portrait), { specs: ['de-passport'] }, 8);
                const wrong = await engine.guide(portrait, { custom: 'size=60x45mm,nose=1mm' }, 8).catch((error) => error.code);
                return { wide: wide.page, named: named.page, wrong };
            })()
            """, new { file = Convert.ToBase64String(Chromium.Portrait(Aside)) });
        Assert.Equal(60.0 / 45, Shape(custom.GetProperty("wide")), 0.02);
        Assert.Equal(35.0 / 45, Shape(custom.GetProperty("named")), 0.02);
        Assert.Equal("invalid-spec", custom.GetProperty("wrong").GetString());
        Assert.DoesNotContain(site.Asked, path => path.Contains("person.net", StringComparison.Ordinal) || path.Contains("salient.net", StringComparison.Ordinal));
    }

    // Width by height; the page is turned with the head.
    private static double Shape(JsonElement page)
    {
        double Side(int from, int to) => Math.Sqrt(Math.Pow(Number(from, "x") - Number(to, "x"), 2) + Math.Pow(Number(from, "y") - Number(to, "y"), 2));
        double Number(int corner, string axis) => page[corner].GetProperty(axis).GetDouble();
        return Side(0, 1) / Side(1, 2);
    }
}
