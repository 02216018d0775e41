using IdPhoto.Server.Measuring;
using IdPhoto.Server.Statistics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace IdPhoto.Server.Refusing;

/// <summary>Answers every failure with a <see cref="Problem"/>; nothing of a request gets further than here.</summary>
internal sealed partial class RefusalMiddleware(RequestDelegate next, ServerMetrics metrics, PhotoCounts counts, ILogger<RefusalMiddleware> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && Empty(context) is { } problem)
                await AnswerAsync(context, problem);
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer.
        }
        catch (Exception error)
        {
            if (context.Response.HasStarted)
                context.Abort();
            else
                await FailAsync(context, error);
        }
    }

    private async Task FailAsync(HttpContext context, Exception error)
    {
        context.Response.Clear();
        Problem problem = Problem.Of(error, ServerWords.For(context));
        if (problem.Status == StatusCodes.Status500InternalServerError)
            Fault(log, error.GetType().Name);
        await AnswerAsync(context, problem);
    }

    private async Task AnswerAsync(HttpContext context, Problem problem)
    {
        metrics.Refused(problem.Code);
        counts.Refused(context, problem.Code);
        // A body that was not begun is read away for some seconds, however large: a caller that still sends would not see the answer.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = null;
        await problem.WriteAsync(context);
    }

    /// <summary>Routing answers with a status alone.</summary>
    private static Problem? Empty(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problem.Of(RequestRefused.NotFound(), ServerWords.For(context)),
        StatusCodes.Status405MethodNotAllowed => Problem.Of(RequestRefused.WrongMethod(), ServerWords.For(context)),
        _ => null,
    };

    [LoggerMessage(LogLevel.Error, "A request failed by a fault of the server ({Type}).")]
    private static partial void Fault(ILogger log, string type);
}
