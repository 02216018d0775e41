using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Compatibility;

/// <summary>Reads the fields of a form as HivisionIDPhotos v1 does, and gathers what is wrong with them.</summary>
/// <remarks>
/// An empty text is not set, and so is a zero where zero means nothing: a client in Go sends all numbers it knows of.
/// What the form leaves out is taken from the query, where the documents of v1 write some of them.
/// </remarks>
/// <param name="form">The fields of the form.</param>
/// <param name="query">The query of the address.</param>
internal sealed class FormFields(IReadOnlyDictionary<string, string> form, IQueryCollection query)
{
    private readonly List<FieldError> _errors = [];

    /// <summary>All fields there are; a form may hold others, which are passed over.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "height", "width", "human_matting_model", "face_detect_model", "hd", "dpi", "face_align", "face_alignment", "whitening_strength", "head_measure_ratio", "head_height_ratio",
        "top_distance_max", "top_distance_min", "brightness_strength", "contrast_strength", "sharpen_strength", "saturation_strength", "color", "kb", "render", "text", "size", "opacity", "angle", "space",
    };

    /// <summary>What is wrong so far.</summary>
    public IReadOnlyList<FieldError> Errors => _errors;

    /// <summary>Pixels of what is to be made, at most, of a picture of so many pixels: what reads the fields tells it.</summary>
    public Func<long, long> ResultPixels { get; set; } = _ => 0;

    /// <summary>What was written; null for nothing.</summary>
    public string? Text(string name) => Find(name).Text;

    /// <summary>A whole number; null where it is not set, or wrong.</summary>
    public int? Integer(string name, int least, int most, bool zeroIsNothing = true)
    {
        (string? text, string place) = Find(name);
        if (text is null)
            return null;
        if (!long.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out long number))
            return (int?)Wrong(place, name, ContractTexts.WrongInteger, "type_error.integer");
        return number == 0 && zeroIsNothing ? null : (int?)Within(place, name, number, least, most);
    }

    /// <summary>A number; null where it is not set, or wrong.</summary>
    public double? Number(string name, double least, double most, bool zeroIsNothing = true)
    {
        (string? text, string place) = Find(name);
        if (text is null)
            return null;
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) || !double.IsFinite(number))
            return Wrong(place, name, ContractTexts.WrongFloat, "type_error.float");
        return number == 0 && zeroIsNothing ? null : Within(place, name, number, least, most);
    }

    /// <summary>Whether it was sent as a zero.</summary>
    public bool IsZero(string name) => double.TryParse(Find(name).Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number == 0;

    /// <summary>Yes or no; null where it is not set, or wrong.</summary>
    public bool? Flag(string name)
    {
        (string? text, string place) = Find(name);
        switch (text?.Trim().ToLowerInvariant())
        {
            case null:
                return null;
            case "true" or "1" or "yes" or "on" or "t" or "y":
                return true;
            case "false" or "0" or "no" or "off" or "f" or "n":
                return false;
            default:
                Wrong(place, name, ContractTexts.WrongBoolean, "type_error.bool");
                return null;
        }
    }

    private (string? Text, string Place) Find(string name)
    {
        if (form.TryGetValue(name, out string? text) && text.Length > 0)
            return (text, "body");
        return query[name].ToString() is { Length: > 0 } asked ? (asked, "query") : (null, "body");
    }

    private double? Within(string place, string name, double number, double least, double most)
    {
        if (number < least)
            return Wrong(place, name, ContractTexts.TooLow(Typed(least)), "value_error.number.not_ge");
        return number > most ? Wrong(place, name, ContractTexts.TooHigh(Typed(most)), "value_error.number.not_le") : number;
    }

    private double? Wrong(string place, string name, string said, string type)
    {
        _errors.Add(new FieldError([place, name], said, type));
        return null;
    }

    private static string Typed(double number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A field that cannot be read, as Pydantic 1 says it.</summary>
/// <param name="Loc">'body' or 'query', and the field.</param>
/// <param name="Msg">What is wrong.</param>
/// <param name="Type">The kind of error.</param>
internal sealed record FieldError(IReadOnlyList<string> Loc, string Msg, string Type);
