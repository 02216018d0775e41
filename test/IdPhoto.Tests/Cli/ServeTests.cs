using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace IdPhoto.Tests.Cli;

/// <summary><c>idphoto serve</c>; the server's own tests are another program.</summary>
public sealed class ServeTests
{
    [Fact]
    public async Task It_serves_on_this_machine_until_it_is_asked_to_end()
    {
        using TemporaryFolder folder = new();
        using Process process = Idphoto.Start(
            "serve", "--listen", "http://127.0.0.1:0", "--data", Path.Combine(folder.Path, "data"), "--key-file", Path.Combine(folder.Path, "server.key"));
        string listening = await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";
        using HttpClient client = new() { BaseAddress = new Uri(listening["Listening on ".Length..]) };

        Assert.Equal("ok", await client.GetStringAsync("healthz", TestContext.Current.CancellationToken));
        using Process signal = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task It_runs_with_the_servers_own_compiler_and_collector_settings_not_with_those_of_a_short_command()
    {
        using TemporaryFolder folder = new();
        using Process process = Idphoto.Start(
            "serve", "--listen", "http://127.0.0.1:0", "--data", Path.Combine(folder.Path, "data"), "--key-file", Path.Combine(folder.Path, "server.key"));
        try
        {
            await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            string[] line = (await File.ReadAllTextAsync($"/proc/{process.Id}/cmdline", TestContext.Current.CancellationToken)).Split('\0');
            string program = Assert.Single(line, word => word.EndsWith(".dll", StringComparison.Ordinal));
            JsonElement runtime = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(program, ".runtimeconfig.json"), TestContext.Current.CancellationToken)).RootElement;
            JsonElement settings = runtime.GetProperty("runtimeOptions").GetProperty("configProperties");

            Assert.False(settings.TryGetProperty("System.GC.Concurrent", out JsonElement concurrent) && !concurrent.GetBoolean());
            Assert.False(settings.TryGetProperty("System.Runtime.TieredPGO", out JsonElement profiled) && !profiled.GetBoolean());
        }
        finally
        {
            process.Kill();
        }
    }

    [Fact]
    public async Task A_setting_that_makes_no_sense_is_a_wrong_command_line()
        => Assert.Equal(2, (await Idphoto.RunAsync("serve", "--listen", "somewhere")).ExitCode);

    [Theory]
    [InlineData("Write http://ADDRESS:PORT", "serve", "--listen", "somewhere")]
    [InlineData("Écrivez http://ADDRESS:PORT", "serve", "--listen", "somewhere", "--lang", "fr")]
    public async Task The_server_refuses_in_the_language_that_was_asked_for(string sentence, params string[] line)
        => Assert.Contains(sentence, (await Idphoto.RunAsync(line)).Errors, StringComparison.Ordinal);
}
