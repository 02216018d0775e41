using IdPhoto.Studio;

namespace IdPhoto.Cli.Tables;

/// <summary>Shows the stage of the work in one line of a terminal, and takes the line away at the end.</summary>
internal sealed class StageLine : IProgress<PhotoStage>, IDisposable
{
    private const string Erase = "\r\e[K";

    /// <summary>A progress line, or null where standard error is not a terminal.</summary>
    public static StageLine? OnTerminal() => Console.IsErrorRedirected ? null : new StageLine();

    public void Report(PhotoStage value) => Console.Error.Write(Erase + Speech.Of(value switch
    {
        PhotoStage.Decode => "progress.decode",
        PhotoStage.FindFace => "progress.find-face",
        PhotoStage.CutOut => "progress.cut-out",
        PhotoStage.Check => "progress.check",
        _ => "progress.export",
    }));

    public void Dispose() => Console.Error.Write(Erase);
}
