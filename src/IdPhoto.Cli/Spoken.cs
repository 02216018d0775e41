using IdPhoto.Words;

namespace IdPhoto.Cli;

/// <summary>The sentences of the command line.</summary>
internal static class Spoken
{
    public static Sentences English { get; } = Sentences.In(Languages.English, Place.CommandLine);
}
