using IdPhoto.Server.Uploads;
using IdPhoto.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Api;

/// <summary>From photo to result in one request; nothing is stored.</summary>
internal static class DirectApi
{
    private const string Tag = "Nothing stored";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/id-photos", MakeAsync).TakesPhoto().Takes(IdPhotoQuery.Known).AnswersPicture<IdPhotoAnswer>(Tag, "MakeIdPhoto",
            "Makes a document's photo", "Answers the file, or JSON with the file and the report where the Accept header asks for it.", FileAnswer.Jpeg, FileAnswer.Png);
        app.MapPost("/v1/cutouts", CutOutAsync).TakesPhoto().Takes([]).AnswersPicture(Tag, "CutOut",
            "Cuts the person out of the whole picture", "Answers a PNG with transparency, as large as the picture.", FileAnswer.Png);
    }

    private static async Task<IResult> MakeAsync(HttpContext context, UploadReader uploads, PhotoWork work)
    {
        IdPhotoQuery wanted = IdPhotoQuery.Read(context.Request);
        using UploadedPhoto photo = await uploads.ReadAsync(context, forWork: true);
        IdPhotoFile made = await work.MakeAsync(context, _ => Task.FromResult(photo), wanted);
        return IdPhotoAnswer.Of(context.Request, made);
    }

    private static async Task<IResult> CutOutAsync(HttpContext context, UploadReader uploads, PhotoWork work)
    {
        _ = new QueryReader(context.Request, []);
        using UploadedPhoto photo = await uploads.ReadAsync(context, forWork: true);
        return new FileAnswer(await work.CutOutAsync(context, _ => Task.FromResult(photo)), FileAnswer.Png);
    }
}
