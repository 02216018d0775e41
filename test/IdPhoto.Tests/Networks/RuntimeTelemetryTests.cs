using System.Diagnostics;
using IdPhoto.Networks;
using IdPhoto.Onnx;
using Xunit;

namespace IdPhoto.Tests.Networks;

/// <summary>ONNX Runtime's telemetry leaves a database and an identifier of the machine in the user's cache folder.</summary>
public sealed class RuntimeTelemetryTests
{
    private const string Child = "IDPHOTO_TEST_RUNS_A_NETWORK";
    private static readonly int[] Shape = [1, 128, 128, 3];

    [Fact]
    public async Task Running_a_network_leaves_nothing_in_the_users_folders()
    {
        string models = OnnxNetworksTests.RequireModels();
        string home = Directory.CreateTempSubdirectory("idphoto-home").FullName;
        try
        {
            // In a process of its own: the runtime decides once, and not at all where it sees continuous integration.
            ProcessStartInfo start = new(Environment.ProcessPath!, ["--filter-method", "*.A_network_runs", "--no-progress"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            foreach (string name in start.Environment.Keys.ToArray())
                if (!name.Equals("PATH", StringComparison.Ordinal) && !name.StartsWith("DOTNET_ROOT", StringComparison.Ordinal))
                    start.Environment.Remove(name);
            start.Environment["HOME"] = start.Environment["XDG_CACHE_HOME"] = home;
            start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
            start.Environment[ModelFolder.Variable] = models;
            start.Environment[Child] = "1";
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);

            Assert.True(process.ExitCode == 0, output + await errors);
            Assert.Contains("succeeded: 1", output, StringComparison.Ordinal);
            Assert.DoesNotContain(Directory.GetFiles(home, "*", SearchOption.AllDirectories), file => file.Contains("onnxruntime", StringComparison.OrdinalIgnoreCase));
        }
        finally
        {
            Directory.Delete(home, recursive: true);
        }
    }

    [Fact]
    public async Task A_network_runs()
    {
        using OnnxNetworks networks = new(new OnnxNetworksOptions { Folder = OnnxNetworksTests.RequireModels() });
        float[] input = new float[128 * 128 * 3];
        Assert.NotEmpty(await networks.RunAsync(Network.FaceShortRange, input, Shape, TestContext.Current.CancellationToken));
        // The events are written in the background.
        if (Environment.GetEnvironmentVariable(Child) is not null)
            await Task.Delay(1000, TestContext.Current.CancellationToken);
    }
}
