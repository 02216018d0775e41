using IdPhoto.Messages;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Letters;

/// <summary>Bounds how many letters come: of one caller, and of all, so that nobody fills the box for everybody else.</summary>
/// <remarks>Callers are known by a name that means nothing outside this run of the server, as long as their letters may be in the box.</remarks>
internal sealed class LetterLimits(Callers callers, ServerSettings settings, TimeProvider clock)
{
    /// <summary>Letters of one caller in an hour.</summary>
    public const int PerCaller = 5;

    /// <summary>Letters of one caller in all the time that a letter is kept.</summary>
    public const int KeptPerCaller = 20;

    private const int OfAll = 120;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();

    /// <summary>The oldest first.</summary>
    private readonly List<Taken> _taken = [];

    /// <summary>Takes a place for a letter.</summary>
    /// <exception cref="RequestRefused">The caller, or all together, have sent too many.</exception>
    public void Take(HttpContext context)
    {
        string caller = callers.Of(context);
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            _taken.RemoveAll(letter => now - letter.At >= settings.LetterTime);
            Taken[] own = [.. _taken.Where(letter => letter.Caller == caller)];
            Check(own, KeptPerCaller, settings.LetterTime, now, Message.Of("rights.letters-too-many-kept", ("most", KeptPerCaller), ("days", settings.LetterTime.Days)));
            Check(own, PerCaller, Hour, now, Message.Of("rights.letters-too-many", ("most", PerCaller)));
            Check(_taken, OfAll, Hour, now, Message.Of("rights.letters-too-many-of-all"));
            _taken.Add(new Taken(caller, now));
        }
    }

    private static void Check(IReadOnlyList<Taken> letters, int most, TimeSpan time, DateTimeOffset now, Message said)
    {
        if (letters.Count < most || letters[^most].At + time - now is not { Ticks: > 0 } wait)
            return;
        throw new RequestRefused(StatusCodes.Status429TooManyRequests, ServerCodes.TooManyRequests, said, (int)Math.Ceiling(wait.TotalSeconds));
    }

    private readonly record struct Taken(string Caller, DateTimeOffset At);
}
