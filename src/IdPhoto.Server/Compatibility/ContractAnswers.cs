using System.Text.Json;
using IdPhoto.Server.Refusing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IdPhoto.Server.Compatibility;

/// <summary>The statuses and bodies with which HivisionIDPhotos v1 refuses.</summary>
internal static class ContractAnswers
{
    public static IResult WrongMethod(HttpContext context)
    {
        context.Response.Headers.Allow = HttpMethods.Post;
        return Results.Json(new { detail = ContractTexts.MethodNotAllowed }, statusCode: StatusCodes.Status405MethodNotAllowed);
    }

    /// <summary>Nothing is at this address.</summary>
    public static IResult NotFound(HttpContext context)
    {
        ReadRestAway(context);
        return Results.Json(new { detail = ContractTexts.NotFound }, statusCode: StatusCodes.Status404NotFound);
    }

    /// <summary>Fields that cannot be read.</summary>
    public static IResult WrongFields(IReadOnlyList<FieldError> errors)
        => Results.Json(new { detail = errors }, JsonSerializerOptions.Web, statusCode: StatusCodes.Status422UnprocessableEntity);

    /// <summary>What v1 answers to a failure; null where it has no answer of its own for it.</summary>
    /// <param name="context">The request, of which the rest is read away.</param>
    /// <param name="error">What went wrong.</param>
    /// <param name="mostBytes">Largest picture.</param>
    public static IResult? Of(HttpContext context, Exception error, long mostBytes)
    {
        IResult? answer = error switch
        {
            PhotoException { Code: Refusals.FileTooLarge } or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }
                => Results.Json(new { detail = ContractTexts.PartTooLarge(mostBytes) }, statusCode: StatusCodes.Status400BadRequest),
            PhotoException or RequestRefused { Status: StatusCodes.Status400BadRequest }
                => Results.Text(ContractTexts.ServerError, "text/plain", statusCode: StatusCodes.Status500InternalServerError),
            _ => null,
        };
        if (answer is not null)
            ReadRestAway(context);
        return answer;
    }

    /// <summary>The code of a failure, for the metrics.</summary>
    public static string CodeOf(Exception error) => error switch
    {
        PhotoException photo => photo.Code,
        RequestRefused request => request.Code,
        _ => Refusals.FileTooLarge,
    };

    // A caller that still sends would not see the answer.
    private static void ReadRestAway(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = null;
    }
}
