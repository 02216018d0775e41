using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using IdPhoto.Messages;
using IdPhoto.Words;

namespace IdPhoto.Server.Api;

/// <summary>Puts sentences into the page: each <c>{{name}}</c> is one of them.</summary>
internal static partial class PageText
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly Dictionary<string, Message> Said = new()
    {
        ["title"] = Message.Of("pages.title"),
        ["intro"] = Message.Of("pages.intro"),
        ["description"] = Message.Of("pages.description"),
        ["photo"] = Message.Of("pages.photo"),
        ["photo-sent"] = Message.Of("pages.photo-sent"),
        ["choose"] = Message.Of("pages.choose"),
        ["use-sample"] = Message.Of("pages.use-sample"),
        ["privacy"] = Message.Of("pages.privacy", ("send", Message.Of("pages.send"))),
        ["key"] = Message.Of("pages.key"),
        ["loading"] = Message.Of("pages.loading"),
        ["needs-javascript"] = Message.Of("pages.needs-javascript"),
        ["send"] = Message.Of("pages.send"),
        ["working"] = Message.Of("pages.working"),
        ["unreachable"] = Message.Of("pages.unreachable"),
        ["picture"] = Message.Of("pages.picture"),
        ["token"] = Message.Of("pages.token"),
        ["accept"] = Message.Of("pages.accept"),
    };

    /// <summary>The page in a language.</summary>
    public static string Fill(string page, Sentences words) => Gap().Replace(page, gap => gap.Groups[1].Value switch
    {
        "language" => words.Spoken.Tag,
        "direction" => words.Spoken.RightToLeft ? "rtl" : "ltr",
        string name => Html.Encode(words.Say(Said[name])),
    });

    [GeneratedRegex(@"\{\{([a-z-]+)\}\}")]
    private static partial Regex Gap();
}
