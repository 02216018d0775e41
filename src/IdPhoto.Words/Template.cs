namespace IdPhoto.Words;

/// <summary>A sentence with places for facts: text, <c>{name}</c>, and <c>{name, plural, one {…} other {…}}</c> with <c>#</c> for the number.</summary>
/// <remarks>The part of ICU's MessageFormat that sentences here need, with its meaning; no library for it is to be had on this platform without ICU's data.</remarks>
internal sealed record Template(IReadOnlyList<TemplatePart> Parts)
{
    /// <exception cref="FormatException">A brace is not closed, or a plural has no form 'other'.</exception>
    public static Template Parse(string text)
    {
        int at = 0;
        Template template = Parse(text, ref at, inPlural: false);
        return at == text.Length ? template : throw new FormatException($"A brace is closed too often in: {text}");
    }

    /// <summary>The names of all facts that it uses.</summary>
    public IEnumerable<string> Names() => Parts.SelectMany(part => part switch
    {
        PlacePart place => [place.Name],
        PluralPart plural => plural.Forms.Values.SelectMany(form => form.Names()).Prepend(plural.Name),
        _ => (IEnumerable<string>)[],
    });

    private static Template Parse(string text, ref int at, bool inPlural)
    {
        List<TemplatePart> parts = [];
        int start = at;
        while (at < text.Length && text[at] != '}')
        {
            bool special = text[at] == '{' || (inPlural && text[at] == '#');
            if (!special)
            {
                at++;
                continue;
            }
            AddText(parts, text[start..at]);
            parts.Add(text[at] == '#' ? Number(ref at) : Braced(text, ref at));
            start = at;
        }
        AddText(parts, text[start..at]);
        return new Template(parts);
    }

    private static void AddText(List<TemplatePart> parts, string text)
    {
        if (text.Length > 0)
            parts.Add(new TextPart(text));
    }

    private static NumberPart Number(ref int at)
    {
        at++;
        return new NumberPart();
    }

    private static TemplatePart Braced(string text, ref int at)
    {
        at++;
        string name = Word(text, ref at, ",}");
        if (Next(text, ref at) == '}')
            return new PlacePart(name);
        string kind = Word(text, ref at, ",}");
        if (kind != "plural" || Next(text, ref at) != ',')
            throw new FormatException($"Only plurals are known, in: {text}");
        return new PluralPart(name, Forms(text, ref at));
    }

    private static Dictionary<string, Template> Forms(string text, ref int at)
    {
        Dictionary<string, Template> forms = [];
        while (true)
        {
            string form = Word(text, ref at, "{}");
            if (Next(text, ref at) == '}')
                return forms.ContainsKey("other") ? forms : throw new FormatException($"A plural has no form 'other' in: {text}");
            forms.Add(form, Parse(text, ref at, inPlural: true));
            Next(text, ref at);
        }
    }

    private static string Word(string text, ref int at, string ends)
    {
        int end = text.AsSpan(at).IndexOfAny(ends);
        if (end < 0)
            throw new FormatException($"A brace is not closed in: {text}");
        string word = text.Substring(at, end).Trim();
        at += end;
        return word;
    }

    private static char Next(string text, ref int at) => at < text.Length ? text[at++] : throw new FormatException($"A brace is not closed in: {text}");
}

/// <summary>A part of a <see cref="Template"/>.</summary>
internal abstract record TemplatePart;

/// <summary>Text as it is.</summary>
internal sealed record TextPart(string Text) : TemplatePart;

/// <summary>The place of a fact.</summary>
internal sealed record PlacePart(string Name) : TemplatePart;

/// <summary>The number that the plural around it counts.</summary>
internal sealed record NumberPart : TemplatePart;

/// <summary>Forms for a number: CLDR's words, or <c>=1</c> for that very number.</summary>
internal sealed record PluralPart(string Name, IReadOnlyDictionary<string, Template> Forms) : TemplatePart;
