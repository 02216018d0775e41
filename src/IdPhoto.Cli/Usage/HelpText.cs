using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using IdPhoto.Cli.Tables;
using IdPhoto.Messages;

namespace IdPhoto.Cli.Usage;

/// <summary>The help of a command in the language of the reader, which the parser's own cannot be given in.</summary>
internal sealed class HelpText : SynchronousCommandLineAction
{
    /// <summary>Puts this help in the place of the parser's.</summary>
    public static void Replace(RootCommand root)
    {
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpText();
        help.Description = Speech.Of("options.help");
        root.Options.OfType<VersionOption>().Single().Description = Speech.Of("options.version");
    }

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        Command command = parseResult.CommandResult.Command;
        Console.Out.WriteLine(Speech.Of("help.description"));
        Section([[command.Description ?? ""]]);
        Console.Out.WriteLine(Speech.Of("help.usage"));
        Section([[UsageLine.Of(command)]]);
        Section("help.arguments", command.Arguments.Select(argument => (string[])[$"<{argument.Name}>", argument.Description ?? ""]));
        Section("help.options", Options(command).Select(option => (string[])[Label(option), Described(option)]));
        Section("help.commands", command.Subcommands.Select(sub => (string[])[UsageLine.Short(sub), sub.Description ?? ""]));
        return ExitCodes.Done;
    }

    private static void Section(string heading, IEnumerable<string[]> rows)
    {
        string[][] all = [.. rows];
        if (all.Length == 0)
            return;
        Console.Out.WriteLine(Speech.Of(heading));
        Section(all);
    }

    private static void Section(string[][] rows)
    {
        HelpColumns.Write(rows);
        Console.Out.WriteLine();
    }

    private static IEnumerable<Option> Options(Command command)
        => command.Options.Concat(command.Parents.OfType<Command>().SelectMany(Options).Where(option => option.Recursive)).Where(option => !option.Hidden);

    private static string Label(Option option)
    {
        // '/h' is for Windows' own programs.
        string names = string.Join(", ", option.Aliases.Where(alias => alias[0] == '-').Append(option.Name).Distinct());
        return option.Arity.MaximumNumberOfValues == 0 || option.ValueType == typeof(bool) ? names : $"{names} <{option.HelpName ?? option.Name.TrimStart('-')}>";
    }

    private static string Described(Option option)
    {
        string description = option.Description ?? "";
        if (option.Required)
            return Speech.Say(Message.Of("help.required", ("description", description)));
        return option.HasDefaultValue && option.ValueType == typeof(string)
            ? Speech.Say(Message.Of("help.default", ("description", description), ("value", $"{option.GetDefaultValue()}")))
            : description;
    }
}
