namespace IdPhoto.App.Journey;

/// <summary>Counts 3, 2, 1 while a frame would do, and begins again when it would not.</summary>
public sealed class AutoShutter
{
    /// <summary>A frame must have been good for this long before the count begins: nobody stands still by accident.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMilliseconds(500);

    /// <summary>Between two numbers.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>One bad frame between good ones is the measure's noise, not a movement.</summary>
    private const int Forgiven = 1;

    private TimeSpan? _since;
    private int _bad;

    /// <summary>The number to show, 3, 2 or 1; null while nothing is counted.</summary>
    public int? Count { get; private set; }

    /// <summary>Looks at a frame.</summary>
    /// <param name="good">Whether it would do.</param>
    /// <param name="now">A clock that never goes back.</param>
    /// <returns>Whether the photo is to be taken now.</returns>
    public bool See(bool good, TimeSpan now)
    {
        _bad = good ? 0 : _bad + 1;
        if (_bad > Forgiven || (!good && _since is null))
        {
            Reset();
            return false;
        }
        _since ??= now;
        TimeSpan held = now - _since.Value - Settle;
        Count = held < TimeSpan.Zero ? null : Math.Max(1, 3 - (int)(held / Beat));
        if (held < 3 * Beat)
            return false;
        Reset();
        return true;
    }

    /// <summary>Begins again.</summary>
    public void Reset() => (_since, Count, _bad) = (null, null, 0);
}
