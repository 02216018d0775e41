using System.Text.RegularExpressions;
using IdPhoto.Tests.Portraits;
using IdPhoto.Words;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdPhoto.Tests.Wording;

/// <summary>The product's source as the compiler reads it, to find what is said in it.</summary>
internal static partial class SourceText
{
    private static readonly string[] Areas = [.. LanguageFile.Texts(Languages.English).Select(sentence => sentence.Area).Distinct()];

    private static readonly Lazy<IReadOnlyList<SyntaxTree>> Parsed = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(TestPortraits.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: Path.GetRelativePath(TestPortraits.Root, file))),
        .. RazorText.All.Select(razor => CSharpSyntaxTree.ParseText(razor.Code, path: razor.Path)),
    ]);

    /// <summary>All files below src.</summary>
    public static IReadOnlyList<SyntaxTree> Files => Parsed.Value;

    /// <summary>Patterns of all message ids that the source names: literals, and interpolated ones with a gap for what is put in.</summary>
    public static IReadOnlyList<IdPattern> IdPatterns()
        => [.. Nodes<ExpressionSyntax>().Select(Id).OfType<string>().Distinct().Select(id => new IdPattern(id))];

    /// <summary>Calls of <c>Message.Of</c> with a literal id: the id, the names of its facts, and the place.</summary>
    public static IEnumerable<(string Id, string[] Names, string Where)> Calls()
    {
        foreach (InvocationExpressionSyntax call in Nodes<InvocationExpressionSyntax>().Where(call => call.Expression.ToString() is "Message.Of" or "Messages.Message.Of" or "Say"))
        {
            SeparatedSyntaxList<ArgumentSyntax> given = call.ArgumentList.Arguments;
            if (given.Count > 0 && given[0].Expression is LiteralExpressionSyntax id && id.IsKind(SyntaxKind.StringLiteralExpression) && given.Skip(1).All(fact => fact.Expression is TupleExpressionSyntax))
                yield return (id.Token.ValueText, [.. given.Skip(1).Select(fact => ((TupleExpressionSyntax)fact.Expression).Arguments[0].Expression.ToString().Trim('"'))], Where(call));
        }
    }

    /// <summary>All nodes of a kind.</summary>
    public static IEnumerable<T> Nodes<T>()
        where T : SyntaxNode
        => Files.SelectMany(file => file.GetRoot().DescendantNodes().OfType<T>());

    /// <summary>File and line of a node.</summary>
    public static string Where(SyntaxNode node) => $"{node.SyntaxTree.FilePath}:{node.GetLocation().GetLineSpan().StartLinePosition.Line + 1}";

    private static string? Id(ExpressionSyntax expression)
    {
        string? pattern = expression switch
        {
            LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => Regex.Escape(literal.Token.ValueText).Replace(@"\-", "-", StringComparison.Ordinal),
            InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(part => part is InterpolatedStringTextSyntax plain ? Regex.Escape(plain.TextToken.ValueText) : "[a-z0-9-]+")),
            _ => null,
        };
        // 'rules.json', 'records.db-wal' and 'rights.css' are names of files.
        return pattern is not null && !FileName().IsMatch(pattern) && Shape().IsMatch(pattern) && Areas.Contains(pattern.Split('\\')[0]) ? pattern : null;
    }

    [GeneratedRegex(@"\\\.(json|db|sock|css|js)(-[a-z]+)?$")]
    private static partial Regex FileName();

    [GeneratedRegex(@"^[a-z]+(\\\.([a-z0-9-]|\[a-z0-9-\]\+)+)+$")]
    private static partial Regex Shape();
}

/// <summary>Which ids a place in the source names: nearly always one.</summary>
internal sealed class IdPattern(string pattern)
{
    private readonly Regex? _several = pattern.Contains('[') ? new Regex($"^{pattern}$") : null;
    private readonly string _one = Regex.Unescape(pattern);

    public bool Names(string id) => _several?.IsMatch(id) ?? id == _one;

    public override string ToString() => pattern;
}
