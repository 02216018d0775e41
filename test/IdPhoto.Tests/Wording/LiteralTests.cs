using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace IdPhoto.Tests.Wording;

/// <summary>Sentences for people are written in IdPhoto.Words and nowhere else.</summary>
public sealed class LiteralTests
{
    /// <summary>The projects whose sentences have moved.</summary>
    public static TheoryData<string> Projects => ["IdPhoto.Cli", "IdPhoto.Core", "IdPhoto.Studio", "IdPhoto.Desktop", "IdPhoto.Codecs", "IdPhoto.Drawing", "IdPhoto.Onnx", "IdPhoto.Server"];

    /// <summary>Literals that are no sentences of this program although they look like ones.</summary>
    private static readonly ExemptLiteral[] Exempt = [];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_has_no_sentence_of_its_own(string project)
    {
        string[] found = [.. SourceText.Files.Where(file => file.FilePath.StartsWith($"src/{project}/", StringComparison.Ordinal)).SelectMany(SpokenLiteral.In)
            .Where(literal => !Exempt.Any(exempt => exempt.Covers(literal))).Select(literal => $"{literal.Where}: {literal.Text[..Math.Min(60, literal.Text.Length)]}")];

        Assert.True(found.Length == 0, string.Join('\n', found));
    }

    [Fact]
    public void Every_exemption_is_needed()
    {
        SpokenLiteral[] all = [.. SourceText.Files.SelectMany(SpokenLiteral.In)];

        Assert.All(Exempt, exempt => Assert.Contains(all, exempt.Covers));
    }

    [Theory]
    [InlineData("""x = "The file is empty.";""", true)]
    [InlineData("""x = $"{count} photos do not fit";""", true)]
    [InlineData("""x = $"There {x} was";""", false)]
    [InlineData("""x = "Try again.";""", true)]
    [InlineData("""x = "Head height";""", false)]
    [InlineData("""x = "no, not yet";""", true)]
    [InlineData("""x = "framing.too-tight-above";""", false)]
    [InlineData("""x = "--out photo.jpg --dpi 300";""", false)]
    [InlineData("""throw new PhotoException("code", "The file is empty.");""", true)]
    [InlineData("""throw new InvalidOperationException("The file is empty.");""", false)]
    [InlineData("""x = y ?? throw new ArgumentException($"{y} is not a colour");""", false)]
    [InlineData("""throw new ArgumentException(Say("The file is empty."));""", false)]
    [InlineData("""[Obsolete("Use the other method.")] void F() { }""", false)]
    public void A_sentence_is_known_by_its_words(string code, bool spoken)
        => Assert.Equal(spoken, SpokenLiteral.In(CSharpSyntaxTree.ParseText(code, cancellationToken: TestContext.Current.CancellationToken)).Any());
}
