using System.Diagnostics;
using System.Text;
using System.Text.Json;
using IdPhoto.Tests.Decoding;
using Xunit;

namespace IdPhoto.Tests.Cli;

/// <summary>Runs the program as it was built, in a process of its own.</summary>
internal static class Idphoto
{
    public static readonly string Astronaut = Path.Combine(SamplePhoto.Root, "samples", "astronaut.png");

    /// <summary>As people run it, compiled ahead with all its libraries: beside the tests lies another copy, for what they call themselves.</summary>
    private static readonly string Program = Path.Combine(SamplePhoto.Root, "src", "IdPhoto.Cli", Path.GetRelativePath(Path.Combine(SamplePhoto.Root, "test", "IdPhoto.Tests"), AppContext.BaseDirectory), "idphoto.dll");

    private static readonly (string Name, string? Value)[] English = [("LC_ALL", "C")];

    public static Task<Outcome> RunAsync(params string[] args) => RunAsync([], args);

    public static Task<Outcome> RunAsync(byte[] input, string[] args) => RunAsync(input, args, English);

    /// <summary>As on a terminal of another locale.</summary>
    /// <param name="locale">LC_ALL, LC_MESSAGES and LANG; null for one that is not set.</param>
    /// <param name="args">The command line.</param>
    public static Task<Outcome> RunInAsync((string? All, string? Messages, string? Lang) locale, params string[] args)
        => RunAsync([], args, [("LC_ALL", locale.All), ("LC_MESSAGES", locale.Messages), ("LANG", locale.Lang)]);

    public static Process Start(params string[] args) => Start(args, English);

    private static async Task<Outcome> RunAsync(byte[] input, string[] args, (string Name, string? Value)[] locale)
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using Process process = Start(args, locale);
        using MemoryStream output = new();
        Task reading = process.StandardOutput.BaseStream.CopyToAsync(output, stop);
        Task<string> errors = process.StandardError.ReadToEndAsync(stop);
        await FeedAsync(process, input, stop);
        await reading;
        await process.WaitForExitAsync(stop);
        return new Outcome(process.ExitCode, output.ToArray(), await errors);
    }

    private static Process Start(string[] args, (string Name, string? Value)[] locale)
    {
        string[] line = ["dotnet", "exec", Program, .. args];
        // Tests in the background of a shell ignore an interrupt, and so would all that they start.
        if (OperatingSystem.IsLinux())
            line = ["env", "--default-signal=INT", .. line];
        ProcessStartInfo start = new(line[0], line[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardErrorEncoding = Encoding.UTF8,
        };
        // The app beside the program is tried elsewhere.
        start.Environment["IDPHOTO_SERVER_AppFolder"] = "";
        foreach ((string name, string? value) in locale)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>A picture of the test portraits; skips the test where they could not be fetched.</summary>
    public static string Portrait(string path)
    {
        string modules = Path.Combine(SamplePhoto.Root, "test", "portraits", "node_modules");
        Assert.SkipUnless(Directory.Exists(modules), "The test portraits are not there. Install npm and build again, or run 'npm ci' in test/portraits.");
        return Path.Combine([modules, .. path.Split('/')]);
    }

    private static async Task FeedAsync(Process process, byte[] input, CancellationToken stop)
    {
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input, stop);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it.
        }
    }
}

/// <summary>What a run left.</summary>
internal sealed record Outcome(int ExitCode, byte[] Bytes, string Errors)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Standard output, which must be one JSON document and nothing else.</summary>
    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public void IsDone() => Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Errors}");

    /// <summary>Failed with one line that has this code and a sentence, and wrote nothing to standard output.</summary>
    public void Failed(int exitCode, string code)
    {
        Assert.Matches($@"\Aidphoto: {code}: [^\r\n]{{15,}}[.。]\r?\n\z", Errors);
        Assert.Equal(exitCode, ExitCode);
        Assert.Empty(Bytes);
    }
}
