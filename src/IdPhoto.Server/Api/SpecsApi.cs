using IdPhoto.Documents;
using IdPhoto.Server.Refusing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Api;

/// <summary>The documents.</summary>
internal static class SpecsApi
{
    private const string Tag = "Documents";

    private static readonly TextOption Words = new("q", "Words to look for in identifiers, titles and countries.", "passport");

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/v1/specs", List).Takes([Words]).Describes(Tag, "ListSpecs", "The documents", "All of them, or those that the words describe.")
            .Produces<IReadOnlyList<SpecAnswer>>();
        app.MapGet("/v1/specs/{id}", Get).Takes([]).Describes(Tag, "GetSpec", "One document", "Its size, head, background and file.")
            .Produces<SpecAnswer>();
    }

    private static IResult List(HttpContext context)
    {
        string[] words = new QueryReader(context.Request, [Words]).Text(Words)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return Results.Json(PhotoSpecs.All.Where(spec => words.All(word => IsIn(spec, word))).Select(SpecAnswer.Of));
    }

    private static IResult Get(HttpContext context, string id)
    {
        _ = new QueryReader(context.Request, []);
        try
        {
            return Results.Json(SpecAnswer.Of(PhotoSpecs.Find(id)));
        }
        catch (PhotoException unknown) when (unknown.Code == Refusals.UnknownSpec)
        {
            throw new RequestRefused(StatusCodes.Status404NotFound, unknown.Code, unknown.Message);
        }
    }

    private static bool IsIn(PhotoSpec spec, string word) => new[] { spec.Id, spec.Title, spec.Country, spec.Document }
        .Any(text => text?.Contains(word, StringComparison.OrdinalIgnoreCase) == true);
}

/// <summary>A document in short.</summary>
/// <param name="Id">For the option `spec`.</param>
/// <param name="Title">For people.</param>
/// <param name="Country">Two letters of ISO 3166-1, or null.</param>
/// <param name="Document">Which document.</param>
/// <param name="WidthMm">Printed width; null for a file only.</param>
/// <param name="HeightMm">Printed height; null for a file only.</param>
/// <param name="WidthPx">Columns.</param>
/// <param name="HeightPx">Rows.</param>
/// <param name="Dpi">Dots per inch.</param>
/// <param name="Background">The background's colour, #rrggbb.</param>
/// <param name="Warning">What users must be told before a photo is edited; null for nothing.</param>
internal sealed record SpecAnswer(
    string Id, string Title, string? Country, string Document, double? WidthMm, double? HeightMm, int WidthPx, int HeightPx, int Dpi, string Background, string? Warning)
{
    public static SpecAnswer Of(PhotoSpec spec)
    {
        PageGeometry page = spec.Resolve();
        return new SpecAnswer(
            spec.Id, spec.Title, spec.Country, spec.Document, spec.Print?.WidthMm, spec.Print?.HeightMm, page.Size.Width, page.Size.Height, page.Dpi,
            spec.Background.Default.Hex, spec.Warning);
    }
}
