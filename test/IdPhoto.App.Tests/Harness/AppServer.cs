using System.Diagnostics;
using System.Text.Json;
using IdPhoto.Onnx;

namespace IdPhoto.App.Tests.Harness;

/// <summary>The product as a person starts it: <c>idphoto serve</c>, in a process of its own, with folders of its own.</summary>
internal sealed class AppServer : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private AppServer(Process process, string folder) => (_process, _folder) = (process, folder);

    /// <summary>The repository.</summary>
    public static string Root => Path.GetFullPath(Path.Combine(ModelFolder.Locate()!, "../.."));

    /// <summary>The folder of the program, with the app beside it.</summary>
    public static string Program => Path.Combine(Root, "src/IdPhoto.Cli/bin/Release/net10.0");

    /// <summary>Where it listens.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Everything that it may write.</summary>
    public string Folder => _folder;

    /// <summary>Starts it.</summary>
    /// <param name="app">The app's folder; null for the one beside the program.</param>
    /// <param name="port">0 for any.</param>
    /// <param name="more">Further settings.</param>
    public static async Task<AppServer> StartAsync(string? app = null, int port = 0, params (string Name, string Value)[] more)
    {
        string folder = Directory.CreateTempSubdirectory("idphoto-app-server-").FullName;
        string config = Path.Combine(folder, "settings.json");
        Dictionary<string, string> settings = new() { ["RequestsPerMinute"] = "100000" };
        foreach ((string name, string value) in more)
            settings[name] = value;
        if (app is not null)
            settings["AppFolder"] = app;
        await File.WriteAllTextAsync(config, JsonSerializer.Serialize(settings));
        ProcessStartInfo start = new(
            Path.Combine(Program, "idphoto"),
            ["serve", "--listen", $"http://127.0.0.1:{port}", "--data", Path.Combine(folder, "data"), "--key-file", Path.Combine(folder, "key"), "--config", config])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMPDIR"] = folder;
        AppServer server = new(Process.Start(start)!, folder);
        const string Listening = "Listening on ";
        while (await server._process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1)) is string line)
            if (line.StartsWith(Listening, StringComparison.Ordinal))
            {
                server.Address = line[Listening.Length..].Trim() + "/";
                // Read on, so that no pipe fills up.
                _ = server._process.StandardOutput.ReadToEndAsync();
                _ = server._process.StandardError.ReadToEndAsync();
                return server;
            }
        throw new InvalidOperationException("The server ended: " + await server._process.StandardError.ReadToEndAsync());
    }

    /// <summary>Does what an operator does on this machine: <c>idphoto admin</c>.</summary>
    /// <returns>The exit code and what was printed.</returns>
    public async Task<(int ExitCode, string Text)> AdminAsync(params string[] line)
    {
        ProcessStartInfo start = new(Path.Combine(Program, "idphoto"), ["admin", .. line, "--data", Path.Combine(_folder, "data")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process admin = Process.Start(start)!;
        Task<string> text = admin.StandardOutput.ReadToEndAsync(), errors = admin.StandardError.ReadToEndAsync();
        await admin.WaitForExitAsync();
        return (admin.ExitCode, await text + await errors);
    }

    /// <summary>Ends it as a crash would.</summary>
    public void Kill()
    {
        if (_process.HasExited)
            return;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
