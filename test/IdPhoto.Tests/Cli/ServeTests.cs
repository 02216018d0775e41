using System.Diagnostics;
using System.Globalization;
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
    public async Task A_setting_that_makes_no_sense_is_a_wrong_command_line()
        => Assert.Equal(2, (await Idphoto.RunAsync("serve", "--listen", "somewhere")).ExitCode);
}
