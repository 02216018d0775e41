using System.Text;
using System.Text.RegularExpressions;
using IdPhoto.Server.Api;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Policies;
using IdPhoto.Server.Settings;
using IdPhoto.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.PublicPages;

/// <summary>Pages for everybody who has no app at hand: the policy, one's own data, receipts, and a letter to the operator.</summary>
/// <remarks>An install's identifier is in no address and in no log: the script of the page sends it in a header.</remarks>
internal static partial class PublicPage
{
    /// <summary>The pages, as they stand in the addresses.</summary>
    public static readonly IReadOnlyList<string> Names = ["privacy", "your-data", "receipt", "contact"];

    private const string Folder = "/rights";

    private static readonly (string Name, string MediaType)[] Files =
    [
        ("rights.css", "text/css"), ("fonts.css", "text/css"), ("mark.svg", "image/svg+xml"), ("rights.js", "text/javascript"), ("your-data.js", "text/javascript"), ("receipt.js", "text/javascript"), ("contact.js", "text/javascript"),
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (string name in Names)
            app.MapGet($"/{name}", (HttpContext context, PolicyRegister policies, ServerSettings settings) => SendPageAsync(context, name, policies.State, settings))
                .ExcludeFromDescription().OpenToAll();
        foreach ((string name, string mediaType) in Files)
            app.MapGet($"{Folder}/{name}", context => SendAsync(context, PageTemplate.Open(name), mediaType)).OpenToAll();
    }

    /// <summary>The sentences that a page's script says: <c>words['name']</c>.</summary>
    public static IEnumerable<string> Spoken(string script) => Phrase().Matches(script).Select(match => match.Groups[1].Value).Distinct();

    private static Task SendPageAsync(HttpContext context, string name, PolicyState policy, ServerSettings settings)
    {
        // The page's own addresses are relative, and one step too deep from there.
        if (context.Request.Path.Value!.EndsWith('/'))
        {
            context.Response.Redirect($"../{name}");
            return Task.CompletedTask;
        }
        string page = Fill(PageLanguage.Of(context), name, policy, settings);
        return SendAsync(context, new MemoryStream(Encoding.UTF8.GetBytes(page)), "text/html; charset=utf-8");
    }

    private static string Fill(PageLanguage language, string name, PolicyState policy, ServerSettings settings)
    {
        Sentences words = language.Words;
        Dictionary<string, string> made = PolicyHtml.Parts(words, policy, settings);
        made["language"] = words.Spoken.Tag;
        made["direction"] = words.Spoken.RightToLeft ? "rtl" : "ltr";
        made["name"] = name;
        made["fonts"] = HasFonts(settings) ? "<link rel=\"stylesheet\" href=\"rights/fonts.css\">\n  " : "";
        made["title"] = PageTemplate.Text(words, $"{name}-title");
        made["pages"] = string.Concat(Names.Select(page => Item(language.Link(page), PageTemplate.Text(words, $"{page}-short"), page == name)));
        made["languages"] = string.Concat(Languages.All.Select(other => Choice(name, other, other == words.Spoken)));
        made["language-options"] = string.Concat(Languages.All.Select(other => $"<option value=\"{other.Tag}\" lang=\"{other.Tag}\">{PageTemplate.Encode(other.Name)}</option>"));
        made["scripts"] = Scripts(words, name);
        made["contact-link"] = language.Link("contact");
        made["your-data-link"] = language.Link("your-data");
        made["receipt-link"] = language.Link("receipt");
        made["main"] = PageTemplate.Fill(PageTemplate.Read($"{name}.html"), words, made);
        return PageTemplate.Fill(PageTemplate.Read("layout.html"), words, made);
    }

    private static bool HasFonts(ServerSettings settings)
        => settings.AppFolder is { } app && File.Exists(Path.Combine(app, "fonts", "source-serif-4-latin-600-normal.woff2"));

    private static string Item(string link, string text, bool current) => current
        ? $"<li class=\"now\"><a href=\"{link}\" aria-current=\"page\">{text}</a></li>"
        : $"<li><a href=\"{link}\">{text}</a></li>";

    private static string Choice(string page, Language language, bool current)
        => $"<li><a href=\"{page}?{PageLanguage.Name}={language.Tag}\" lang=\"{language.Tag}\" hreflang=\"{language.Tag}\"{(current ? " aria-current=\"true\"" : "")}>{PageTemplate.Encode(language.Name)}</a></li>";

    private static string Scripts(Sentences words, string name)
    {
        string common = "<script src=\"rights/rights.js\" type=\"module\"></script>";
        if (!Files.Any(file => file.Name == $"{name}.js"))
            return common;
        string phrases = PageTemplate.Phrases(words, Spoken(PageTemplate.Read("rights.js")).Concat(Spoken(PageTemplate.Read($"{name}.js"))).Distinct());
        return $"<script type=\"application/json\" id=\"words\">{phrases}</script>\n  {common}\n  <script src=\"rights/{name}.js\" type=\"module\"></script>";
    }

    private static async Task SendAsync(HttpContext context, Stream content, string mediaType)
    {
        context.Response.ContentType = mediaType;
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.OwnFilesOnly;
        context.Response.ContentLength = content.Length;
        await using (content)
            await content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    [GeneratedRegex(@"\bwords\['([a-z0-9-]+)'\]")]
    private static partial Regex Phrase();
}
