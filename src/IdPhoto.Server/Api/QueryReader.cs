using System.Globalization;
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
        string names = known.Count == 0 ? "none" : string.Join(", ", known.Select(option => option.Name));
        if (_query.Keys.Any(name => known.All(option => option.Name != name)))
            throw RequestRefused.Invalid($"The address has an option that does not exist here. The options are: {names}.");
        if (known.FirstOrDefault(option => _query[option.Name].Count > 1) is { } twice)
            throw RequestRefused.Invalid($"'{twice.Name}' is there more than once.");
        if (known.FirstOrDefault(option => option.Required && Text(option) is null) is { } missing)
            throw RequestRefused.Invalid($"'{missing.Name}' is missing: {missing.Description}");
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
            : throw RequestRefused.Invalid($"'{option.Name}' must be a whole number from {option.Least} to {option.Most}.");
    }

    /// <exception cref="RequestRefused">Not a number in its range.</exception>
    public double? Decimal(DecimalOption option)
    {
        if (Text(option) is not string text)
            return null;
        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && number >= option.Least && number <= option.Most
            ? number
            : throw RequestRefused.Invalid(string.Create(CultureInfo.InvariantCulture, $"'{option.Name}' must be a number from {option.Least} to {option.Most}."));
    }

    /// <exception cref="RequestRefused">Neither true nor false.</exception>
    public bool Flag(FlagOption option) => Text(option) switch
    {
        null or "false" => false,
        "true" => true,
        _ => throw RequestRefused.Invalid($"'{option.Name}' must be true or false."),
    };

    /// <exception cref="RequestRefused">None of its words.</exception>
    public string? Choice(ChoiceOption option)
    {
        string? text = Text(option);
        return text is null || option.Words.Contains(text)
            ? text
            : throw RequestRefused.Invalid($"'{option.Name}' must be one of: {string.Join(", ", option.Words)}.");
    }
}
