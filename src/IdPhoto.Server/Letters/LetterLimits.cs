using IdPhoto.Messages;
using IdPhoto.Server.Guards;
using IdPhoto.Server.Refusing;
using IdPhoto.Server.Settings;
using Microsoft.AspNetCore.Http;

namespace IdPhoto.Server.Letters;

/// <summary>Bounds how many letters come: of one caller in a day, and of all in an hour, so that nobody fills the box for everybody else.</summary>
/// <remarks>
/// What is to be erased is counted apart from questions: who lives behind one address with somebody who asks much can still report a
/// child's photo. Callers are known for the day alone (UTC), by a name whose secret is forgotten with it.
/// </remarks>
internal sealed class LetterLimits(ApiKeys keys, ServerSettings settings, TimeProvider clock)
{
    /// <summary>Letters of one caller in a day: as many questions, and as many about what is to be erased.</summary>
    public const int PerCaller = 4;

    /// <summary>Of all in an hour, likewise.</summary>
    public const int OfAll = 120;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<(string Caller, bool IsQuestion), int> _today = [];

    /// <summary>The oldest first.</summary>
    private readonly List<(DateTimeOffset At, bool IsQuestion)> _lastHour = [];

    private Callers _callers = new(keys);
    private DateTime _day;

    /// <summary>Keeps a letter if its caller, and all together, have not sent too many. One that is not kept does not count.</summary>
    /// <param name="context">Whose it is.</param>
    /// <param name="letter">The letter.</param>
    /// <param name="keep">Keeps it; null where it cannot.</param>
    /// <exception cref="RequestRefused">There were too many.</exception>
    public LetterEntry? Keep(HttpContext context, Letter letter, Func<Letter, LetterEntry?> keep)
    {
        Taken taken = Take(context, letter.Kind == LetterKinds.Question);
        LetterEntry? kept = null;
        try
        {
            return kept = keep(letter);
        }
        finally
        {
            if (kept is null)
                GiveBack(taken);
        }
    }

    /// <summary>Forgets who has sent letters on a day that is over. To be called every few minutes.</summary>
    public void Forget()
    {
        lock (_lock)
            Forget(clock.GetUtcNow());
    }

    private Taken Take(HttpContext context, bool isQuestion)
    {
        lock (_lock)
        {
            DateTimeOffset now = clock.GetUtcNow();
            Forget(now);
            Taken taken = new(_callers.Of(context), isQuestion, now);
            int sent = _today.GetValueOrDefault(taken.Sender);
            if (sent >= settings.PerNode(PerCaller))
                throw TooMany(Message.Of("rights.letters-too-many"), _day.AddDays(1) - now.UtcDateTime);
            DateTimeOffset[] all = [.. _lastHour.Where(one => one.IsQuestion == isQuestion).Select(one => one.At)];
            if (all.Length >= settings.PerNode(OfAll))
                throw TooMany(Message.Of("rights.letters-too-many-of-all"), all[0] + Hour - now);
            _today[taken.Sender] = sent + 1;
            _lastHour.Add((now, isQuestion));
            return taken;
        }
    }

    private void GiveBack(Taken taken)
    {
        lock (_lock)
        {
            // After midnight nobody has this name any more.
            if (_today.Remove(taken.Sender, out int sent) && sent > 1)
                _today[taken.Sender] = sent - 1;
            _lastHour.Remove((taken.At, taken.IsQuestion));
        }
    }

    private void Forget(DateTimeOffset now)
    {
        _lastHour.RemoveAll(one => now - one.At >= Hour);
        if (_day == now.UtcDateTime.Date)
            return;
        _day = now.UtcDateTime.Date;
        _today.Clear();
        _callers = new Callers(keys);
    }

    private static RequestRefused TooMany(Message said, TimeSpan wait)
        => new(StatusCodes.Status429TooManyRequests, ServerCodes.TooManyRequests, said, (int)Math.Ceiling(wait.TotalSeconds));

    private readonly record struct Taken(string Caller, bool IsQuestion, DateTimeOffset At)
    {
        public (string Caller, bool IsQuestion) Sender => (Caller, IsQuestion);
    }
}
