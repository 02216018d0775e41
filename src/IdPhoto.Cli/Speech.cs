using IdPhoto.Messages;
using IdPhoto.Words;

namespace IdPhoto.Cli;

/// <summary>The language that this process speaks: one for its whole life, chosen before any command is described or run.</summary>
internal static class Speech
{
    /// <summary>The sentences.</summary>
    public static Sentences Words { get; private set; } = Sentences.In(Languages.English, Place.CommandLine);

    /// <summary>Chooses a language.</summary>
    public static void Choose(Language language) => Words = Sentences.In(language, Place.CommandLine);

    /// <summary>Chooses the language of the terminal.</summary>
    public static void ChooseTerminals() => Choose(Languages.Best(Locale()));

    /// <summary>A message in that language.</summary>
    public static string Say(Message message) => Words.Say(message);

    /// <summary>A fact by itself.</summary>
    public static string Say(Argument argument) => Words.Say(argument);

    /// <summary>A sentence without facts.</summary>
    /// <param name="id">Of a message.</param>
    public static string Of(string id) => Words.Say(Message.Of(id));

    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    // The order of POSIX: LC_ALL before LC_MESSAGES before LANG. A locale of 'C' asks for nothing.
    private static IEnumerable<string> Locale()
        => Variables.Select(Environment.GetEnvironmentVariable).OfType<string>().Where(name => name.Length > 0).Take(1);
}
