using System.CommandLine;
using IdPhoto.Cli.Files;
using IdPhoto.Documents;
using IdPhoto.Messages;
using Argument = IdPhoto.Messages.Argument;

namespace IdPhoto.Cli.Commands;

/// <summary>The document that the user named: an identifier, a file of one's own, or a custom line.</summary>
/// <param name="Named">What was written for --spec.</param>
/// <param name="Custom">What was written for --custom.</param>
internal sealed record SpecChoice(string? Named, string? Custom)
{
    /// <summary>A record has a few thousand bytes; whatever is much larger is something else.</summary>
    private const int LargestFile = 1 << 20;

    /// <param name="description">Id of the option's description.</param>
    public static Option<string> SpecOption(string description) => new("--spec") { Description = Speech.Of(description) };

    public static Option<string> CustomOption() => new("--custom") { Description = Speech.Of("options.custom") };

    /// <summary>The documents of a command line, in the order they were written; one that is repeated counts once.</summary>
    /// <param name="named">What was written for --spec: one or several, with commas between them.</param>
    /// <param name="custom">What was written for --custom.</param>
    /// <exception cref="CommandFailure">Neither or both were written, or nothing is named.</exception>
    public static IReadOnlyList<SpecChoice> All(string? named, string? custom)
    {
        if (named is null == custom is null)
            throw CommandFailure.Usage(Message.Of("failures.spec-or-custom"));
        if (custom is not null)
            return [new SpecChoice(null, custom)];
        string[] names = Names(named!);
        return names.Length > 0
            ? [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => new SpecChoice(name, null))]
            : throw CommandFailure.Usage(Message.Of("failures.spec-empty"));
    }

    /// <summary>Whether several were written, be it one document repeatedly: then the results go into a folder.</summary>
    /// <param name="named">What was written for --spec.</param>
    public static bool AreSeveral(string? named) => named is not null && Names(named).Length > 1;

    /// <summary>The one document of a command line.</summary>
    /// <param name="named">What was written for --spec.</param>
    /// <param name="custom">What was written for --custom.</param>
    /// <exception cref="CommandFailure">None, several or both were written.</exception>
    public static SpecChoice Only(string? named, string? custom)
        => All(named, custom) is [SpecChoice one] ? one : throw CommandFailure.Usage(Message.Of("failures.one-document"));

    /// <summary>The document.</summary>
    /// <exception cref="CommandFailure">There is none of this name, or it is not right.</exception>
    public PhotoSpec Find()
    {
        try
        {
            if (Custom is not null)
                return CustomSpec.Parse(Custom);
            return IsFile(Named!) ? PhotoSpecs.Parse(Text(Named!)) : PhotoSpecs.Find(Named!);
        }
        catch (PhotoException refusal)
        {
            throw CommandFailure.Usage(refusal);
        }
    }

    private static string[] Names(string named) => named.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static bool IsFile(string name) => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static string Text(string path) => FileTrouble.Guard(path, FileUse.Read, () => new FileInfo(path).Length <= LargestFile
        ? File.ReadAllText(path)
        : throw new PhotoException(Refusals.InvalidSpec, Message.Of("failures.record-too-large", ("most", Argument.Quantity(LargestFile / 1048576.0, Units.Megabytes, 0)))));
}
