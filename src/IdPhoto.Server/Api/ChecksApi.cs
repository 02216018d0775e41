using IdPhoto.Compliance;
using IdPhoto.Documents;
using IdPhoto.Messages;
using IdPhoto.Server.Statistics;
using IdPhoto.Server.Store;
using IdPhoto.Server.Uploads;
using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using IdPhoto.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Api;

/// <summary>Verdicts on a picture as it is, of an upload and of a kept photo.</summary>
internal static class ChecksApi
{
    private static readonly ChoiceOption Kind = new("as", Message.Of("openapi.option-as"), "auto", "finished", "capture");
    private static readonly FlagOption Covering = new("coveringExcepted", Message.Of("openapi.option-covering"));
    private static readonly FlagOption Ofiq = new("ofiq", Message.Of("openapi.option-ofiq"));
    private static readonly IReadOnlyList<QueryOption> Known = [IdPhotoQuery.SpecOption, Kind, IdPhotoQuery.Age, Covering, Ofiq];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/checks", CheckAsync).TakesPhoto().Takes(Known).Describes(Message.Of("openapi.nothing-stored"), "Check",
            Message.Of("openapi.check"), Message.Of("openapi.check-more"))
            .Produces<ComplianceLine>();
        app.MapPost("/v1/photos/{id}/checks", CheckStayAsync).NeedsToken().UsesPhoto().Takes(Known).Describes(Message.Of("openapi.short-stay"), "CheckStay",
            Message.Of("openapi.check-kept"), Message.Of("openapi.check-kept-more"))
            .Produces<ComplianceLine>();
    }

    private static async Task<IResult> CheckAsync(HttpContext context, UploadReader uploads, PhotoWork work, PhotoStudio studio, PhotoCounts counts)
    {
        Func<byte[], CancellationToken, Task<ComplianceLine>> check = Read(context.Request, studio, counts);
        using UploadedPhoto photo = await uploads.ReadAsync(context, forWork: true);
        return FileAnswer.OfJson(await work.RunAsync(context, "check", _ => Task.FromResult(photo), check));
    }

    private static async Task<IResult> CheckStayAsync(HttpContext context, PhotoStore store, PhotoWork work, PhotoStudio studio, PhotoCounts counts)
    {
        Stay stay = await StayApi.FindAsync(context, store);
        return FileAnswer.OfJson(await work.RunAsync(context, "check", StayApi.Source(store, stay), Read(context.Request, studio, counts)));
    }

    private static Func<byte[], CancellationToken, Task<ComplianceLine>> Read(HttpRequest request, PhotoStudio studio, PhotoCounts counts)
    {
        QueryReader query = new(request, Known);
        PhotoSpec spec = PhotoSpecs.Find(query.Text(IdPhotoQuery.SpecOption)!);
        CheckOptions options = new()
        {
            Kind = Enum.Parse<PhotoKind>(query.Choice(Kind) ?? Kind.Words[0], ignoreCase: true),
            AgeYears = query.Decimal(IdPhotoQuery.Age),
            CoveringExcepted = query.Flag(Covering),
        };
        bool ofiq = query.Flag(Ofiq);
        Sentences words = ServerWords.For(request.HttpContext);
        return async (file, stop) =>
        {
            CheckedPhoto photo = await studio.CheckAsync(file, spec, options, null, stop);
            counts.Checked(request.HttpContext, photo.Report.Overall);
            return ComplianceLine.Of(photo.Report, words, ofiq ? photo.Ofiq() : null);
        };
    }
}
