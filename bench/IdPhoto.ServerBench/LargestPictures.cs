using System.Globalization;
using IdPhoto.Server.Tests.Harness;
using IdPhoto.Server.Tests.Harness.Hostile;
using NetVips;

namespace IdPhoto.ServerBench;

/// <summary>The largest pictures in the coders that need most memory, cut out two at a time within 4 GB.</summary>
internal static class LargestPictures
{
    private const int Side = 8000;
    private const long Limit = 4L * 1024 * 1024 * 1024;

    public static async Task RunAsync()
    {
        using Image sample = Image.NewFromBuffer(SecretPhoto.Sample).Flatten();
        using Image large = sample.Resize(Side / (double)sample.Width).CopyMemory();
        Console.WriteLine("| 64 megapixels | file | answers | peak | 10 s later | killed |\n| --- | --- | --- | --- | --- | --- |");
        await RunAsync("JPEG, progressive 4:4:4", large.JpegsaveBuffer(q: 85, interlace: true, subsampleMode: Enums.ForeignSubsample.Off));
        await RunAsync("AVIF", large.HeifsaveBuffer(q: 60, compression: Enums.ForeignHeifCompression.Av1, effort: 0));
        // Of one tile, many times, as nothing here writes HEIC.
        await RunAsync("HEIC", HostileIsoFiles.Tiled(31, 41, 31 * 256, 41 * 192));
    }

    private static async Task RunAsync(string name, byte[] photo)
    {
        using Sandbox sandbox = new();
        using MemoryLimit limit = new(Limit);
        using ServerProcess server = await ServerProcess.StartAsync(sandbox, limit.Wrapper, ["WorkSeconds=600"]);
        using Caller api = new(server.Address);
        string[] answers = await Task.WhenAll(AskAsync(api, photo), AskAsync(api, photo));
        bool killed = answers.Contains("none");
        long peak = killed ? 0 : server.PeakMemory;
        await Task.Delay(TimeSpan.FromSeconds(killed ? 0 : 10));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {photo.Length / 1e6:0.0} MB | {string.Join(", ", answers)} | {peak / 1e6:0} MB | {(killed ? 0 : server.Memory) / 1e6:0} MB | {(killed ? "yes" : "no")}{(limit.Holds ? "" : " (no limit)")} |"));
    }

    private static async Task<string> AskAsync(Caller api, byte[] photo)
    {
        try
        {
            using HttpResponseMessage answer = await api.PostAsync("v1/cutouts", photo);
            await answer.Content.ReadAsByteArrayAsync();
            return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        }
        catch (HttpRequestException)
        {
            return "none";
        }
    }
}
