using System.Diagnostics;

namespace IdPhoto.Bench.Mutation;

/// <summary>Has Stryker write the mutants of the core into one assembly, and list them. It runs no test of ours.</summary>
/// <remarks>
/// Stryker works on a project of one test that hardly knows the core and copies the core's assembly as it is loaded: what
/// Stryker tests last is the mutated one. Its own runner keeps one process for many mutants, so that static fields begin only
/// once, and waits ten seconds for each test's coverage; <see cref="MutantRun"/> has neither fault.
/// </remarks>
internal static class MutantList
{
    /// <summary>The mutated assembly's name.</summary>
    public const string Assembly = "IdPhoto.Core.dll";

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <UseMicrosoftTestingPlatformRunner>true</UseMicrosoftTestingPlatformRunner>
            <TestingPlatformDotnetTestSupport>true</TestingPlatformDotnetTestSupport>
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="xunit.v3" />
            <ProjectReference Include="../../../src/IdPhoto.Core/IdPhoto.Core.csproj" />
          </ItemGroup>
        </Project>
        """;

    private const string Test = """
        namespace IdPhoto.Mutants;

        public sealed class Lister
        {
            [Xunit.Fact]
            public void Copies()
            {
                System.IO.File.Copy(System.IO.Path.Combine(System.AppContext.BaseDirectory, "IdPhoto.Core.dll"), MUTATED, overwrite: true);
                // Where a test reaches no mutant at all, Stryker takes it for a fault and tests every one.
                _ = new IdPhoto.Pictures.PixelSize(3, 4).Area;
            }
        }
        """;

    /// <summary>Leaves the mutated assembly in the folder.</summary>
    /// <returns>Where the report is that lists the mutants.</returns>
    /// <exception cref="InvalidOperationException">Stryker left no report.</exception>
    public static async Task<string> MakeAsync(string results, IEnumerable<string> folders)
    {
        string project = BenchFolders.Out("mutants"), mutated = Path.Combine(results, Assembly), report = Path.Combine(results, "reports", "mutation-report.json");
        File.Delete(mutated);
        if (File.Exists(report))
            File.Delete(report);
        await File.WriteAllTextAsync(Path.Combine(project, "IdPhoto.Mutants.csproj"), Project);
        await File.WriteAllTextAsync(Path.Combine(project, "Lister.cs"), Test.Replace("MUTATED", $"@\"{mutated}\"", StringComparison.Ordinal));
        string[] arguments =
        [
            "stryker", "--test-runner", "mtp", "--project", "IdPhoto.Core.csproj", "--configuration", "Release", "--reporter", "json",
            "--concurrency", "1", "--skip-version-check", "--output", results,
            .. folders.SelectMany(folder => (string[])["--mutate", $"**/IdPhoto.Core/{folder}/**/*.cs"]),
        ];
        using Process stryker = Process.Start(new ProcessStartInfo("dotnet", arguments) { WorkingDirectory = project })!;
        await stryker.WaitForExitAsync();
        if (!File.Exists(report) || !File.Exists(mutated))
            throw new InvalidOperationException("Stryker left no report: is the tool restored ('dotnet tool restore')?");
        return report;
    }
}
