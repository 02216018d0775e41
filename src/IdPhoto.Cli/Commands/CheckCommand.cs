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
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto check</c>: verdicts on a picture as it is.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        Argument<string> input = SharedOptions.Photo();
        Option<string> spec = SpecChoice.SpecOption("The document; 'idphoto specs' lists them. A '.json' file is a record of one's own.");
        Option<string> custom = SpecChoice.CustomOption();
        Option<string> kind = new Option<string>("--as")
        {
            Description = "'finished' for a photo to hand in, 'capture' for a picture from which it is still to be cut; 'auto' decides by shape and head size.",
            DefaultValueFactory = _ => "auto",
        }.AcceptOnlyFromAmong("auto", "finished", "capture");
        Option<double?> age = Age();
        Option<bool> covering = new("--covering-excepted") { Description = "The head is covered for religious or medical reasons." };
        Option<bool> ofiq = new("--ofiq") { Description = "Adds the measures of ISO/IEC 29794-5 as OFIQ names and scales them." };
        Option<string> overlay = new("--overlay") { Description = "Writes the picture with the measured lines and the failed rules drawn on it, as .png or .jpg." };
        Option<bool> json = SharedOptions.Json();
        Command command = new("check", "Checks a picture against a document's rules and changes nothing.") { input, spec, custom, kind, age, covering, ofiq, overlay, json };
        command.SetAction((line, cancel) => RunAsync(
            line.GetRequiredValue(input), SpecChoice.Only(line.GetValue(spec), line.GetValue(custom)),
            new CheckOptions { Kind = Enum.Parse<PhotoKind>(line.GetRequiredValue(kind), ignoreCase: true), AgeYears = line.GetValue(age), CoveringExcepted = line.GetValue(covering) },
            line.GetValue(ofiq), line.GetValue(overlay), line.GetValue(json), cancel));
        return command;
    }

    /// <summary>The age in years, fractions allowed.</summary>
    public static Option<double?> Age() => new("--age")
    {
        Description = "Age of the person in years; below 11, 6 and 1 rules are relaxed. Default: an adult.",
        CustomParser = ReadAge,
    };

    private static double? ReadAge(ArgumentResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double years) && years is >= 0 and <= 120)
            return years;
        result.AddError($"'--age {text}': write the age in years, 0 to 120, such as 34 or 0.5.");
        return null;
    }

    private static async Task<int> RunAsync(string input, SpecChoice choice, CheckOptions options, bool ofiq, string? overlay, bool json, CancellationToken cancel)
    {
        OutputFile? picture = overlay is null ? null : new OutputFile(overlay);
        FileFormat format = picture?.Format() ?? FileFormat.Png;
        picture?.Check(input);
        if (json && picture?.IsStream == true)
            throw CommandFailure.Usage("'--json' and '--overlay -' would both write to standard output.");
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
            CheckTable.Print(photo.Report, measures, toError: picture?.IsStream == true);
        return photo.Report.Overall == Verdict.Fail ? ExitCodes.RuleBroken : ExitCodes.Done;
    }
}
