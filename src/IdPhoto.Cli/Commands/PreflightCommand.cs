using System.CommandLine;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Decoding;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Preflight;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto preflight</c>: would a portal accept this finished file, and what can be mended.</summary>
internal static class PreflightCommand
{
    public static Command Create()
    {
        Argument<string> input = new("in") { Description = Speech.Of("options.finished-file") };
        Option<string> spec = SpecChoice.SpecOption("options.spec");
        Option<string> custom = SpecChoice.CustomOption();
        Option<bool> json = SharedOptions.Json();
        Option<string> fix = new("--fix") { Description = Speech.Of("options.fix") };
        Command command = new("preflight", Speech.Of("commands.preflight")) { input, spec, custom, json, fix };
        command.SetAction((line, cancel) => RunAsync(
            line.GetRequiredValue(input), SpecChoice.Only(line.GetValue(spec), line.GetValue(custom)), line.GetValue(json), line.GetValue(fix), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string input, SpecChoice choice, bool json, string? fix, CancellationToken cancel)
    {
        PhotoSpec spec = choice.Find();
        OutputFile? target = fix is null ? null : Target(fix, input, spec, json);
        byte[] file = await InputFile.ReadAsync(input, DecodeLimits.Default, cancel).ConfigureAwait(false);
        string? extension = input == InputFile.Stream ? null : Path.GetExtension(input);
        using PhotoStudio studio = DesktopStudio.Open();
        PreflightReport report = await studio.PreflightAsync(file, spec, extension, cancel).ConfigureAwait(false);
        RepairedFile? repaired = target is null ? null : await studio.RepairAsync(file, spec, target.Format(), cancel).ConfigureAwait(false);
        cancel.ThrowIfCancellationRequested();
        if (repaired is not null)
            target!.Write(repaired.Bytes);
        if (json)
            JsonOutput.Print(PreflightLines.Of(report, repaired, Speech.Words), ReportJson.Default.PreflightLines);
        else
            PreflightTable.Print(report, repaired, target?.IsStream == true ? Console.Error : Console.Out);
        return report.Passes || repaired is not null ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static OutputFile Target(string fix, string input, PhotoSpec spec, bool json)
    {
        OutputFile target = new(fix);
        if (target.IsStream && json)
            throw CommandFailure.Usage(Message.Of("failures.json-and-fix"));
        if (target.Format() is { } format && !spec.File.Accepts(format))
            throw CommandFailure.Usage(spec.File.Format == FileFormat.Png ? Message.Of("failures.fix-as-png") : Message.Of("failures.fix-as-jpeg"));
        target.Check(input);
        return target;
    }
}
