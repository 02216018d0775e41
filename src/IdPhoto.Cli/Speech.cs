using IdPhoto.Messages;
using IdPhoto.Words;

namespace IdPhoto.Cli;

/// <summary>The language that this process speaks: one for its whole life, set before any command runs.</summary>
internal static class Speech
{
    /// <summary>The sentences.</summary>
    public static Sentences Words { get; private set; } = Sentences.In(Languages.English, Place.CommandLine);

    /// <summary>Chooses the language: the one asked for, or the terminal's.</summary>
    /// <param name="asked">What '--lang' says; null for none.</param>
    public static void Choose(string? asked) => Words = Sentences.In(Languages.Best(asked is null ? Locale() : [asked]), Place.CommandLine);

    /// <summary>A message in that language.</summary>
    public static string Say(Message message) => Words.Say(message);

    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    // The order of POSIX: LC_ALL before LC_MESSAGES before LANG. A locale of 'C' asks for nothing.
    private static IEnumerable<string> Locale()
        => Variables.Select(Environment.GetEnvironmentVariable).OfType<string>().Where(name => name.Length > 0).Take(1);
}
