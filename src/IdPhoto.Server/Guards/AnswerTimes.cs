using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Guards;

/// <summary>Closes the connection of whoever has not read an answer after its longest time, whatever is answered.</summary>
/// <remarks>The smallest rate alone is Kestrel's and allows an answer, and all that is asked for in advance, hours.</remarks>
internal sealed class AnswerTimes(ServerSettings settings)
{
    public async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        AnswerDeadline deadline = new(context, settings.AnswerTime);
        context.Features.Set(deadline);
        context.Response.RegisterForDispose(deadline);
        context.Response.OnStarting(deadline.BeginAsync);
        await next(context);
    }
}

/// <summary>When an answer must have been read.</summary>
internal sealed class AnswerDeadline : IDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly CancellationTokenRegistration _closing;
    private readonly TimeSpan _time;

    public AnswerDeadline(HttpContext context, TimeSpan time)
    {
        _time = time;
        _closing = _over.Token.Register(context.Abort);
    }

    /// <summary>The answer begins.</summary>
    public Task BeginAsync()
    {
        Postpone(_time);
        return Task.CompletedTask;
    }

    /// <summary>From now on it may take so long, but never longer than usual in one go.</summary>
    public void Postpone(TimeSpan left) => _over.CancelAfter(left <= TimeSpan.Zero ? TimeSpan.Zero : left < _time ? left : _time);

    public void Dispose()
    {
        // Waits for an abortion that is under way: the connection's next request must not meet it.
        _closing.Dispose();
        _over.Dispose();
    }
}
