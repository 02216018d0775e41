using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Words;

namespace IdPhoto.App.Words;

/// <summary>What a document is called in the reader's language: what the catalogue says in English is translated as far as its parts are common.</summary>
public static class DocumentNames
{
    private static readonly Dictionary<string, Message> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["passport"] = Message.Of("app.kind-passport"),
        ["visa"] = Message.Of("app.kind-visa"),
        ["e-visa"] = Message.Of("app.kind-e-visa"),
        ["identity card"] = Message.Of("app.kind-identity-card"),
        ["residence permit"] = Message.Of("app.kind-residence-permit"),
        ["driving licence"] = Message.Of("app.kind-driving-licence"),
        ["printed photo"] = Message.Of("app.kind-printed"),
        ["digital upload"] = Message.Of("app.kind-upload"),
        ["missions abroad"] = Message.Of("app.kind-abroad"),
        ["consulates abroad"] = Message.Of("app.kind-abroad"),
        ["long-stay visa"] = Message.Of("app.kind-long-stay-visa"),
        ["renewal online"] = Message.Of("app.kind-renewal-online"),
        ["eta"] = Message.Of("app.kind-eta"),
        ["citizenship"] = Message.Of("app.kind-citizenship"),
        ["student card"] = Message.Of("app.kind-student-card"),
        ["health card"] = Message.Of("app.kind-health-card"),
        ["cv"] = Message.Of("app.kind-cv"),
    };

    /// <summary>Which document, such as 'Passport, printed photo'; a size that no state owns is called by its title.</summary>
    public static string Kind(PhotoSpec spec, Sentences words)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.Id == "custom" ? words.Say(Message.Of("app.custom-size")) : spec.Country is null ? words.Say((Argument)spec.Title) : Kind(spec.Document, words);
    }

    /// <summary>The same of a document whose authority takes the photo.</summary>
    public static string Kind(string document, Sentences words)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(words);
        return words.Say(Argument.Row(document.Split(", ").Select((part, i) => (Argument)Part(part, i == 0, words))));
    }

    /// <summary>The country; null where there is none.</summary>
    public static string? Country(string? code, Sentences words)
    {
        ArgumentNullException.ThrowIfNull(words);
        return code is null ? null : words.Say(Countries.Phrase(code));
    }

    /// <summary>Country and document in one line, for titles.</summary>
    public static string Full(PhotoSpec spec, Sentences words)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(spec);
        return Country(spec.Country, words) is string country
            ? words.Say(Message.Of("app.document-of", ("country", country), ("document", Kind(spec, words))))
            : Kind(spec, words);
    }

    private static string Part(string part, bool first, Sentences words)
    {
        if (!Known.TryGetValue(part, out Message? message))
            return part;
        string said = words.Say(message);
        return first && said.Length > 0 ? char.ToUpperInvariant(said[0]) + said[1..] : said;
    }
}
