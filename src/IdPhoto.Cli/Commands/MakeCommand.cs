using System.CommandLine;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Folders;
using IdPhoto.Cli.Many;
using IdPhoto.Cli.Reports;
using IdPhoto.Cli.Tables;
using IdPhoto.Decoding;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Edits;
using IdPhoto.Exporting;
using IdPhoto.Messages;
using IdPhoto.Portraits;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto make</c>: a document's photo, or those of a folder.</summary>
internal static class MakeCommand
{
    public static Command Create()
    {
        Argument<string> input = SharedOptions.PhotoOrFolder();
        Option<string> spec = SpecChoice.SpecOption("options.spec-several");
        Option<string> custom = SpecChoice.CustomOption();
        Option<string> output = new("--out") { Description = Speech.Of("options.out-photo"), Required = true };
        Option<string> background = new("--background") { Description = Speech.Of("options.background") };
        Option<bool> allowEdits = new("--allow-edits") { Description = Speech.Of("options.allow-edits") };
        Option<bool> mirror = new("--mirror") { Description = Speech.Of("options.mirror") };
        Option<int?> dpi = SharedOptions.Number("--dpi", "options.dpi", PhotoSpec.LowestDpi, PhotoSpec.HighestDpi);
        Option<int?> minKb = SharedOptions.Number("--min-kb", "options.min-kb", 1, FileRule.HighestMinKb);
        Option<int?> maxKb = SharedOptions.Number("--max-kb", "options.max-kb", 1, FileRule.HighestMaxKb);
        Option<string> report = new("--report") { Description = Speech.Of("options.report") };
        Option<double?> age = CheckCommand.Age();
        Option<bool> force = new("--force") { Description = Speech.Of("options.force") };
        Option<string> matting = SharedOptions.Matting();
        Command command = new("make", Speech.Of("commands.make")) { input, spec, custom, output, background, allowEdits, mirror, dpi, minKb, maxKb, report, age, force, matting };
        command.SetAction((line, cancel) => RunAsync(
            new MakeRequest
            {
                Input = line.GetRequiredValue(input),
                Output = line.GetRequiredValue(output),
                SpecId = line.GetValue(spec),
                Custom = line.GetValue(custom),
                Background = line.GetValue(background),
                Dpi = line.GetValue(dpi),
                MinKb = line.GetValue(minKb),
                MaxKb = line.GetValue(maxKb),
                AllowEdits = line.GetValue(allowEdits),
                Mirror = line.GetValue(mirror),
                Report = line.GetValue(report),
                Age = line.GetValue(age),
                Force = line.GetValue(force),
                UseSalient = line.GetRequiredValue(matting) == "full",
            },
            cancel));
        return command;
    }

    private static Task<int> RunAsync(MakeRequest request, CancellationToken cancel)
    {
        if (Directory.Exists(request.Input))
            return SpecChoice.AreSeveral(request.SpecId) ? ManyRun.OfFolderAsync(request, cancel) : FolderAsync(request, cancel);
        return SpecChoice.AreSeveral(request.SpecId) ? ManyRun.RunAsync(request, cancel) : OneAsync(request, cancel);
    }

    private static async Task<int> OneAsync(MakeRequest request, CancellationToken cancel)
    {
        OutputFile output = new(request.Output);
        OutputFile? report = request.Report is null ? null : new OutputFile(request.Report);
        if (report?.IsSame(output) == true)
            throw CommandFailure.Usage(Message.Of("failures.same-output"));
        IdPhotoOptions options = request.Options(output.Format());
        output.Check(request.Input);
        report?.Check(request.Input);
        using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { UseSalient = request.UseSalient });
        studio.Warm(cutOut: false);
        // The networks load meanwhile: setting up the reader of documents takes a tenth of a second.
        PhotoSpec spec = MakeRequest.Spec(request.Choices[0], options);
        if (EditPlan.NeedsPerson(spec, options.Make))
            studio.Warm(cutOut: true);
        IdPhotoFile photo;
        using (StageLine? progress = StageLine.OnTerminal())
        {
            byte[] file = await InputFile.ReadAsync(request.Input, DecodeLimits.Default, cancel).ConfigureAwait(false);
            try
            {
                photo = await studio.MakeAsync(file, spec, options, progress, cancel).ConfigureAwait(false);
            }
            catch (PhotoException refusal)
            {
                throw Failure.ToldFirst(refusal, spec);
            }
        }
        cancel.ThrowIfCancellationRequested();
        MadeReport made = MadeReport.Of(photo, Speech.Words);
        output.Write(photo.Bytes);
        report?.Write(JsonOutput.Utf8(made, ReportJson.Default.MadeReport));
        MadeTable.Print(photo, made, toError: output.IsStream || report?.IsStream == true);
        return ExitCodes.Done;
    }

    private static async Task<int> FolderAsync(MakeRequest request, CancellationToken cancel)
    {
        if (request.Report is not null)
            throw CommandFailure.Usage(Message.Of("failures.report-of-folder"));
        IdPhotoOptions options = request.Options(format: null) with { Warn = false };
        PhotoSpec spec = MakeRequest.Spec(request.Choices[0], options);
        FolderRun run = FolderRun.Prepare(request.Input, request.Output);
        using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { UseSalient = request.UseSalient, Threads = 1 });
        studio.Warm(EditPlan.NeedsPerson(spec, options.Make));
        // Once for all: no photo's line tells it.
        foreach (Message warning in PhotoWarnings.Before(spec, options.Make))
            Console.Out.WriteLine(Speech.Say(Message.Of("tables.warning", ("warning", warning))));
        return await run.RunAsync(
            async (file, stop) =>
            {
                IdPhotoFile made = await studio.MakeAsync(file, spec, options, null, stop).ConfigureAwait(false);
                return [new FolderResult(null, made.Format, made.Bytes) { Notes = [.. PortraitNotes.Of(made.Photo)] }];
            },
            cancel).ConfigureAwait(false);
    }
}
