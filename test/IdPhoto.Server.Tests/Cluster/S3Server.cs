using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.S3;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Tests.Harness;

namespace IdPhoto.Server.Tests.Cluster;

/// <summary>An S3 server of Debian's packages (Ceph's radosgw) on this machine alone, in a folder that goes with it. It ends with this process, however that ends.</summary>
internal sealed partial class S3Server : IDisposable
{
    private const string AccessKey = "test";
    private const string SecretKey = "testing-secret";

    private static readonly string[] Needed = ["radosgw", "radosgw-admin", "ceph-mon", "ceph-osd", "ceph", "monmaptool"];

    private static readonly string[] Places = ["/usr/bin", "/usr/sbin", "/bin", "/sbin"];

    private readonly DirectoryInfo _folder;
    private readonly Process _process;

    private readonly string _answers;

    private S3Server(DirectoryInfo folder, Process process, Uri endpoint, string answers) => (_folder, _process, Endpoint, _answers) = (folder, process, endpoint, answers);

    /// <summary>Why there is none; null where it can be started.</summary>
    public static string? Missing
        => !OperatingSystem.IsLinux() ? "The S3 server is started on Linux alone."
            : Needed.FirstOrDefault(program => !IsThere(program)) is { } missing ? $"{missing} is not installed (Debian: apt-get install radosgw ceph-mon ceph-osd)." : null;

    /// <summary>Where it answers.</summary>
    public Uri Endpoint { get; }

    /// <summary>Starts one.</summary>
    public static S3Server Start()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("idphoto-s3-");
        int port = FreePort();
        string[] line = [Path.Combine(Repository.Root(), "deploy", "cluster", "s3-server.sh"), folder.FullName, Text(port), Text(FreePort()), AccessKey, SecretKey];
        Process process = Process.Start(new ProcessStartInfo("sh", line) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = "/" })!;
        if (process.StandardOutput.ReadLine()?.Split(' ') is ["READY", { } answers])
        {
            S3Server server = new(folder, process, new Uri($"http://127.0.0.1:{Text(port)}/"), answers);
            server.WaitUntilReady();
            return server;
        }
        string log = string.Concat(Directory.GetFiles(Path.Combine(folder.FullName, "log")).Select(File.ReadAllText));
        throw new InvalidOperationException("The S3 server did not start: " + log[Math.Max(0, log.Length - 2000)..]);
    }

    /// <summary>Makes an empty bucket.</summary>
    public async Task<SharedStore> CreateAsync(string database)
    {
        SharedStore shared = Store(database, "photos-" + Guid.NewGuid().ToString("N"));
        using AmazonS3Client client = Client();
        await client.PutBucketAsync(shared.Bucket);
        return shared;
    }

    /// <summary>A bucket that need not be there.</summary>
    public SharedStore Store(string database, string bucket) => new(database, bucket, "some/place/", Endpoint, AccessKey, SecretKey);

    /// <summary>A client of its operator.</summary>
    public static AmazonS3Client ClientOf(SharedStore shared) => new(new BasicAWSCredentials(shared.AccessKey, shared.SecretKey), new AmazonS3Config
    {
        ServiceURL = shared.Endpoint.ToString(),
        ForcePathStyle = true,
        AuthenticationRegion = "us-east-1",
        RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
        ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
    });

    /// <summary>Stops the process that answers, as a hanging machine would: connections are taken, and nobody speaks at them.</summary>
    public void Halt() => Signal("STOP");

    /// <summary>Lets it go on.</summary>
    public void GoOn() => Signal("CONT");

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private void Signal(string name)
    {
        using Process signal = Process.Start("kill", ["-" + name, _answers]);
        signal.WaitForExit();
    }

    private void WaitUntilReady()
    {
        for (Stopwatch waited = Stopwatch.StartNew(); ; Thread.Sleep(50))
        {
            try
            {
                using TcpClient probe = new();
                probe.Connect(IPAddress.Loopback, Endpoint.Port);
                return;
            }
            catch (SocketException) when (waited.Elapsed < TimeSpan.FromMinutes(1) && !_process.HasExited)
            {
                // Not yet.
            }
        }
    }

    private AmazonS3Client Client() => ClientOf(Store("", ""));

    private static bool IsThere(string program) => Places.Any(folder => File.Exists(Path.Combine(folder, program)));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
