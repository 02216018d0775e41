using System.CommandLine;
using IdPhoto.Cli.Files;
using IdPhoto.Cli.Folders;
using IdPhoto.Cli.Tables;
using IdPhoto.Codecs;
using IdPhoto.Decoding;
using IdPhoto.Desktop;
using IdPhoto.Documents;
using IdPhoto.Matting;
using IdPhoto.Messages;
using IdPhoto.Persons;
using IdPhoto.Studio;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto cutout</c>: the person on a transparent background, as large as the picture.</summary>
internal static class CutoutCommand
{
    public static Command Create()
    {
        Argument<string> input = SharedOptions.PhotoOrFolder();
        Option<string> output = new("--out") { Description = Speech.Of("options.out-cutout"), Required = true };
        Option<string> people = SharedOptions.Choice("--people", "options.people", "all", "main");
        Option<string> matting = SharedOptions.Matting();
        Command command = new("cutout", Speech.Of("commands.cutout")) { input, output, people, matting };
        command.SetAction((line, cancel) => RunAsync(
            line.GetRequiredValue(input), line.GetRequiredValue(output), Enum.Parse<People>(line.GetRequiredValue(people), ignoreCase: true),
            line.GetRequiredValue(matting) == "full", cancel));
        return command;
    }

    private static Task<int> RunAsync(string input, string output, People people, bool useSalient, CancellationToken cancel) => Directory.Exists(input)
        ? FolderAsync(input, output, people, useSalient, cancel)
        : OneAsync(input, new OutputFile(output), people, useSalient, cancel);

    private static async Task<int> OneAsync(string input, OutputFile output, People people, bool useSalient, CancellationToken cancel)
    {
        if (output.Format() == FileFormat.Jpeg)
            throw CommandFailure.Usage(Message.Of("failures.cutout-as-jpeg"));
        output.Check(input);
        using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { UseSalient = useSalient });
        studio.Warm(cutOut: true);
        FolderResult made;
        using (StageLine? progress = StageLine.OnTerminal())
        {
            byte[] file = await InputFile.ReadAsync(input, DecodeLimits.Default, cancel).ConfigureAwait(false);
            made = await CutAsync(studio, file, people, isAlone: true, progress, cancel).ConfigureAwait(false);
        }
        cancel.ThrowIfCancellationRequested();
        output.Write(made.Bytes);
        foreach (Message note in made.Notes)
            (output.IsStream ? Console.Error : Console.Out).WriteLine(Speech.Say(note));
        return ExitCodes.Done;
    }

    private static async Task<int> FolderAsync(string input, string output, People people, bool useSalient, CancellationToken cancel)
    {
        using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { UseSalient = useSalient, Threads = 1 });
        FolderRun run = FolderRun.Prepare(input, output);
        studio.Warm(cutOut: true);
        return await run.RunAsync(async (file, stop) => [await CutAsync(studio, file, people, isAlone: false, null, stop).ConfigureAwait(false)], cancel).ConfigureAwait(false);
    }

    private static async Task<FolderResult> CutAsync(PhotoStudio studio, byte[] file, People wanted, bool isAlone, StageLine? progress, CancellationToken cancel)
    {
        Cutout cutout = await studio.CutOutPeopleAsync(file, wanted, progress, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.Export);
        byte[] png = PictureEncoder.EncodePng(cutout.Foreground.Size, cutout.ToRgba(), cancel: cancel);
        Message people = Message.Of("progress.people", ("count", cutout.People));
        // One person is what a folder's line says of itself.
        return new FolderResult(null, FileFormat.Png, png) { Notes = cutout.People == 1 && !isAlone ? cutout.Notes : [people, .. cutout.Notes] };
    }
}
