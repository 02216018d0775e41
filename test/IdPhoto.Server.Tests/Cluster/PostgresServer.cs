using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>A PostgreSQL server of Debian's on this machine alone, in a folder that goes with it. It ends with this process, however that ends.</summary>
internal sealed partial class PostgresServer : IDisposable
{
    private const string User = "postgres";

    /// <summary>Runs the server given as its arguments until its own input ends, and then ends it at once.</summary>
    private const string Guarded = """exec 3<&0; "$@" </dev/null & server=$!; cat <&3 >/dev/null; kill -QUIT $server; wait $server""";

    private readonly DirectoryInfo _folder;
    private readonly int _port;
    private readonly string _programs;
    private readonly bool _durable;
    private Process? _guard;

    private PostgresServer(string programs, DirectoryInfo folder, int port, bool durable) => (_programs, _folder, _port, _durable) = (programs, folder, port, durable);

    /// <summary>Why there is none; null where it can be started.</summary>
    public static string? Missing
        => !OperatingSystem.IsLinux() ? "PostgreSQL is started on Linux alone." : Programs() is null ? "PostgreSQL is not installed (Debian: apt-get install postgresql)." : null;

    /// <summary>Starts one of its own, for a test that stops it.</summary>
    public static PostgresServer Start() => Start(durable: false);

    /// <summary>Starts one of its own.</summary>
    /// <param name="durable">Whether each change waits for the disk, as an operator's does; what is measured needs it, and tests do not.</param>
    public static PostgresServer Start(bool durable)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("idphoto-postgres-");
        if (Environment.IsPrivilegedProcess)
            Run("chown", User, folder.FullName);
        PostgresServer server = new(Programs()!, folder, FreePort(), durable);
        Run(server.As("initdb", "-D", server.Data, "-A", "trust", "-U", User, "--no-sync", "-E", "UTF8", "--locale=C"));
        server.Resume();
        return server;
    }

    /// <summary>Makes an empty database.</summary>
    /// <returns>A connection string.</returns>
    public string Create()
    {
        string name = "test_" + Guid.NewGuid().ToString("N");
        Execute($"CREATE DATABASE {name}");
        return Connection(name);
    }

    /// <summary>A dump of a database as its operator's backup has it.</summary>
    public static async Task<string> DumpAsync(string connection)
    {
        NpgsqlConnectionStringBuilder parts = new(connection);
        string[] line = ["-h", parts.Host!, "-p", parts.Port.ToString(CultureInfo.InvariantCulture), "-U", parts.Username!, parts.Database!];
        using Process dump = Process.Start(new ProcessStartInfo(Path.Combine(Programs()!, "pg_dump"), line) { RedirectStandardOutput = true })!;
        return await dump.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Starts it again, and waits until it answers.</summary>
    public void Resume()
    {
        string port = _port.ToString(CultureInfo.InvariantCulture);
        string waits = _durable ? "on" : "off";
        string[] line = As(
            "sh", "-c", Guarded, "sh", Path.Combine(_programs, "postgres"), "-D", Data, "-p", port, "-k", _folder.FullName,
            "-c", "listen_addresses=127.0.0.1", "-c", $"fsync={waits}", "-c", $"full_page_writes={waits}", "-c", "max_connections=200");
        _guard = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        _guard.OutputDataReceived += static (_, _) => { };
        _guard.ErrorDataReceived += static (_, _) => { };
        _guard.BeginOutputReadLine();
        _guard.BeginErrorReadLine();
        WaitUntilReady();
    }

    /// <summary>Ends it as a failure of its machine does; what it has stored stays.</summary>
    public void Crash()
    {
        _guard?.StandardInput.Close();
        _guard?.WaitForExit();
        _guard?.Dispose();
        _guard = null;
    }

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port => _port;

    /// <summary>Every file that it has written.</summary>
    public string[] Files() => Directory.GetFiles(Data, "*", SearchOption.AllDirectories);

    public void Dispose()
    {
        Crash();
        _folder.Delete(recursive: true);
    }

    private string Data => Path.Combine(_folder.FullName, "data");

    private string Connection(string database) => string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Database={database};Username={User}");

    /// <summary>It refuses to run as root.</summary>
    private string[] As(string program, params string[] arguments)
    {
        string found = File.Exists(Path.Combine(_programs, program)) ? Path.Combine(_programs, program) : program;
        string[] user = Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups"] : [];
        return [.. user, found, .. arguments];
    }

    private void WaitUntilReady()
    {
        Stopwatch waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                Execute("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (waited.Elapsed < TimeSpan.FromSeconds(60) && _guard?.HasExited == false)
            {
                Thread.Sleep(20);
            }
        }
    }

    private void Execute(string sql)
    {
        using NpgsqlConnection connection = new(Connection(User) + ";Pooling=false;Timeout=30");
        connection.Open();
        using NpgsqlCommand command = new(sql, connection);
        command.ExecuteNonQuery();
    }

    /// <summary>The newest of those that Debian's packages put beside each other.</summary>
    private static string? Programs() => !Directory.Exists("/usr/lib/postgresql") ? null : Directory.GetDirectories("/usr/lib/postgresql")
        .Select(version => Path.Combine(version, "bin")).Where(programs => File.Exists(Path.Combine(programs, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault();

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static void Run(params string[] line)
    {
        using Process process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{line[0]}: {errors.Result}");
    }
}
