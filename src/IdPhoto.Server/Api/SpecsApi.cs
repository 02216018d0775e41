using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Server.Refusing;
using IdPhoto.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Api;

/// <summary>The documents.</summary>
internal static class SpecsApi
{
    private static readonly Message Tag = Message.Of("openapi.documents");

    private static readonly TextOption Words = new("q", Message.Of("openapi.option-words"), "india visa");
    private static readonly TextOption Country = new("country", Message.Of("openapi.option-country"), "US");

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/specs", List).Takes([Words, Country]).Describes(Tag, "ListSpecs",
            Message.Of("openapi.specs"), Message.Of("openapi.specs-more"))
            .Produces<IReadOnlyList<SpecAnswer>>();
        app.MapGet("/v1/specs/{id}", Get).Takes([]).Describes(Tag, "GetSpec",
            Message.Of("openapi.spec"), Message.Of("openapi.spec-more"))
            .Produces<object>();
    }

    private static IResult List(HttpContext context)
    {
        QueryReader query = new(context.Request, [Words, Country]);
        (string? words, string? country) = (query.Text(Words), query.Text(Country));
        if (country is not null && Countries.NameOf(country.ToUpperInvariant()) is null)
            throw RequestRefused.Invalid(Message.Of("requests.country"));
        return Results.Json<IReadOnlyList<SpecAnswer>>(
            [.. PhotoSpecs.Search(words, country).Select(spec => SpecAnswer.Of(spec, ServerWords.For(context))), .. PhotoSpecs.SearchOnSite(words, country).Select(SpecAnswer.Of)]);
    }

    private static IResult Get(HttpContext context, string id)
    {
        _ = new QueryReader(context.Request, []);
        OnSiteDocument? onSite = PhotoSpecs.OnSite.FirstOrDefault(document => document.Id == id);
        try
        {
            return Results.Text(onSite is not null ? PhotoSpecs.ToJson(onSite) : PhotoSpecs.ToJson(PhotoSpecs.Find(id)), FileAnswer.Json);
        }
        catch (PhotoException unknown) when (unknown.Code == Refusals.UnknownSpec)
        {
            throw new RequestRefused(StatusCodes.Status404NotFound, unknown.Code, unknown.Said);
        }
    }
}

/// <summary>A document in short. Sizes are null where the authority takes the photo itself.</summary>
/// <param name="Id">For the option `spec`.</param>
/// <param name="Title">For people.</param>
/// <param name="Country">Two letters of ISO 3166-1, or null.</param>
/// <param name="Document">Which document.</param>
/// <param name="WidthMm">Printed width; null for a file only.</param>
/// <param name="HeightMm">Printed height; null for a file only.</param>
/// <param name="WidthPx">Columns.</param>
/// <param name="HeightPx">Rows.</param>
/// <param name="Dpi">Dots per inch.</param>
/// <param name="Background">The usual background's colour, #rrggbb.</param>
/// <param name="BackgroundIsExample">Whether the authority asks for a light background only, so that this colour is an example of ours.</param>
/// <param name="Trust">official, mixed, restated, secondary or unverified: what the sources are worth.</param>
/// <param name="Notice">What must be known first, such as who takes the photo; null for nothing.</param>
internal sealed record SpecAnswer(
    string Id, string Title, string? Country, string Document, double? WidthMm, double? HeightMm, int? WidthPx, int? HeightPx, int? Dpi, string? Background, bool? BackgroundIsExample, string Trust, string? Notice)
{
    public static SpecAnswer Of(PhotoSpec spec, Sentences words)
    {
        PageGeometry page = spec.Resolve();
        return new SpecAnswer(
            spec.Id, spec.Title, spec.Country, spec.Document, page.WidthMm, page.HeightMm, page.Size.Width, page.Size.Height, page.Dpi,
            spec.Background.Default.Hex, spec.Background.Examples, Word(SpecTrusts.Of(spec)), SpecFacts.Notice(spec) is { } notice ? words.Say(notice) : null);
    }

    public static SpecAnswer Of(OnSiteDocument document) => new(
        document.Id, document.Title, document.Country, document.Document, null, null, null, null, null, null, null,
        Word(SpecTrusts.Of(document)), document.Reason);

    private static string Word(SpecTrust trust) => trust.ToString().ToLowerInvariant();
}
