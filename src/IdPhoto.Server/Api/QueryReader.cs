using System.Globalization;
using IdPhoto.Messages;
using IdPhoto.Server.Refusing;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Api;

/// <summary>Reads the options of a request, and refuses those that do not exist: a misspelt one must not be passed over.</summary>
internal sealed class QueryReader
{
    private readonly IQueryCollection _query;

    /// <exception cref="RequestRefused">An option is unknown, missing or given twice.</exception>
    public QueryReader(HttpRequest request, IReadOnlyList<QueryOption> known)
    {
        _query = request.Query;
        if (_query.Keys.Any(name => known.All(option => option.Name != name)))
            throw RequestRefused.Invalid(Unknown(known));
        if (known.FirstOrDefault(option => _query[option.Name].Count > 1) is { } twice)
            throw RequestRefused.Invalid(Message.Of("requests.parameter-twice", ("name", twice.Name)));
        if (known.FirstOrDefault(option => option.Required && Text(option) is null) is { } missing)
            throw RequestRefused.Invalid(Message.Of("requests.parameter-missing", ("name", missing.Name), ("description", missing.Description)));
    }

    /// <summary>What was written; null for nothing.</summary>
    public string? Text(QueryOption option) => _query[option.Name].ToString() is { Length: > 0 } text ? text : null;

    /// <exception cref="RequestRefused">Not a whole number in its range.</exception>
    public int? Number(NumberOption option)
    {
        if (Text(option) is not string text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= option.Least && number <= option.Most
            ? number
            : throw RequestRefused.Invalid(Message.Of("requests.parameter-whole-number", ("name", option.Name), ("least", Typed(option.Least)), ("most", Typed(option.Most))));
    }

    /// <exception cref="RequestRefused">Not a number in its range.</exception>
    public double? Decimal(DecimalOption option)
    {
        if (Text(option) is not string text)
            return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number >= option.Least && number <= option.Most
            ? number
            : throw RequestRefused.Invalid(Message.Of("requests.parameter-number", ("name", option.Name), ("least", Typed(option.Least)), ("most", Typed(option.Most))));
    }

    /// <exception cref="RequestRefused">Neither true nor false.</exception>
    public bool Flag(FlagOption option) => Text(option) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw RequestRefused.Invalid(Message.Of("requests.parameter-flag", ("name", option.Name))),
    };

    /// <exception cref="RequestRefused">None of its words.</exception>
    public string? Choice(ChoiceOption option)
    {
        string? text = Text(option);
        return text is null || option.Words.Contains(text)
            ? text
            : throw RequestRefused.Invalid(Message.Of("requests.parameter-choice", ("name", option.Name), ("words", Row(option.Words))));
    }

    private static Message Unknown(IReadOnlyList<QueryOption> known) => known.Count == 0
        ? Message.Of("requests.no-parameters")
        : Message.Of("requests.parameter-unknown", ("names", Row(known.Select(option => option.Name))));

    private static Argument Row(IEnumerable<string> words) => Argument.Row(words.Select(word => (Argument)word));

    // As it is to be written in a query, which no language changes.
    private static string Typed(double number) => number.ToString(CultureInfo.InvariantCulture);
}
