using IdPhoto.Studio;
using IdPhoto.Studio.Reports;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Api;

/// <summary>A finished photo and its report.</summary>
/// <param name="File">The file, Base64.</param>
/// <param name="MediaType">image/jpeg or image/png.</param>
/// <param name="Report">What was measured and done.</param>
internal sealed record IdPhotoAnswer(byte[] File, string MediaType, MadeReport Report)
{
    /// <summary>The file alone, or file and report, as the caller would have it.</summary>
    public static IResult Of(HttpRequest request, IdPhotoFile made)
    {
        string mediaType = FileAnswer.MediaType(made.Format);
        return FileAnswer.WantsJson(request)
            ? FileAnswer.OfJson(new IdPhotoAnswer(made.Bytes, mediaType, MadeReport.Of(made, ServerWords.For(request.HttpContext))), made.Bytes)
            : new FileAnswer(made.Bytes, mediaType);
    }
}
