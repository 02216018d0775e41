using System.CommandLine;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Decoding;
using IdPhoto.Desktop;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto analyze</c>: the faces of a picture and the measures of their heads.</summary>
internal static class AnalyzeCommand
{
    public static Command Create()
    {
        Argument<string> input = SharedOptions.Photo();
        Option<bool> json = SharedOptions.Json();
        Command command = new("analyze", Speech.Of("commands.analyze")) { input, json };
        command.SetAction((line, cancel) => RunAsync(line.GetRequiredValue(input), line.GetValue(json), cancel));
        return command;
    }

    private static async Task<int> RunAsync(string input, bool json, CancellationToken cancel)
    {
        using PhotoStudio studio = DesktopStudio.Open();
        studio.Warm(cutOut: false);
        Portrait portrait;
        using (StageLine? progress = StageLine.OnTerminal())
            portrait = await studio.AnalyzeAsync(
                await InputFile.ReadAsync(input, DecodeLimits.Default, cancel).ConfigureAwait(false), progress, cancel).ConfigureAwait(false);
        if (json)
            JsonOutput.Print(Analysis.Of(portrait), ReportJson.Default.Analysis);
        else
            FaceTable.Print(portrait);
        return ExitCodes.Done;
    }
}
