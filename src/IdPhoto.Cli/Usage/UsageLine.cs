using System.CommandLine;

namespace IdPhoto.Cli.Usage;

/// <summary>How a command is written.</summary>
internal static class UsageLine
{
    /// <summary>With all commands above it, such as 'idphoto make &lt;in&gt; [options]'.</summary>
    public static string Of(Command command)
    {
        IEnumerable<string> names = Above(command).Reverse().Append(Name(command));
        IEnumerable<string> subcommands = command.Subcommands.Count > 0 ? [Speech.Of("help.usage-command")] : [];
        return string.Join(' ', [.. names, .. subcommands, .. command.Arguments.Select(Placeholder), Speech.Of("help.usage-options")]);
    }

    /// <summary>Without the commands above it, such as 'make &lt;in&gt;'.</summary>
    public static string Short(Command command) => string.Join(' ', command.Arguments.Select(Placeholder).Prepend(Name(command)));

    private static IEnumerable<string> Above(Command command)
        => command.Parents.OfType<Command>().SelectMany(parent => Above(parent).Prepend(Name(parent)));

    private static string Name(Command command) => command is RootCommand ? "idphoto" : command.Name;

    private static string Placeholder(Argument argument)
    {
        string name = argument.Arity.MaximumNumberOfValues > 1 ? $"<{argument.Name}>..." : $"<{argument.Name}>";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
    }
}
