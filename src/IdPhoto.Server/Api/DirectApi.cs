using IdPhoto.Messages;
using IdPhoto.Server.Uploads;
using IdPhoto.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IdPhoto.Server.Api;

/// <summary>From photo to result in one request; nothing is stored.</summary>
internal static class DirectApi
{
    private static readonly Message Tag = Message.Of("openapi.nothing-stored");

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/v1/id-photos", MakeAsync).TakesPhoto().Takes(IdPhotoQuery.Known).AnswersPicture<IdPhotoAnswer>(Tag, "MakeIdPhoto",
            Message.Of("openapi.make"), Message.Of("openapi.make-more"), FileAnswer.Jpeg, FileAnswer.Png);
        app.MapPost("/v1/cutouts", CutOutAsync).TakesPhoto().Takes([]).AnswersPicture(Tag, "CutOut",
            Message.Of("openapi.cut-out"), Message.Of("openapi.cut-out-more"), FileAnswer.Png);
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
