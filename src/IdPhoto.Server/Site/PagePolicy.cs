using System.Text.RegularExpressions;

namespace IdPhoto.Server.Site;

/// <summary>The content policy that a page of the app states in itself: what it may load was decided when the app was built.</summary>
internal static partial class PagePolicy
{
    /// <summary>A page that does not begin by forbidding everything is not one of ours.</summary>
    private const string Strict = "default-src 'none'; ";

    /// <summary>The policy, or null where the page states none, or one that allows by default.</summary>
    /// <param name="page">The page's file.</param>
    public static string? Of(string page)
        => Stated().Match(File.ReadAllText(page)) is { Success: true } match && match.Groups[1].Value.StartsWith(Strict, StringComparison.Ordinal) ? match.Groups[1].Value : null;

    [GeneratedRegex("""<meta http-equiv="Content-Security-Policy" content="([^"\r\n]*)">""")]
    private static partial Regex Stated();
}
