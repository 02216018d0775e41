using IdPhoto.Messages;

namespace IdPhoto.Documents;

/// <summary>The names of file formats, which are the same in every language.</summary>
internal static class FormatNames
{
    /// <summary>All that a rule accepts, as one of several.</summary>
    public static Argument Accepted(FileRule rule) => Argument.Any(
    [
        .. Enum.GetValues<FileFormat>().Where(rule.Accepts).Select(format => (Argument)Name(format.ToString())),
        .. rule.Others.Select(format => (Argument)Name(format.ToString())),
    ]);

    private static string Name(string word) => word.ToUpperInvariant();
}
