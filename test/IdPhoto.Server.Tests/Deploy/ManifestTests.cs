using System.Diagnostics;
using IdPhoto.Server.Settings;
using IdPhoto.Server.Tests.Harness;
using Xunit;

namespace IdPhoto.Server.Tests.Deploy;

/// <summary>What an operator would start with: files in deploy/ that no test runs must at least be what their programs take.</summary>
public sealed class ManifestTests
{
    private static readonly string Folder = Path.Combine(Repository.Root(), "deploy");
    private static readonly string Npm = Path.Combine(Repository.Root(), "test", "IdPhoto.Server.Tests", "npm");

    [Fact]
    public async Task The_manifest_for_Kubernetes_fits_its_schemas()
    {
        Assert.SkipUnless(SmtpStandIn.IsThere, "Needs the packages of test/IdPhoto.Server.Tests/npm, which a build fetches where npm is installed.");
        (int code, string printed) = await RunAsync("node", ["manifests.mjs", Path.Combine(Folder, "kubernetes.yaml")], Npm);
        Assert.True(code == 0, printed);
        Assert.Contains("StatefulSet server", printed, StringComparison.Ordinal);
        Assert.Contains("NetworkPolicy server", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manifest_with_an_error_does_not_fit()
    {
        Assert.SkipUnless(SmtpStandIn.IsThere, "Needs the packages of test/IdPhoto.Server.Tests/npm, which a build fetches where npm is installed.");
        using Sandbox sandbox = new();
        string file = Path.Combine(sandbox.Home, "wrong.yaml");
        string right = await File.ReadAllTextAsync(Path.Combine(Folder, "kubernetes.yaml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, right.Replace("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: sometimes", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        (int code, string printed) = await RunAsync("node", ["manifests.mjs", file], Npm);
        Assert.True(code != 0, printed);
    }

    [Fact]
    public async Task The_file_for_Compose_is_what_it_takes()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/docker-compose"), "Needs Debian's docker-compose, which checks the file without a Docker engine.");
        using Sandbox sandbox = new();
        string file = Path.Combine(sandbox.Home, "some-file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        (int code, string printed) = await RunAsync("/usr/bin/docker-compose", ["-f", Path.Combine(Folder, "compose.yaml"), "config"], sandbox.Home,
            ("IDPHOTO_DB_PASSWORD", "p"), ("IDPHOTO_S3_BUCKET", "b"), ("IDPHOTO_S3_ENDPOINT", "https://s3.example.org"), ("IDPHOTO_S3_ACCESS_KEY", "a"),
            ("IDPHOTO_S3_SECRET_KEY", "s"), ("IDPHOTO_NGINX_CONF", file), ("IDPHOTO_KEY_FILE", file));
        Assert.True(code == 0, printed);
        Assert.Equal(3, printed.Split("IDPHOTO_SERVER_NODES: '3'").Length - 1);
    }

    [Theory]
    [InlineData("compose.yaml")]
    [InlineData("kubernetes.yaml")]
    [InlineData("Dockerfile")]
    [InlineData("idphoto-server.service")]
    public void Every_setting_that_they_name_is_one(string name)
    {
        string text = File.ReadAllText(Path.Combine(Folder, name));
        string[] named = [.. System.Text.RegularExpressions.Regex.Matches(text, "IDPHOTO_SERVER_([A-Z0-9]+)").Select(match => match.Groups[1].Value).Distinct()];
        Assert.NotEmpty(named);
        Assert.All(named, setting => Assert.Contains(setting, KnownSettings.All.Select(known => known.Name), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task The_proxys_configuration_is_what_nginx_takes()
    {
        Assert.SkipUnless(File.Exists("/usr/sbin/nginx"), "Needs Debian's nginx-light.");
        using Sandbox sandbox = new();
        (int code, string printed) = await RunAsync(
            "/usr/sbin/nginx", ["-t", "-p", sandbox.Home, "-c", Path.Combine(Folder, "cluster", "nginx.conf"), "-g", "pid nginx.pid;"], sandbox.Home);
        Assert.True(code == 0, printed);
    }

    private static async Task<(int Code, string Printed)> RunAsync(string program, string[] arguments, string folder, params (string Name, string Value)[] environment)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        string[] printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).WaitAsync(TimeSpan.FromMinutes(1));
        await process.WaitForExitAsync();
        return (process.ExitCode, printed[0] + printed[1]);
    }
}
