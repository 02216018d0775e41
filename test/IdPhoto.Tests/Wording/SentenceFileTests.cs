using System.Text.RegularExpressions;
using IdPhoto.Tests.Portraits;
using IdPhoto.Words;
using Xunit;

namespace IdPhoto.Tests.Wording;

/// <summary>Every sentence is there, in every language, with all its facts, and is needed.</summary>
public sealed class SentenceFileTests
{
    /// <summary>English, and every language that has been begun.</summary>
    public static TheoryData<string> Translations => [.. Languages.All.Where(language => LanguageFile.Texts(language).Any()).Select(language => language.Tag)];

    [Fact]
    public void Every_id_in_the_source_has_an_English_sentence()
    {
        string[] known = [.. English().Keys.Select(id => id.Split('@')[0])];
        string[] wordless = [.. SourceText.IdPatterns().Where(pattern => !known.Any(pattern.Names)).Select(pattern => pattern.ToString())];
        Assert.Empty(wordless);
    }

    [Fact]
    public void Every_English_sentence_is_needed_by_the_source()
    {
        IReadOnlyList<IdPattern> used = SourceText.IdPatterns();
        string[] idle = [.. English().Keys.Select(id => id.Split('@')[0]).Distinct().Where(id => !used.Any(pattern => pattern.Names(id)))];
        Assert.Empty(idle);
    }

    [Fact]
    public void Sentences_use_no_fact_that_their_message_lacks()
    {
        List<string> wrong = [];
        ILookup<string, (string Id, string Text)> sentences = English().Select(pair => (Id: pair.Key, Text: pair.Value)).ToLookup(pair => pair.Id.Split('@')[0]);
        foreach ((string id, string[] names, string where) in SourceText.Calls())
            foreach ((string variant, string text) in sentences[id])
                wrong.AddRange(Template.Parse(text).Names().Except(names).Select(name => $"{variant} uses {{{name}}}, which {where} does not give"));
        Assert.Empty(wrong);
    }

    // What the app leaves out is read from its project: a sentence that it says all the same would be shown as its id.
    [Fact]
    public void The_app_says_nothing_that_it_leaves_out()
    {
        string[] places = ["src/IdPhoto.App/", "src/IdPhoto.Browser/", "src/IdPhoto.Core/", "src/IdPhoto.Studio/"];
        string project = File.ReadAllText(Path.Combine(TestPortraits.Root, "src/IdPhoto.App/IdPhoto.App.csproj"));
        string[] left = Regex.Match(project, @"<UnsaidArea Include=""([a-z;]+)""").Groups[1].Value.Split(';');
        string[] said = [.. SourceText.Calls().Where(call => places.Any(place => call.Where.StartsWith(place, StringComparison.Ordinal))).Select(call => call.Id)];

        Assert.True(left.Length > 5);
        Assert.NotEmpty(said);
        Assert.All(said, id => Assert.DoesNotContain(id.Split('.')[0], left));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_translation_has_every_sentence_and_no_other(string tag)
    {
        // The description of the API is one document for programmers, in English.
        string[] own = [.. Of(tag).Keys], english = [.. English().Keys.Where(id => tag == "en" || !id.StartsWith("openapi.", StringComparison.Ordinal))];
        Assert.Empty(english.Except(own).Select(id => $"missing: {id}"));
        Assert.Empty(own.Except(english).Select(id => $"unused: {id}"));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_translation_keeps_every_fact_of_a_sentence(string tag)
    {
        Dictionary<string, string> english = English();
        Assert.Empty(Of(tag).Where(pair => english.ContainsKey(pair.Key)).SelectMany(pair => Lost(pair.Key, english[pair.Key], pair.Value)));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_plural_has_the_forms_of_its_language(string tag)
    {
        Language language = Languages.Find(tag)!;
        HashSet<string> forms = [.. Enumerable.Range(0, 200).Select(n => language.Plural(new PluralOperands(n, n, 0)))];
        Assert.Empty(Of(tag).SelectMany(pair => Plurals(Template.Parse(pair.Value)).SelectMany(plural => forms.Except(plural.Forms.Keys)
            .Select(form => $"{pair.Key} lacks the form '{form}'"))));
    }

    // 'keep' or the name of a setting is typed as it stands, whatever the language, and so is quoted in one way of each.
    [Theory]
    [MemberData(nameof(Translations))]
    public void A_translation_quotes_what_is_typed_as_it_is_typed(string tag)
    {
        Dictionary<string, string> own = Of(tag);
        Assert.Empty(English().Where(pair => own.ContainsKey(pair.Key)).SelectMany(pair => Typed("en", pair.Value).Except(Typed(tag, own[pair.Key]))
            .Select(text => $"{pair.Key} does not quote {text}")));
    }

    // An apostrophe has a letter on both sides; SQL has quotes of its own.
    private static IEnumerable<string> Typed(string tag, string text) => Regex.Matches(text, tag switch
    {
        "fr" => "«\u00a0([^»]+)\u00a0»",
        "zh-Hans" => "“([^”]+)”",
        _ => "(?<![A-Za-z0-9]|ENCODING )'([^']+)'(?![A-Za-z])",
    }).Select(match => match.Groups[1].Value);

    private static IEnumerable<string> Lost(string id, string english, string own)
    {
        HashSet<string> wanted = [.. Template.Parse(english).Names()], has = [.. Template.Parse(own).Names()];
        return [.. wanted.Except(has).Select(name => $"{id} lost {{{name}}}"), .. has.Except(wanted).Select(name => $"{id} invents {{{name}}}")];
    }

    private static IEnumerable<PluralPart> Plurals(Template template)
        => template.Parts.OfType<PluralPart>().SelectMany(plural => plural.Forms.Values.SelectMany(Plurals).Prepend(plural));

    private static Dictionary<string, string> English() => Of("en");

    private static Dictionary<string, string> Of(string tag)
        => LanguageFile.Texts(Languages.Find(tag)!).ToDictionary(sentence => sentence.Id, sentence => sentence.Text);
}
