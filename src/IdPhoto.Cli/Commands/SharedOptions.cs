using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using IdPhoto.Messages;
using Argument = IdPhoto.Messages.Argument;

namespace IdPhoto.Cli.Commands;

/// <summary>Arguments and options that several commands have.</summary>
internal static class SharedOptions
{
    public static Argument<string> Photo() => new("in") { Description = Speech.Of("options.photo") };

    public static Argument<string> PhotoOrFolder() => new("in") { Description = Speech.Of("options.photo-or-folder") };

    public static Option<bool> Json() => new("--json") { Description = Speech.Of("options.as-json") };

    public static Option<string> Matting() => Choice("--matting", "options.matting", "full", "person");

    /// <summary>One of a few words.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">Id of its description.</param>
    /// <param name="words">The words, the default first.</param>
    public static Option<string> Choice(string name, string description, params string[] words) => new(name)
    {
        Description = Speech.Of(description),
        HelpName = string.Join('|', words),
        DefaultValueFactory = _ => words[0],
        CustomParser = result => ReadChoice(result, name, words),
    };

    /// <summary>A whole number in a range.</summary>
    /// <param name="name">With its dashes.</param>
    /// <param name="description">Id of its description.</param>
    /// <param name="least">Smallest number.</param>
    /// <param name="most">Largest number.</param>
    public static Option<int?> Number(string name, string description, int least, int most)
        => new(name) { Description = Speech.Of(description), CustomParser = result => ReadNumber(result, name, least, most) };

    private static string? ReadChoice(ArgumentResult result, string name, string[] words)
    {
        string text = Text(result);
        if (words.Contains(text))
            return text;
        result.AddError(Speech.Say(Message.Of("usage.choice", ("option", name), ("text", text), ("choices", Argument.Any(words.Select(word => (Argument)word))))));
        return null;
    }

    private static int? ReadNumber(ArgumentResult result, string name, int least, int most)
    {
        string text = Text(result);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            return number;
        // As they are to be typed: without separators.
        Message said = Message.Of("usage.number", ("option", name), ("text", text), ("least", Argument.Number(least, 0)), ("most", Argument.Number(most, 0)));
        result.AddError(Speech.Say(said));
        return null;
    }

    private static string Text(ArgumentResult result) => result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
}
