using System.Globalization;
using IdPhoto.Documents;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Api;

/// <summary>Which photos are children's: by the age that is named, or by a document that only children have.</summary>
internal static class ChildPhoto
{
    private const double Adult = 18;

    private static readonly Lazy<IReadOnlySet<string>> Documents = new(() =>
        PhotoSpecs.All.Where(spec => spec.OnlyBelowYears is not null).Select(spec => spec.Id).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a request is about one. Of several values one is enough; such a request is refused later.</summary>
    public static bool IsAskedFor(HttpRequest request)
        => request.Query[IdPhotoQuery.Age.Name].Any(IsChildsAge) || request.Query[IdPhotoQuery.SpecOption.Name].Any(id => Documents.Value.Contains((id ?? "").Trim()));

    private static bool IsChildsAge(string? text)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double age) && age < Adult;
}
