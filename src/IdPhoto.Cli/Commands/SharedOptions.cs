using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace IdPhoto.Cli.Commands;

/// <summary>Arguments and options that several commands have.</summary>
internal static class SharedOptions
{
    public static Argument<string> Photo() => new("in") { Description = "A JPEG, PNG, WebP, AVIF, HEIC or TIFF file; '-' reads standard input." };

    public static Argument<string> PhotoOrFolder() => new("in")
    {
        Description = "A JPEG, PNG, WebP, AVIF, HEIC or TIFF file; '-' reads standard input; a folder makes one result per photo in it.",
    };

    public static Option<bool> Json() => new("--json") { Description = "Writes JSON." };

    public static Option<string> Matting()
    {
        Option<string> option = new("--matting")
        {
            Description = "'full' runs both networks that see people; 'person' the small one alone: faster, coarser at hair.",
            DefaultValueFactory = _ => "full",
        };
        return option.AcceptOnlyFromAmong("full", "person");
    }

    /// <summary>A whole number in a range.</summary>
    public static Option<int?> Number(string name, string description, int least, int most)
        => new(name) { Description = description, CustomParser = result => ReadNumber(result, name, least, most) };

    private static int? ReadNumber(ArgumentResult result, string name, int least, int most)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
            return number;
        result.AddError($"'{name} {text}': write a whole number from {least} to {most}.");
        return null;
    }
}
