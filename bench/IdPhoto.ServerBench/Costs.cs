using System.Globalization;
using IdPhoto.Decoding;
using IdPhoto.Documents;
using IdPhoto.Printing;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Tests.Harness.Hostile;
using IdPhoto.Server.Work;
using NetVips;

namespace IdPhoto.ServerBench;

/// <summary>Most memory that a picture takes while it is worked on, by format and size, beside the estimate by which the server lets it in.</summary>
internal static class Costs
{
    private static readonly DecodeLimits Limits = new() { MaxPixels = 64_000_000 };

    public static async Task RunAsync()
    {
        Console.WriteLine("| picture | megapixels | most memory above an idle server | bytes a pixel | estimate | within |\n| --- | --- | --- | --- | --- | --- |");
        foreach (int side in new[] { 2000, 4000, 6900 })
        {
            await MeasureAsync("HEIC", Heic(side), "v1/cutouts");
            using Image large = Portrait(side);
            await MeasureAsync("AVIF", large.HeifsaveBuffer(q: 60, compression: Enums.ForeignHeifCompression.Av1, effort: 0), "v1/cutouts");
            await MeasureAsync("JPEG", large.JpegsaveBuffer(q: 85), "v1/cutouts");
        }
        foreach (int dpi in new[] { 200, 400, 700 })
            foreach (string format in new[] { "jpeg", "png" })
                await MeasureSheetAsync(dpi, format);
    }

    // Of tiles of 256 x 192, so that no encoder is needed.
    private static byte[] Heic(int side) => HostileIsoFiles.Grid(side / 256, side / 192);

    private static Image Portrait(int side)
    {
        using Image sample = Image.NewFromBuffer(SecretPhoto.Sample).Flatten();
        return sample.Resize(side / (double)sample.Width).CopyMemory();
    }

    private static async Task MeasureAsync(string name, byte[] photo, string address)
        => Print(name, PictureHeader.Read(photo, Limits).Stored.Area, await PeakAsync(photo, address), WorkCost.Of(photo, Limits));

    private static async Task MeasureSheetAsync(int dpi, string format)
    {
        // A3 with one photo as large as its short side allows.
        long pixels = SheetPixels.Of(new MmSize(297, 420), dpi).Area;
        long peak = await PeakAsync(SecretPhoto.Camera, $"v1/sheets?paper=297x420mm&size=280x280mm&copies=1&dpi={dpi}&format={format}");
        Print($"A3 sheet, {dpi} dpi, {format}", pixels, peak, WorkCost.OfSheet(SheetPixels.Of(new MmSize(297, 420), dpi)) + WorkCost.Of(SecretPhoto.Camera, Limits));
    }

    private static async Task<long> PeakAsync(byte[] photo, string address)
    {
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, "WorkSeconds=600");
        using Caller api = new(server.Address);
        long idle = server.Memory;
        server.ForgetPeak();
        using HttpResponseMessage answer = await api.PostAsync(address, photo);
        if (!answer.IsSuccessStatusCode)
            Console.WriteLine(await answer.Content.ReadAsStringAsync());
        return server.PeakMemory - idle;
    }

    private static void Print(string name, long pixels, long peak, long estimate) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {pixels / 1e6:0.0} | {peak / 1e6:0} MB | {peak / (double)pixels:0.0} | {estimate / 1e6:0} MB | {(peak <= estimate ? "yes" : "no")} |"));
}
