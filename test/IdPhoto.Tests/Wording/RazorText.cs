using System.Text;
using System.Text.RegularExpressions;
using IdPhoto.Tests.Portraits;

namespace IdPhoto.Tests.Wording;

/// <summary>A component of the app: its code, as C# that can be parsed, and the words in its markup that are in no language file.</summary>
/// <param name="Path">Relative to the repository.</param>
/// <param name="Code">Its code block and the calls in its markup.</param>
/// <param name="Words">Texts between tags, and in attributes that are read to people.</param>
internal sealed partial record RazorText(string Path, string Code, IReadOnlyList<string> Words)
{
    private static readonly Lazy<IReadOnlyList<RazorText>> Read = new(() =>
    [
        .. Directory.EnumerateFiles(System.IO.Path.Combine(TestPortraits.Root, "src"), "*.razor", SearchOption.AllDirectories)
            .Select(file => Of(System.IO.Path.GetRelativePath(TestPortraits.Root, file), File.ReadAllText(file))),
    ]);

    /// <summary>All components below src.</summary>
    public static IReadOnlyList<RazorText> All => Read.Value;

    /// <summary>Reads a component.</summary>
    public static RazorText Of(string path, string text)
    {
        text = Comment().Replace(text, "");
        int code = text.IndexOf("@code", StringComparison.Ordinal);
        string markup = code < 0 ? text : text[..code];
        StringBuilder written = new("class Component {\n");
        if (code >= 0)
            written.Append(text[(text.IndexOf('{', code) + 1)..text.LastIndexOf('}')]);
        written.Append("\nvoid Markup() {\n");
        foreach (Match literal in Literal().Matches(markup))
            written.Append("_ = ").Append(literal.Value).Append(";\n");
        foreach (Match call in Call().Matches(markup))
            written.Append(Balanced(markup, call.Index)).Append(";\n");
        written.Append("} }");
        return new RazorText(path, written.ToString(), [.. WordsIn(markup)]);
    }

    private static IEnumerable<string> WordsIn(string markup)
    {
        string plain = Expression().Replace(markup, "");
        foreach (Match attribute in Attribute().Matches(plain))
            yield return attribute.Value;
        foreach (Match between in Between().Matches(plain))
            if (between.Groups[1].Value.Trim() is not "ID Photo Expert")
                yield return between.Groups[1].Value.Trim();
    }

    // From the name to the bracket that closes the call.
    private static string Balanced(string text, int start)
    {
        int depth = 0;
        for (int i = text.IndexOf('(', start); i < text.Length; i++)
        {
            depth += text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
                return text[start..(i + 1)];
        }
        return "";
    }

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"[a-z]+\\.[a-z0-9-]+\"")]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?<![\w.])(Say|Message\.Of)(?=\()")]
    private static partial Regex Call();

    [GeneratedRegex(@"@[\w.]+(\([^<>]*?\))?(?=[<\s""])|@\([^<>]*?\)(?=[<\s""])")]
    private static partial Regex Expression();

    [GeneratedRegex("(alt|aria-label|title|placeholder)=\"[^\"@]*[A-Za-z]{3,}[^\"@]*\"")]
    private static partial Regex Attribute();

    [GeneratedRegex(@">([^<>@{}()=;]*[A-Za-z]{3,}[^<>@{}()=;]*)</")]
    private static partial Regex Between();
}
