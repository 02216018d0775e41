using System.Text;
using IdPhoto.Messages;

namespace IdPhoto.Words;

/// <summary>Says messages in one language to a reader in one place. Immutable and thread-safe.</summary>
public sealed class Sentences
{
    private readonly LanguageSentences _own;
    private readonly NumberWriter _numbers;
    private readonly string _suffix;

    private Sentences(Language language, Place place)
    {
        (Language, Place) = (language, place);
        _own = LanguageSentences.Of(language);
        _numbers = new NumberWriter(language);
        _suffix = place switch { Place.CommandLine => "@cli", Place.Api => "@api", Place.App => "@app", _ => "@library" };
    }

    /// <summary>The language.</summary>
    public Language Language { get; }

    /// <summary>The language that they are in: English while <see cref="Language"/> has none.</summary>
    public Language Spoken => _own.Any ? Language : Languages.English;

    /// <summary>Where the reader is.</summary>
    public Place Place { get; }

    /// <summary>Sentences in a language.</summary>
    /// <param name="language">One of <see cref="Languages.All"/>.</param>
    /// <param name="place">Where they are read.</param>
    public static Sentences In(Language language, Place place = Place.Library)
    {
        ArgumentNullException.ThrowIfNull(language);
        return new Sentences(language, place);
    }

    /// <summary>A message in words. A sentence that this language lacks is said in English.</summary>
    public string Say(Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        StringBuilder text = new();
        Write(text, message);
        return text.ToString();
    }

    /// <summary>A refusal in words.</summary>
    public string Say(PhotoException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return Say(refusal.Said);
    }

    /// <summary>A fact by itself, such as a quantity in a table.</summary>
    public string Say(Argument argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        StringBuilder text = new();
        Write(text, argument);
        return text.ToString();
    }

    /// <summary>Whether there is a sentence of this id for the place, in this language.</summary>
    internal bool Has(string id) => Find(_own, id) is not null;

    private void Write(StringBuilder text, Message message)
    {
        if (Find(message.Id) is { } template)
            Write(text, template, message, counted: null);
        else
            text.Append(message);
    }

    private Template? Find(string id) => Find(_own, id) ?? Find(LanguageSentences.Of(Languages.English), id);

    private Template? Find(LanguageSentences sentences, string id) => sentences.Find(id + _suffix) ?? sentences.Find(id);

    private void Write(StringBuilder text, Template template, Message message, Argument? counted)
    {
        foreach (TemplatePart part in template.Parts)
        {
            switch (part)
            {
                case TextPart plain:
                    text.Append(plain.Text);
                    break;
                case NumberPart when counted is not null:
                    Write(text, counted);
                    break;
                case PlacePart place when message.Find(place.Name) is { } fact:
                    Write(text, fact);
                    break;
                case PluralPart plural when message.Find(plural.Name) is { } number:
                    Write(text, Form(plural, number), message, number);
                    break;
            }
        }
    }

    private Template Form(PluralPart plural, Argument number)
    {
        PluralOperands operands = NumberWriter.Operands(number);
        return plural.Forms.GetValueOrDefault(FormattableString.Invariant($"={operands.Number:0.###}"))
            ?? plural.Forms.GetValueOrDefault(Language.Plural(operands))
            ?? plural.Forms["other"];
    }

    private void Write(StringBuilder text, Argument argument)
    {
        switch (argument)
        {
            case CountArgument or NumberArgument:
                text.Append(_numbers.Write(argument));
                break;
            case QuantityArgument quantity:
                Write(text, Message.Of($"units.{quantity.Unit}", ("n", quantity.Amount)));
                break;
            case SizeArgument size:
                Write(text, Message.Of("units.size", ("width", Argument.Rounded(size.Width, size.MostDigits)), ("height", Argument.Rounded(size.Height, size.MostDigits))));
                break;
            case PhraseArgument phrase:
                Write(text, phrase.Value);
                break;
            case ListArgument list:
                WriteList(text, list);
                break;
            case TextArgument verbatim:
                text.Append(Bidirectional.Isolate(verbatim.Value, Language.RightToLeft));
                break;
        }
    }

    private void WriteList(StringBuilder text, ListArgument list)
    {
        string last = list.Kind switch { ListKind.And => "units.list-and", ListKind.Or => "units.list-or", _ => "units.list" };
        string joined = "";
        for (int i = 0; i < list.Items.Count; i++)
        {
            string item = Say(list.Items[i]);
            joined = i == 0 ? item : Joined(i == list.Items.Count - 1 ? last : "units.list", joined, item);
        }
        text.Append(joined);
    }

    // What is joined is said already: as verbatim text it would be isolated a second time.
    private string Joined(string id, string before, string after)
    {
        StringBuilder text = new();
        foreach (TemplatePart part in Find(id)!.Parts)
            text.Append(part is TextPart plain ? plain.Text : part is PlacePart { Name: "before" } ? before : after);
        return text.ToString();
    }
}
