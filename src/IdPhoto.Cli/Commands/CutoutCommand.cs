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
using IdPhoto.Studio;

namespace IdPhoto.Cli.Commands;

/// <summary><c>idphoto cutout</c>: the person on a transparent background, as large as the picture.</summary>
internal static class CutoutCommand
{
    public static Command Create()
    {
        Argument<string> input = SharedOptions.PhotoOrFolder();
        Option<string> output = new("--out") { Description = Speech.Of("options.out-cutout"), Required = true };
        Option<string> matting = SharedOptions.Matting();
        Command command = new("cutout", Speech.Of("commands.cutout")) { input, output, matting };
        command.SetAction((line, cancel) =>
            RunAsync(line.GetRequiredValue(input), line.GetRequiredValue(output), line.GetRequiredValue(matting) == "full", cancel));
        return command;
    }

    private static Task<int> RunAsync(string input, string output, bool useSalient, CancellationToken cancel) => Directory.Exists(input)
        ? FolderAsync(input, output, useSalient, cancel)
        : OneAsync(input, new OutputFile(output), useSalient, cancel);

    private static async Task<int> OneAsync(string input, OutputFile output, bool useSalient, CancellationToken cancel)
    {
        if (output.Format() == FileFormat.Jpeg)
            throw CommandFailure.Usage(Message.Of("failures.cutout-as-jpeg"));
        output.Check(input);
        using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { UseSalient = useSalient });
        studio.Warm(cutOut: true);
        byte[] png;
        using (StageLine? progress = StageLine.OnTerminal())
        {
            byte[] file = await InputFile.ReadAsync(input, DecodeLimits.Default, cancel).ConfigureAwait(false);
            png = await CutAsync(studio, file, progress, cancel).ConfigureAwait(false);
        }
        cancel.ThrowIfCancellationRequested();
        output.Write(png);
        return ExitCodes.Done;
    }

    private static async Task<int> FolderAsync(string input, string output, bool useSalient, CancellationToken cancel)
    {
        using PhotoStudio studio = DesktopStudio.Open(new PhotoStudioOptions { UseSalient = useSalient, Threads = 1 });
        FolderRun run = FolderRun.Prepare(input, output);
        studio.Warm(cutOut: true);
        return await run.RunAsync(
            async (file, stop) => [new FolderResult(null, FileFormat.Png, await CutAsync(studio, file, null, stop).ConfigureAwait(false))], cancel).ConfigureAwait(false);
    }

    private static async Task<byte[]> CutAsync(PhotoStudio studio, byte[] file, StageLine? progress, CancellationToken cancel)
    {
        Cutout cutout = await studio.CutOutAsync(file, progress, cancel).ConfigureAwait(false);
        progress?.Report(PhotoStage.Export);
        return PictureEncoder.EncodePng(cutout.Foreground.Size, cutout.ToRgba(), cancel: cancel);
    }
}
