using IdPhoto.Studio;

namespace IdPhoto.Cli.Tables;

/// <summary>Shows the stage of the work in one line of a terminal, and takes the line away at the end.</summary>
internal sealed class StageLine : IProgress<PhotoStage>, IDisposable
{
    private const string Erase = "\r\e[K";

    /// <summary>A progress line, or null where standard error is not a terminal.</summary>
    public static StageLine? OnTerminal() => Console.IsErrorRedirected ? null : new StageLine();

    public void Report(PhotoStage value) => Console.Error.Write(Erase + value switch
    {
        PhotoStage.Decode => "Reading the picture...",
        PhotoStage.FindFace => "Finding the face...",
        PhotoStage.CutOut => "Cutting out and composing...",
        PhotoStage.Check => "Checking...",
        _ => "Writing the photo...",
    });

    public void Dispose() => Console.Error.Write(Erase);
}
