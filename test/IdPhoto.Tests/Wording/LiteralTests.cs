using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace IdPhoto.Tests.Wording;

/// <summary>Sentences for people are written in IdPhoto.Words and nowhere else.</summary>
public sealed class LiteralTests
{
    /// <summary>The projects whose sentences have moved.</summary>
    public static TheoryData<string> Projects => ["IdPhoto.App", "IdPhoto.Cli", "IdPhoto.Core", "IdPhoto.Studio", "IdPhoto.Desktop", "IdPhoto.Codecs", "IdPhoto.Drawing", "IdPhoto.Onnx", "IdPhoto.Server"];

    /// <summary>Literals that are no sentences of this program although they look like ones.</summary>
    private static readonly ExemptLiteral[] Exempt =
    [
        new("src/IdPhoto.Core/Compliance/Rules/", "", "citations, and what failing limits were calibrated on: read in docs/compliance.md, which is in English"),
        new("src/IdPhoto.Core/Decoding/ColourSpaceName.cs", "", "keys of ColourSpaceName.Phrase"),
        new("src/IdPhoto.Core/Documents/Countries.cs", "", "names to search by; countries.json has those that are shown"),
        new("src/IdPhoto.Core/Documents/CustomSpec.cs", "No head size was given", "a record's note, and records are in English"),
        new("src/IdPhoto.Core/Documents/SpecReader.cs", "could not be mapped", "a text of the JSON reader"),
        new("src/IdPhoto.Core/Exporting/Padding.cs", "Filler", "within the file, for programs that look into it"),
        new("src/IdPhoto.Core/Exporting/JpegSegments.cs", "Not a JPEG.", "for the programmer who passes something else"),
        new("src/IdPhoto.Core/Printing/SheetInk.cs", "50 mm", "printed on the sheet in a font of Latin letters, in the room of these words"),
        new("src/IdPhoto.Server/ServerHost.cs", "", "help of metrics, for monitoring programs"),
        new("src/IdPhoto.Server/Measuring/ServerMetrics.cs", "", "help of metrics, for monitoring programs"),
        new("src/IdPhoto.Server/Api/ApiDescription.cs", "ID Photo Expert", "the product's name"),
        new("src/IdPhoto.Server/Audit/AuditHead.cs", "", "SQL"),
        new("src/IdPhoto.Server/Audit/AuditKey.cs", "idphoto audit", "the purpose of a derived key"),
        new("src/IdPhoto.Server/Consents/ConsentBook.cs", "", "SQL"),
        new("src/IdPhoto.Server/Letters/LetterBox.cs", "", "SQL"),
        new("src/IdPhoto.Server/Letters/LetterPost.cs", "idphoto admin letters show", "a command as it is typed"),
        new("src/IdPhoto.Server/Policies/PolicyRegister.cs", "", "SQL"),
        new("src/IdPhoto.Server/Records/InstallId.cs", "idphoto install id 1", "the purpose of a derived key"),
        new("src/IdPhoto.Server/Records/People.cs", "", "SQL"),
        new("src/IdPhoto.Server/Settings/KnownSettings.cs", "", "the table in docs/operations.md, which is in English"),
        new("src/IdPhoto.Server/Notices/Tables/", "", "SQL"),
        new("src/IdPhoto.Server/Compatibility/ContractTexts.cs", "", "texts of another program's interface, which its clients compare"),
        new("src/IdPhoto.Server/Site/SiteHeaders.cs", "default-src", "a policy that browsers read"),
        new("src/IdPhoto.Server/Statistics/Tally.cs", "", "SQL"),
        new("src/IdPhoto.Server/Store/RealPath.cs", "Links lead", "a text that the refusal of the folder replaces"),
        new("src/IdPhoto.Server/Store/SqliteFile.cs", "", "SQL"),
        new("src/IdPhoto.Server/Store/SqliteLedger.cs", "", "SQL"),
        new("src/IdPhoto.Server/Store/LedgerSchema.cs", "", "SQL"),
        new("src/IdPhoto.Server/Store/KeyFileMark.cs", "", "SQL"),
        new("src/IdPhoto.Server/Store/PhotoCipher.cs", "", "the purpose of a derived key, and a text that Problem.Of replaces"),
        new("src/IdPhoto.Server/Store/Migrations.cs", "", "SQL"),
        new("src/IdPhoto.Server/Store/ClockTable.cs", "", "SQL"),
        new("src/IdPhoto.Server/Store/PostgresClock.cs", "", "SQL"),
        new("src/IdPhoto.Server/Store/PostgresLedger.cs", "", "SQL"),
        new("src/IdPhoto.Server/Store/PostgresLedgerSchema.cs", "", "SQL"),
        new("src/IdPhoto.Server/Store/BucketKeys.cs", "idphoto key share 1", "the purpose of a derived key"),
        new("src/IdPhoto.Server/Store/LongWork.cs", "", "SQL"),
        new("src/IdPhoto.Server/Store/KeysInUse.cs", "", "SQL, and the purpose of a derived key"),
        new("src/IdPhoto.Server/Store/SameStoreCheck.cs", "", "SQL, and the purpose of a derived key"),
        new("src/IdPhoto.Server/Store/MasterKey.cs", "idphoto master key name 1", "the purpose of a derived key"),
        new("src/IdPhoto.Server/Store/ReceiptSigner.cs", "idphoto deletion receipt 1", "the purpose of a derived key"),
        new("src/IdPhoto.Server/Store/StoreException.cs", "", "a text that Problem.Of replaces"),
    ];

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

    [Fact]
    public void A_screen_has_no_words_of_its_own()
    {
        Assert.NotEmpty(RazorText.All);
        Assert.All(RazorText.All, razor => Assert.True(razor.Words.Count == 0, $"{razor.Path}: {string.Join(" | ", razor.Words)}"));
    }

    [Theory]
    [InlineData("<p>Some words</p>", 1)]
    [InlineData("<p>@Say(\"app.home\") and more</p>", 1)]
    [InlineData("<p>@Say(\"app.home\")</p>", 0)]
    [InlineData("<span>ID Photo Expert</span>", 0)]
    [InlineData("<img alt=\"A photo\" />", 1)]
    [InlineData("<input aria-label=\"@Say(\"app.home\")\" />", 0)]
    public void A_screens_own_words_are_seen(string markup, int words)
        => Assert.Equal(words, RazorText.Of("x.razor", markup).Words.Count);

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
