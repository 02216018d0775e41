using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IdPhoto.Tests.Wording;

/// <summary>A string in the source that a person might read: three words or more, or two that begin with a capital and end with a period.</summary>
/// <param name="Where">File and line.</param>
/// <param name="Text">The string, with '{}' for what is put in.</param>
internal sealed partial record SpokenLiteral(string Where, string Text)
{
    /// <summary>What they say is for the programmer who made the mistake.</summary>
    private static readonly HashSet<string> ProgrammersExceptions =
    [
        "ArgumentException", "ArgumentNullException", "ArgumentOutOfRangeException", "InvalidOperationException", "NotSupportedException", "ObjectDisposedException",
        "UnreachableException",
    ];

    /// <summary>All of a file.</summary>
    public static IEnumerable<SpokenLiteral> In(SyntaxTree file) => file.GetRoot().DescendantNodes()
        .Where(node => Said(node) is { } text && IsSpoken(text) && !IsForProgrammers(node))
        .Select(node => new SpokenLiteral(SourceText.Where(node), Said(node)!));

    private static string? Said(SyntaxNode node) => node switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) || literal.IsKind(SyntaxKind.Utf8StringLiteralExpression) => literal.Token.ValueText,
        InterpolatedStringExpressionSyntax text => string.Concat(text.Contents.Select(part => part is InterpolatedStringTextSyntax plain ? plain.TextToken.ValueText : "{}")),
        _ => null,
    };

    private static bool IsSpoken(string text) => ThreeWords().IsMatch(text) || ShortSentence().IsMatch(text);

    private static bool IsForProgrammers(SyntaxNode node) => node.Ancestors().Any(above => above is AttributeSyntax
        || (above is ObjectCreationExpressionSyntax { Parent: ThrowStatementSyntax or ThrowExpressionSyntax } thrown && ProgrammersExceptions.Contains(thrown.Type.ToString())));

    // Words side by side, with the punctuation of a sentence.
    [GeneratedRegex(@"(?<![^\s('{}])\p{L}[\p{L}'’-]*[,;:]? +\p{L}[\p{L}'’-]*[,;:]? +\p{L}[\p{L}'’-]*(?![\p{L}\d=/\\])")]
    private static partial Regex ThreeWords();

    [GeneratedRegex(@"^\p{Lu}[\p{L}'’-]* \p{L}[\p{L}'’-]*\.$")]
    private static partial Regex ShortSentence();
}

/// <summary>A literal that may stay where it is.</summary>
/// <param name="File">Path from the root; a folder's ends with a slash.</param>
/// <param name="Text">How the literal begins.</param>
/// <param name="Reason">Why it is not a sentence of this program.</param>
internal sealed record ExemptLiteral(string File, string Text, string Reason)
{
    public bool Covers(SpokenLiteral literal)
        => literal.Where.StartsWith(File.EndsWith('/') ? File : $"{File}:", StringComparison.Ordinal) && literal.Text.StartsWith(Text, StringComparison.Ordinal);
}
