using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Codecs;
using IdPhoto.Compliance;
using IdPhoto.Compliance.Ofiq;
using IdPhoto.Decoding;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto check</c>: verdicts on a picture as it is.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Argument<string> input = SharedOptions.Photo();
        Option<string> spec = SpecChoice.SpecOption("options.spec");
        Option<string> custom = SpecChoice.CustomOption();
        Option<string> kind = SharedOptions.Choice("--as", "options.as", "auto", "finished", "capture");
        Option<double?> age = Age();
        Option<bool> covering = new("--covering-excepted") { Description = Speech.Of("options.covering-excepted") };
        Option<bool> ofiq = new("--ofiq") { Description = Speech.Of("options.ofiq") };
        Option<bool> expert = new("--expert") { Description = Speech.Of("options.expert") };
        Option<string> overlay = new("--overlay") { Description = Speech.Of("options.overlay") };
        Option<bool> json = SharedOptions.Json();
        Command command = new("check", Speech.Of("commands.check")) { input, spec, custom, kind, age, covering, expert, ofiq, overlay, json };
        command.SetAction((line, cancel) => RunAsync(
            line.GetRequiredValue(input), SpecChoice.Only(line.GetValue(spec), line.GetValue(custom)),
            new CheckOptions { Kind = Enum.Parse<PhotoKind>(line.GetRequiredValue(kind), ignoreCase: true), AgeYears = line.GetValue(age), CoveringExcepted = line.GetValue(covering) },
            line.GetValue(expert), line.GetValue(ofiq), line.GetValue(overlay), line.GetValue(json), cancel));
        return command;
    }

    /// <summary>The age in years, fractions allowed.</summary>
    public static Option<double?> Age() => new("--age")
    {
        Description = Speech.Of("options.age"),
        CustomParser = ReadAge,
    };

    private static double? ReadAge(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double years) && years is >= 0 and <= 120)
            return years;
        result.AddError(Speech.Say(Message.Of("usage.age", ("option", "--age"), ("text", text), ("least", 0), ("most", 120))));
        return null;
    }

    private static async Task<int> RunAsync(string input, SpecChoice choice, CheckOptions options, bool expert, bool ofiq, string? overlay, bool json, CancellationToken cancel)
    {
        OutputFile? picture = overlay is null ? null : new OutputFile(overlay);
        FileFormat format = picture?.Format() ?? FileFormat.Png;
        picture?.Check(input);
        if (json && picture?.IsStream == true)
            throw CommandFailure.Usage(Message.Of("failures.json-and-overlay"));
        using PhotoStudio studio = DesktopStudio.Open();
        studio.Warm(cutOut: false);
        PhotoSpec spec = choice.Find();
        CheckedPhoto photo;
        using (StageLine? progress = StageLine.OnTerminal())
        {
            byte[] file = await InputFile.ReadAsync(input, DecodeLimits.Default, cancel).ConfigureAwait(false);
            photo = await studio.CheckAsync(file, spec, options, progress, cancel).ConfigureAwait(false);
        }
        IReadOnlyList<OfiqMeasure>? measures = ofiq ? photo.Ofiq() : null;
        cancel.ThrowIfCancellationRequested();
        picture?.Write(format == FileFormat.Png ? PictureEncoder.EncodePng(photo.Overlay(Speech.Words), null, cancel) : PictureEncoder.EncodeJpeg(photo.Overlay(Speech.Words), new(), cancel));
        if (json)
            JsonOutput.Print(ComplianceLine.Of(photo.Report, Speech.Words, measures), ReportJson.Default.ComplianceLine);
        else
            CheckTable.Print(photo, measures, expert, toError: picture?.IsStream == true);
        return photo.Report.Overall == Verdict.Fail ? ExitCodes.RuleBroken : ExitCodes.Done;
    }
}
