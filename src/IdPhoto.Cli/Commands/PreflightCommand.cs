using System.CommandLine;
using System.Globalization;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Decoding;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Preflight;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto preflight</c>: would a portal accept this finished file, and what can be mended.</summary>
internal static class PreflightCommand
{
    public static Command Create()
    {
        Argument<string> input = new("in") { Description = "The finished file; '-' reads standard input." };
        Option<string> spec = SpecChoice.SpecOption("The document; 'idphoto specs' lists them. A '.json' file is a record of one's own.");
        Option<string> custom = SpecChoice.CustomOption();
        Option<bool> json = SharedOptions.Json();
        Option<string> fix = new("--fix") { Description = "Writes a mended file here, of the document's format; pixels change no more than they must." };
        Command command = new("preflight", "Tells whether a portal would accept a finished file; the picture itself is not judged.") { input, spec, custom, json, fix };
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
            JsonOutput.Print(PreflightLines.Of(report, repaired), ReportJson.Default.PreflightLines);
        else
            Print(report, repaired, target?.IsStream == true ? Console.Error : Console.Out);
        return report.Passes || repaired is not null ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static OutputFile Target(string fix, string input, PhotoSpec spec, bool json)
    {
        OutputFile target = new(fix);
        if (target.IsStream && json)
            throw CommandFailure.Usage("The mended file and the JSON cannot both be written to standard output.");
        if (target.Format() is { } format && !spec.File.Accepts(format))
            throw CommandFailure.Usage($"This document asks for a {(spec.File.Format == FileFormat.Png ? "PNG: choose a name that ends in .png" : "JPEG: choose a name that ends in .jpg")}.");
        target.Check(input);
        return target;
    }

    private static void Print(PreflightReport report, RepairedFile? repaired, TextWriter to)
    {
        Sheet sheet = new("Rule", "Value", "Allowed", "Verdict");
        PreflightLines lines = PreflightLines.Of(report, repaired);
        foreach (PreflightLine rule in lines.Rules)
            sheet.Add(rule.Rule, rule.Value, rule.Allowed, rule.Verdict == "fail" ? "FAIL" : rule.Verdict);
        sheet.Write(to, to == Console.Out ? !Console.IsOutputRedirected : !Console.IsErrorRedirected);
        foreach (PreflightLine rule in lines.Rules.Where(rule => rule.Advice is not null))
            to.WriteLine($"{rule.Rule}: {rule.Advice}");
        if (repaired is null)
            return;
        string how = repaired.Lossless ? "no coded pixel changed" : "the picture was written anew";
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Mended: {repaired.Bytes.Length:N0} bytes, {how}; it passes."));
        foreach (EditLine edit in lines.Repair!.Edits)
            to.WriteLine($"Done: {edit.Operation}, {edit.Detail}");
        foreach (PreflightLine rule in lines.Repair.Rules.Where(rule => rule.Verdict == "warn"))
            to.WriteLine($"Warning: {rule.Rule}, {rule.Value}. {rule.Advice}");
    }
}
