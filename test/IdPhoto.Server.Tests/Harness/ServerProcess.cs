using System.Diagnostics;

namespace IdPhoto.Server.Tests.Harness;

/// <summary>The server as it was built, in a process of its own that can be killed.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, StreamWriter log) => (_process, _log) = (process, log);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What a debugger would see of it.</summary>
    public ProcessMemory Contents => new(_process.Id);

    /// <summary>Its resident memory, in bytes.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The most that its resident memory ever was, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    /// <summary>Whether it runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>From now on <see cref="PeakMemory"/> counts again (Linux).</summary>
    public void ForgetPeak() => File.WriteAllText(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/proc/{_process.Id}/clear_refs"), "5");

    /// <summary>Starts it and waits until it listens.</summary>
    /// <param name="sandbox">Where it may write.</param>
    /// <param name="settings">As Name=value.</param>
    public static Task<ServerProcess> StartAsync(Sandbox sandbox, params string[] settings) => StartAsync(sandbox, [], settings);

    /// <summary>Starts it by another program.</summary>
    public static async Task<ServerProcess> StartAsync(Sandbox sandbox, string[] wrapper, string[] settings)
    {
        string[] line =
        [
            .. wrapper, "dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "idphoto-server.dll"), "--Listen=http://127.0.0.1:0",
            $"--DataFolder={sandbox.Data}", $"--KeyFile={sandbox.KeyFile}", .. settings.Select(setting => "--" + setting),
        ];
        ProcessStartInfo start = new(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = sandbox.Home };
        start.Environment["TMPDIR"] = sandbox.Temporary;
        start.Environment["HOME"] = start.Environment["XDG_DATA_HOME"] = start.Environment["XDG_CONFIG_HOME"] = start.Environment["XDG_CACHE_HOME"] = sandbox.Home;
        // As the unit and the image do: no pipes for debuggers in the temporary folder, which would also stop who reads all files.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        ServerProcess server = new(new Process { StartInfo = start, EnableRaisingEvents = true }, new StreamWriter(sandbox.Log, append: true) { AutoFlush = true });
        server._process.OutputDataReceived += (_, line) => server.Printed(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Printed(line.Data);
        server._process.Exited += (_, _) => server._listening.TrySetException(new InvalidOperationException("The server ended: " + ReadLog(sandbox)));
        server._process.Start();
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        try
        {
            server.Address = await server._listening.Task.WaitAsync(TimeSpan.FromMinutes(1));
            return server;
        }
        catch
        {
            // Whoever tries again writes to the same log.
            server.Kill();
            server.Dispose();
            throw;
        }
    }

    /// <summary>Ends it as a crash would: nothing of it runs any more.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Asks it to end and waits.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync()
    {
        using Process signal = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
        lock (_log)
            _log.Dispose();
    }

    private void Printed(string? line)
    {
        const string Listening = "Listening on ";
        if (line is null)
            return;
        lock (_log)
            _log.WriteLine(line);
        if (line.StartsWith(Listening, StringComparison.Ordinal))
            _listening.TrySetResult(new Uri(line[Listening.Length..]));
    }

    private static string ReadLog(Sandbox sandbox)
    {
        using FileStream log = new(sandbox.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return new StreamReader(log).ReadToEnd();
    }
}
