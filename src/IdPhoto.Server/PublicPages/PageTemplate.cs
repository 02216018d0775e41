using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using IdPhoto.Messages;
using IdPhoto.Words;

namespace IdPhoto.Server.PublicPages;

/// <summary>Fills a page: <c>{{name}}</c> is a sentence, and <c>{{{name}}}</c> something that was made for this answer.</summary>
internal static partial class PageTemplate
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>A template as it is in the program.</summary>
    public static string Read(string name)
    {
        using StreamReader file = new(Open(name));
        return file.ReadToEnd();
    }

    /// <summary>A file as it is in the program.</summary>
    public static Stream Open(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream($"pages/{name}")!;

    /// <summary>Fills a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="words">The reader's language.</param>
    /// <param name="made">What was made for this answer, as HTML.</param>
    public static string Fill(string template, Sentences words, IReadOnlyDictionary<string, string> made) => Gap().Replace(
        template, gap => gap.Groups["made"].Success ? made[gap.Groups["made"].Value] : Text(words, gap.Groups["said"].Value));

    /// <summary>A sentence of these pages, encoded.</summary>
    public static string Text(Sentences words, string name) => Encode(words.Say(Said(name)));

    /// <summary>Text, encoded.</summary>
    public static string Encode(string text) => Html.Encode(text);

    /// <summary>The sentences that a page's script says, as JSON that stands in a page: all that begin with the page's name.</summary>
    public static string Phrases(Sentences words, IEnumerable<string> names)
        => JsonSerializer.Serialize(names.ToDictionary(name => name, name => words.Say(Said(name))));

    private static Message Said(string name) => Message.Of($"rights.{name}");

    [GeneratedRegex(@"\{\{\{(?<made>[a-z-]+)\}\}\}|\{\{(?<said>[a-z0-9-]+)\}\}")]
    private static partial Regex Gap();
}
