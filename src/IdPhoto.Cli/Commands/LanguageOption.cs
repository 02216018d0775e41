using System.CommandLine;
using IdPhoto.Messages;
using IdPhoto.Words;
using Argument = IdPhoto.Messages.Argument;

namespace IdPhoto.Cli.Commands;

/// <summary><c>--lang</c>, which every command has. It is read ahead of all others, because they are described in its language.</summary>
internal static class LanguageOption
{
    private const string Name = "--lang";

    public static Option<string> Create() => new(Name)
    {
        Description = Speech.Say(Message.Of("options.lang", ("tags", Tags()))),
        HelpName = "tag",
        Recursive = true,
    };

    /// <summary>Chooses the language that was written, or else the terminal's.</summary>
    /// <param name="args">The whole command line.</param>
    /// <exception cref="CommandFailure">There is no such language.</exception>
    public static void Choose(IReadOnlyList<string> args)
    {
        Speech.ChooseTerminals();
        if (Written(args) is { } tag)
            Speech.Choose(Languages.Find(tag) ?? throw CommandFailure.Usage(Message.Of("usage.unknown-language", ("tag", tag), ("tags", Tags()))));
    }

    /// <summary>The language that was written; null where the terminal's was taken.</summary>
    public static string? Written(ParseResult line) => line.GetValue<string>(Name);

    // As the parser takes it apart: a word of its own, or behind '=' or ':'; after '--' there are only files.
    private static string? Written(IReadOnlyList<string> args)
    {
        string[] words = [.. args.TakeWhile(word => word != "--")];
        int at = Array.FindIndex(words, word => word == Name || word.StartsWith($"{Name}=", StringComparison.Ordinal) || word.StartsWith($"{Name}:", StringComparison.Ordinal));
        if (at < 0)
            return null;
        return words[at] == Name ? words.ElementAtOrDefault(at + 1) : words[at][(Name.Length + 1)..];
    }

    private static Argument Tags() => Argument.Any(Languages.All.Select(language => (Argument)language.Tag));
}
