using IdPhoto.Server.Refusing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IdPhoto.Server.Admin;

/// <summary>
/// What <c>idphoto admin</c> asks. These addresses are in no table of routes, so that no other listener knows them in any
/// spelling; here nothing else is answered.
/// </summary>
internal static class AdminApi
{
    /// <summary>Of a request; a policy in six languages fits well.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>Every act with the address that it is asked at.</summary>
    public static readonly IReadOnlyDictionary<(string Method, string Path), RequestDelegate> Acts = new Dictionary<(string, string), RequestDelegate>
    {
        [(HttpMethods.Get, "/status")] = StatusAct.AnswerAsync,
        [(HttpMethods.Get, "/kept")] = PurgeAct.CountAsync,
        [(HttpMethods.Post, "/purge")] = PurgeAct.AnswerAsync,
        [(HttpMethods.Post, "/find")] = FindAct.AnswerAsync,
        [(HttpMethods.Post, "/policies")] = PublishAct.PublishAsync,
        [(HttpMethods.Post, "/policies/withdraw")] = PublishAct.WithdrawAsync,
        [(HttpMethods.Get, "/letters")] = LettersAct.ListAsync,
        [(HttpMethods.Post, "/letters/show")] = LettersAct.ShowAsync,
        [(HttpMethods.Post, "/letters/answer")] = LettersAct.AnswerAsync,
        [(HttpMethods.Post, "/letters/close")] = LettersAct.CloseAsync,
        [(HttpMethods.Post, "/letters/erase")] = LettersAct.EraseAsync,
        [(HttpMethods.Post, "/letters/delete-device")] = LetterDeviceAct.AnswerAsync,
        [(HttpMethods.Post, "/statistics")] = StatisticsAct.AnswerAsync,
        [(HttpMethods.Get, "/audit")] = ExportAct.AnswerAsync,
    };

    public static void Map(IApplicationBuilder app) => app.Run(AnswerAsync);

    private static Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = MostBytes;
        return Acts.TryGetValue((request.Method, request.Path.Value ?? ""), out RequestDelegate? act) ? act(context) : throw RequestRefused.NotFound();
    }
}
