using System.Diagnostics;
using Xunit;

namespace IdPhoto.App.Tests.Harness;

/// <summary>A copy of the published app that a test may change, and pack again as a build does.</summary>
internal sealed class SiteCopy : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("idphoto-app-site-").FullName;

    public SiteCopy()
    {
        string from = Path.Combine(AppServer.Program, "app");
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string to = this[Path.GetRelativePath(from, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    /// <summary>The site's folder.</summary>
    public string Site => Path.Combine(_folder, "site");

    /// <summary>The path of one of its files.</summary>
    public string this[string address] => Path.Combine(Site, address);

    /// <summary>Packs it.</summary>
    /// <param name="partners">What an operator fills in for services of other companies; null for a copy without any.</param>
    public async Task PackAsync(string? partners = null)
    {
        string packer = Path.Combine(AppServer.Root, "tools/IdPhoto.SitePacker/bin/Release/net10.0/IdPhoto.SitePacker.dll");
        // What the build has compressed need not be compressed again; its own cache stays as it is.
        string cache = Directory.CreateDirectory(Path.Combine(_folder, "cache")).FullName;
        string built = Path.Combine(AppServer.Root, "src/IdPhoto.App/obj/Release/net10.0/site");
        foreach (string packed in Directory.Exists(built) ? Directory.GetFiles(built) : [])
            File.Copy(packed, Path.Combine(cache, Path.GetFileName(packed)), overwrite: true);
        List<string> arguments = ["exec", packer, "--quick", Site, cache];
        if (partners is not null)
        {
            string filled = Path.Combine(_folder, "partners.json");
            await File.WriteAllTextAsync(filled, partners, TestContext.Current.CancellationToken);
            arguments.AddRange([Path.Combine(AppServer.Root, "src/IdPhoto.App/Partners"), filled]);
        }
        using Process packing = Process.Start("dotnet", arguments);
        await packing.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, packing.ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
