using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.ServerBench;

/// <summary>How much memory photos of several sizes take, so that docs/operations.md can say it.</summary>
internal static class Memory
{
    public static async Task RunAsync()
    {
        Console.WriteLine("| megapixels | one at a time | two at a time |\n| --- | --- | --- |");
        foreach (int side in new[] { 1000, 3500, 4900, 7900 })
        {
            byte[] photo = SecretPhoto.Large(side, noise: 2, quality: 85);
            Console.WriteLine($"| {side * side / 1_000_000} | {await PeakAsync(photo, 1) / 1_000_000} MB | {await PeakAsync(photo, 2) / 1_000_000} MB |");
        }
    }

    private static async Task<long> PeakAsync(byte[] photo, int concurrency)
    {
        using Sandbox sandbox = new();
        using ServerProcess server = await ServerProcess.StartAsync(sandbox);
        using Caller api = new(server.Address);
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(async _ =>
        {
            for (int i = 0; i < 3; i++)
            {
                using HttpResponseMessage answer = await api.PostAsync("v1/id-photos?spec=one-inch", photo);
                answer.EnsureSuccessStatusCode();
            }
        }));
        return server.PeakMemory;
    }
}
