using System.CommandLine;
using System.CommandLine.Parsing;
using IdPhoto.Messages;
using Argument = System.CommandLine.Argument;

namespace IdPhoto.Cli.Usage;

/// <summary>
/// What is wrong with a command line, in the language of the reader. The parser's own sentences cannot be replaced, so each is
/// worked out again from where it arose.
/// </summary>
internal static class UsageProblems
{
    /// <summary>All problems, and where to read what can be written.</summary>
    public static string Of(ParseResult line)
    {
        IEnumerable<string> problems = line.Errors.SelectMany(error => Sentences(error, line)).Distinct();
        string command = string.Join(' ', Names(line.CommandResult).Reverse());
        return string.Join(' ', problems.Append(Speech.Say(Message.Of("usage.see-help", ("command", command)))));
    }

    private static IEnumerable<string> Sentences(ParseError error, ParseResult line) => error.SymbolResult switch
    {
        OptionResult option => [OfOption(option, error)],
        ArgumentResult { Parent: OptionResult option } => [OfOption(option, error)],
        ArgumentResult { Tokens.Count: 0 } argument => [Missing(argument.Argument)],
        CommandResult command => OfCommand(command, line).Select(Speech.Say),
        _ => Unknown(line).Select(Speech.Say),
    };

    private static string OfOption(OptionResult result, ParseError error)
    {
        Option option = result.Option;
        if (option is VersionOption)
            return Speech.Of("usage.version-alone");
        if (option.ValueType == typeof(bool))
            return Speech.Say(Message.Of("usage.no-value", ("option", option.Name)));
        return result.Tokens.Count switch
        {
            0 when result.Implicit => Speech.Say(Message.Of("usage.option-missing", ("option", option.Name))),
            0 => Speech.Say(Message.Of("usage.value-missing", ("option", option.Name))),
            // Said by the option's own reader.
            1 => error.Message,
            _ => Speech.Say(Message.Of("usage.one-value", ("option", option.Name))),
        };
    }

    // The parser blames the command for words too many, and where it needs another command behind it.
    private static IEnumerable<Message> OfCommand(CommandResult result, ParseResult line)
        => result.Command is { Action: null, Subcommands.Count: > 0 } && line.UnmatchedTokens.Count == 0 ? [Message.Of("usage.command-missing")] : Unknown(line);

    private static IEnumerable<Message> Unknown(ParseResult line) => line.UnmatchedTokens.Select(word => Message.Of("usage.unknown-word", ("word", word)));

    private static string Missing(Argument argument) => Speech.Say(Message.Of("usage.argument-missing", ("argument", argument.Name)));

    /// <summary>The command as it was written, from its last word to the first.</summary>
    private static IEnumerable<string> Names(SymbolResult? result)
    {
        for (; result is CommandResult command; result = result.Parent)
            yield return command.Command is RootCommand ? "idphoto" : command.Command.Name;
    }
}
